import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as practice from '../../shared/contracts/practice.ts';
import { expectAccessible } from '../support/accessibility.ts';
import type { ApiClient } from '../support/api.ts';
import { launchBrowser, visitor } from '../support/browser.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';

let browser: Browser;
let instance: TestInstance;
let amara: ApiClient;
let post: practice.Post;

beforeAll(async () => {
  [browser, instance] = await Promise.all([
    launchBrowser(),
    startInstance({ env: { INSTANCE_NAME: 'Riverside Teachers' } }),
  ]);
  await instance.account('head', 'admin');
  amara = await instance.signUp('amara', 'Amara Okafor');
  post = await amara.call(practice.publishPost, {
    body: {
      title: 'Exit tickets',
      markdown: 'They marked **their own**.\n\n- one\n- two',
      focusQuestion: 'How do quiet students mark boldly?',
      tags: ['exit_tickets'],
    },
  });
});
afterAll(async () => {
  await browser?.close();
  await instance?.stop();
});

test('without JavaScript one reads posts and people, and gets from one to the other', { timeout: 60_000 }, async () => {
  const { page, problems } = await visitor(browser, {
    baseUrl: instance.baseUrl,
    width: 360,
    height: 740,
    javaScript: false,
  });
  await page.goto('/');
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Riverside Teachers');
  await page.getByRole('link', { name: 'Exit tickets', exact: true }).click();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Exit tickets');
  expect(await page.locator('main').textContent()).toContain('How do quiet students mark boldly?');
  expect(await page.locator('main').evaluate((main) => getComputedStyle(main).maxWidth)).toBe('688px');
  await page.getByRole('link', { name: '#exit_tickets' }).click();
  await page.getByRole('link', { name: 'Amara Okafor' }).first().click();
  expect(new URL(page.url()).pathname).toBe(`/@amara@${instance.domain}`);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Amara Okafor');
  await page.getByRole('link', { name: 'Español' }).click();
  expect(await page.locator('html').getAttribute('lang')).toBe('es');
  expect(page.url()).not.toContain('language');
  expect(await page.getByRole('heading', { name: 'Práctica' }).count()).toBe(1);
  expect(problems).toEqual([]);
  await page.context().close();
});

test('what the server wrote is accessible, and stays until the app has the same page', {
  timeout: 60_000,
}, async () => {
  const { page, context, problems } = await visitor(browser, { baseUrl: instance.baseUrl, width: 360, height: 740 });
  // The app cannot ask for anything yet: what one sees is the server's page.
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await context.route('**/api/v1/**', async (route) => {
    await held;
    await route.continue();
  });
  for (const path of ['/', '/practice', '/tags/exit_tickets', `/posts/${post.id}`, '/@amara', '/posts/nothing']) {
    await page.goto(path);
    await page.locator('.public').waitFor();
    await expectAccessible(page);
  }
  await page.goto(`/posts/${post.id}`);
  await page.locator('#root > div[hidden] > *').first().waitFor({ state: 'attached' });
  expect(await page.getByRole('heading', { name: 'Exit tickets' }).isVisible()).toBe(true);
  release();
  await page.locator('.public').waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: 'Exit tickets' }).waitFor();
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
  expect(problems.filter((problem) => !problem.includes('404'))).toEqual([]);
  await context.close();
});

test('who is signed in gets the app at once', async () => {
  const { page, context } = await visitor(browser, { baseUrl: instance.baseUrl });
  await page.goto('/sign-in');
  await page.getByLabel('Username').fill('amara');
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Mentoring' }).first().waitFor();
  const answer = await page.request.get(`/posts/${post.id}`, { headers: { accept: 'text/html' } });
  expect(await answer.text()).toContain('<div id="root"></div>');
  await context.close();
});

test('what one reads is never gone while the app takes over', { timeout: 60_000 }, async () => {
  const { page, context } = await visitor(browser, { baseUrl: instance.baseUrl, width: 360, height: 740 });
  for (const path of [`/posts/${post.id}`, '/@amara']) {
    await page.addInitScript(() => {
      // Where the heading stands, each time something is drawn.
      const seen: (number | null)[] = [];
      Object.assign(window, { seen });
      const note = () => {
        const heading = [...document.querySelectorAll('h1')].find((h1) => h1.checkVisibility());
        if (document.body) seen.push(heading ? heading.getBoundingClientRect().top : null);
        requestAnimationFrame(note);
      };
      requestAnimationFrame(note);
    });
    await page.goto(path);
    await page.locator('.public').waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    const seen: (number | null)[] = await page.evaluate(() => Reflect.get(window, 'seen'));
    const first = seen.findIndex((top) => top !== null);
    expect(seen.slice(first), `the heading of ${path} went away`).not.toContain(null);
  }
  await context.close();
});
