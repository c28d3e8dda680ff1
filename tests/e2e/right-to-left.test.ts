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
  const paths = [
    '/',
    '/?view=instance',
    `/posts/${post.id}`,
    '/@amara',
    '/write',
    '/people',
    '/mentoring',
    '/settings',
  ];
  for (const path of paths) {
    await page.goto(path);
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl';
    });
    await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
    // Scrolling goes to the left there, so it is what reaches out of the window on either side that counts.
    const outside = await page.evaluate(() => {
      const { scrollWidth } = document.documentElement;
      return scrollWidth > window.innerWidth ? scrollWidth - window.innerWidth : 0;
    });
    expect(outside, `${path} scrolls sideways`).toBe(0);
    const first = await page
      .getByRole('heading', { level: 1 })
      .first()
      .evaluate((h1) => getComputedStyle(h1).direction);
    expect(first).toBe('rtl');
  }
});
