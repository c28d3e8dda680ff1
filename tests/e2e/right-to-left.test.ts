import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as practice from '../../shared/contracts/practice.ts';
import { launchBrowser, type Visitor, visitor } from '../support/browser.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';

let browser: Browser;
let instance: TestInstance;
let amara: Visitor;
let post: practice.Post;

beforeAll(async () => {
  [browser, instance] = await Promise.all([launchBrowser(), startInstance()]);
  await instance.account('head', 'admin');
  const client = await instance.signUp('amara', 'آمارا');
  post = await client.call(practice.publishPost, {
    body: { title: 'بطاقات الخروج', markdown: 'صحّح كل طالب بطاقته.\n\n- واحد\n- اثنان', focusQuestion: 'وماذا بعد؟' },
  });
  amara = await visitor(browser, { baseUrl: instance.baseUrl, width: 360, height: 740 });
  await amara.page.goto('/sign-in');
  await amara.page.getByLabel('Username').fill('amara');
  await amara.page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await amara.page.getByRole('button', { name: 'Sign in' }).click();
  await amara.page.getByRole('link', { name: 'Mentoring' }).first().waitFor();
  // As a build for Arabic would say it.
  await amara.context.addInitScript(() => {
    document.documentElement.dir = 'rtl';
  });
});
afterAll(async () => {
  await browser?.close();
  await instance?.stop();
});

test('pages that are read from the right fit on a phone', { timeout: 60_000 }, async () => {
  const { page } = amara;
  const paths = ['/', '/practice', `/posts/${post.id}`, '/@amara', '/write', '/people', '/mentoring', '/settings'];
  for (const path of paths) {
    await page.goto(path);
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl';
    });
    await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
    const problems = await page.evaluate(() => {
      const width = document.documentElement.clientWidth;
      const scrolls = (element: Element | null): boolean =>
        element !== null && (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement));
      // What is cut off at the right cannot even be scrolled to.
      const cut = [...document.querySelectorAll('main :is(a, button, h1, h2, p, li, input, textarea, label)')]
        .filter((element) => element.checkVisibility() && !element.closest('.visually-hidden'))
        .filter((element) => !scrolls(element.parentElement))
        .filter((element) => {
          const { left, right } = element.getBoundingClientRect();
          return left < -1 || right > width + 1;
        });
      const wide = document.documentElement.scrollWidth > width ? ['the page scrolls sideways'] : [];
      return [...wide, ...cut.map((element) => element.outerHTML.slice(0, 120))];
    });
    expect(problems, path).toEqual([]);
    const first = await page
      .getByRole('heading', { level: 1 })
      .first()
      .evaluate((h1) => getComputedStyle(h1).direction);
    expect(first).toBe('rtl');
  }
});
