import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { deletePost, getProfilePosts, listReplies, publishPost } from '../../shared/contracts/practice.ts';
import { expectAccessible } from '../support/accessibility.ts';
import type { ApiClient } from '../support/api.ts';
import { launchBrowser, STORY, type Visitor, visitor } from '../support/browser.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';
import { until } from '../support/until.ts';

const LIVE = { timeout: 30_000 };
const BODY = 'What you tried, and what happened';

/**
 * A phone on a train, as far as it can tell: the server is out of reach. (The browser's own switch does not reach its
 * service worker, and what it says about the network is not always so.) What was read can be read, what is written goes
 * out once, and signing out leaves nothing.
 */
describe('without a network', { ...STORY, timeout: 90_000 }, () => {
  let browser: Browser;
  let instance: TestInstance;
  let bo: ApiClient;
  let amara: Visitor;
  let post: string;

  beforeAll(async () => {
    [browser, instance] = await Promise.all([launchBrowser(), startInstance()]);
    await instance.account('head', 'admin');
    bo = await instance.signUp('bo', 'Bo Lindqvist');
    await instance.signUp('amara', 'Amara Okafor');
    ({ id: post } = await bo.call(publishPost, {
      body: { title: 'Silent debates', markdown: 'They wrote on *paper*.' },
    }));
    amara = await visitor(browser, { baseUrl: instance.baseUrl, width: 360, height: 740 });
    await enter(amara.page, 'amara');
  });
  afterEach(async ({ task }) => {
    const folder = process.env.E2E_SCREENSHOTS;
    if (folder !== undefined && task.result?.state === 'fail')
      await amara.page.screenshot({ path: `${folder}/amara.png` });
  });
  afterAll(async () => {
    await browser?.close();
    await instance?.stop();
  });

  test('the app can be installed', async () => {
    const { page } = amara;
    const manifest = await page.evaluate(async () => {
      const href = document.querySelector<HTMLLinkElement>('link[rel="manifest"]')?.href ?? '';
      const answer = await fetch(href);
      return { type: answer.headers.get('content-type'), body: await answer.json() };
    });
    expect(manifest.type).toContain('application/manifest+json');
    expect(manifest.body).toMatchObject({ display: 'standalone', start_url: '/', share_target: { action: '/write' } });
    for (const { src } of manifest.body.icons) {
      expect((await fetch(instance.baseUrl + src)).status, src).toBe(200);
    }
  });

  test('what was read is there after the network has gone, and says how old it is', async () => {
    const { page } = amara;
    // It has the whole app on the device by then.
    const controlled = () => page.evaluate(() => navigator.serviceWorker.controller !== null);
    await until('the service worker', controlled, LIVE.timeout);
    await page.goto(`/posts/${post}`);
    await page.getByText('They wrote on').waitFor();
    await page.goto('/write');
    await page.getByLabel(BODY).waitFor();

    await instance.down();
    await page.goto(`/posts/${post}`);
    await page.getByText('They wrote on').waitFor(LIVE);
    await page.getByText(/this is from \d/).waitFor(LIVE);
    await expectAccessible(page);
    await page.goto('/posts/never-read-before');
    await page.getByText('Nothing you wrote is lost').waitFor(LIVE);
    await expectAccessible(page);
  });

  test('a post and an answer written without a network go out once, when it is back', async () => {
    const { page } = amara;
    await page.goto('/write');
    await page.getByRole('textbox', { name: 'Title' }).fill('Written on the train');
    await page.getByLabel(BODY).fill('Between two stations.');
    await page.getByRole('button', { name: 'Add a poll' }).click();
    await page.getByRole('textbox', { name: 'Answer 1' }).fill('By train');
    await page.getByRole('textbox', { name: 'Answer 2' }).fill('By bus');
    await page.getByText('Kept on this device').first().waitFor();
    await page.reload();
    expect(await page.getByLabel(BODY).inputValue()).toBe('Between two stations.');
    await page.getByRole('button', { name: 'Publish…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/No student can be recognised/).check();
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await page
      .getByRole('list', { name: 'Waiting for the connection' })
      .getByText('Written on the train')
      .waitFor(LIVE);
    await expectAccessible(page);
    expect(await page.getByLabel(BODY).inputValue()).toBe('');
    await page.reload();
    await page
      .getByRole('list', { name: 'Waiting for the connection' })
      .getByText('Written on the train')
      .waitFor(LIVE);

    await page.goto(`/posts/${post}`);
    await page.getByLabel('Write for everyone to read').fill('I noticed the paper.');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Waiting for the connection').waitFor(LIVE);
    expect(await page.getByLabel('Write for everyone to read').inputValue()).toBe('');
    await expectAccessible(page);

    await instance.up();
    const published = await until(
      'the post is published',
      async () => {
        const { items } = await bo.call(getProfilePosts, { params: { handle: 'amara' } });
        return items.length > 0 && items;
      },
      LIVE.timeout,
    );
    await until('the answer is there', async () => {
      const { items } = await bo.call(listReplies, { params: { id: post } });
      return items.some(({ html }) => html.includes('I noticed the paper.'));
    });
    await page.getByRole('article').getByText('I noticed the paper.').waitFor(LIVE);
    await expect.poll(() => page.getByText('Waiting for the connection').count(), LIVE).toBe(0);
    // Whatever else tries now meets what is there: reloads, another coming back.
    await page.reload();
    await instance.down();
    await instance.up();
    await page.goto('/write');
    await page.getByLabel(BODY).waitFor();
    expect(published.map((item) => item.post.title)).toEqual(['Written on the train']);
    expect(published[0]?.post.poll?.options.map(({ text }) => text)).toEqual(['By train', 'By bus']);
    expect((await bo.call(getProfilePosts, { params: { handle: 'amara' } })).items).toHaveLength(1);
    expect((await bo.call(listReplies, { params: { id: post } })).items).toHaveLength(1);
  });

  test('what the server refuses comes back with its text', async () => {
    const { page } = amara;
    const { id: gone } = await bo.call(publishPost, { body: { title: 'Soon gone', markdown: 'Read it now.' } });
    await page.goto(`/posts/${gone}`);
    await page.getByText('Read it now.').waitFor();
    await instance.down();
    await page.getByLabel('Write for everyone to read').fill('Too late?');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Waiting for the connection').waitFor(LIVE);
    // Nothing of hers gets through before the post is gone.
    await page.route('**/replies', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
    await instance.up();
    await bo.call(deletePost, { params: { id: gone } });
    await page.unroute('**/replies');
    // The post is gone, but the words are not.
    await page.goto('/write');
    const waiting = page.getByRole('list', { name: 'Waiting for the connection' });
    await waiting.getByText('Too late?').waitFor(LIVE);
    await waiting.getByRole('alert').waitFor(LIVE);
    await expectAccessible(page);
  });

  test('signing out asks about what was never sent, and leaves nothing', async () => {
    const { page } = amara;
    await page.goto('/settings');
    await page.getByRole('button', { name: 'Sign out' }).first().click();
    await page.getByText('has not reached the server yet').waitFor(LIVE);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Sign out and delete it' }).click();
    await page.getByRole('link', { name: 'Sign in' }).first().waitFor(LIVE);
    const left = await page.evaluate(async () => ({
      texts: Object.keys(localStorage).filter((key) =>
        /^(staffroom\.(text|draft|outbox|waiting|students)\.|tus::)/.test(key),
      ),
      answers: (
        await Promise.all(
          (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
        )
      )
        .flat()
        .filter((url) => /\/api\/v1\/(posts|drafts|me|pairs|threads)|\/media\//.test(url)),
    }));
    expect(left).toEqual({ texts: [], answers: [] });
    await instance.down();
    await page.goto(`/posts/${post}`);
    await page.getByText('Nothing you wrote is lost').waitFor(LIVE);
    expect(await page.getByText('They wrote on').count()).toBe(0);
    await instance.up();
  });

  test('another account finds nothing of the one before', async () => {
    const { page, context } = amara;
    await enter(page, 'amara');
    await page.goto(`/posts/${post}`);
    await page.getByText('They wrote on').waitFor();
    // Her session ends without her saying so, and somebody else sits down.
    await context.clearCookies();
    const other = await instance.signUp('zoe', 'Zoe Adler');
    const [name = '', value = ''] = (other.cookie ?? '').split('=');
    await context.addCookies([{ name, value, url: instance.baseUrl }]);
    await page.goto('/settings');
    await page.getByRole('main').getByText('Zoe Adler').first().waitFor();
    await instance.down();
    await page.goto(`/posts/${post}`);
    await page.getByText('Nothing you wrote is lost').waitFor(LIVE);
    expect(await page.getByText('They wrote on').count()).toBe(0);
  });
});

async function enter(page: Page, username: string) {
  await page.goto('/sign-in');
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Write', exact: true }).first().waitFor();
}
