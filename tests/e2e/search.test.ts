import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as practice from '../../shared/contracts/practice.ts';
import * as profiles from '../../shared/contracts/profiles.ts';
import { expectAccessible } from '../support/accessibility.ts';
import type { ApiClient } from '../support/api.ts';
import { launchBrowser, STORY, type Visitor, visitor } from '../support/browser.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';

const LIVE = { timeout: 15_000 };

describe('searching', { ...STORY, timeout: 60_000 }, () => {
  let browser: Browser;
  let a: TestInstance;
  let b: TestInstance;
  let amara: Visitor;
  let far: string;

  beforeAll(async () => {
    [browser, a, b] = await Promise.all([launchBrowser(), startInstance(), startInstance({ host: '127.0.0.1' })]);
    await Promise.all([a.account('head', 'admin'), b.account('head', 'admin')]);
    const [client, bo, chidi] = await Promise.all([
      a.signUp('amara'),
      a.signUp('bo', 'Bo Lindqvist'),
      b.signUp('chidi'),
    ]);
    const publish = (who: ApiClient, fields: object) => who.call(practice.publishPost, { body: fields });
    await publish(bo, { title: 'Dividing pizza', markdown: 'We compared fractions.', tags: ['fractions'] });
    await publish(bo, { title: 'Fractions in Spanish', markdown: 'La fracción.', subject: 'Languages' });
    await bo.call(profiles.updateMyProfile, { body: { displayName: 'Bo Lindqvist', helpWith: 'Silent debates' } });
    far = (await publish(chidi, { title: 'From the other hill', markdown: 'x' })).url;
    amara = await visitor(browser, { baseUrl: a.baseUrl, width: 360, height: 740 });
    const [name = '', value = ''] = (client.cookie ?? '').split(/=(.*)/);
    await amara.context.addCookies([{ name, value, url: a.baseUrl }]);
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([a?.stop(), b?.stop()]);
  });

  test('finds while one types, marks the words, and says it in the address', async () => {
    const { page } = amara;
    await page.goto('/search');
    await page.getByRole('heading', { name: 'Somebody may have tried it' }).waitFor();
    await expectAccessible(page);
    await page.getByLabel('What are you looking for?').pressSequentially('fraction');
    await page.getByRole('link', { name: 'Dividing pizza' }).waitFor(LIVE);
    await page.locator('mark', { hasText: 'fractions' }).first().waitFor();
    await expect.poll(() => page.url()).toContain('q=fraction');
    await expectAccessible(page);
    await page.getByText('Filters').click();
    await page.getByLabel('Subject').selectOption('Languages');
    await page.getByRole('link', { name: 'Dividing pizza' }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Fractions in Spanish' }).waitFor();
    await expectAccessible(page);
    await page.reload();
    await page.getByRole('link', { name: 'Fractions in Spanish' }).waitFor();
    expect(await page.getByRole('link', { name: 'Dividing pizza' }).count()).toBe(0);
  });

  test('says what to do when there is nothing', async () => {
    const { page } = amara;
    await page.getByLabel('What are you looking for?').fill('volcano');
    await page.getByText('Some filters are on.').waitFor(LIVE);
    await page.getByRole('button', { name: 'Clear filters' }).last().click();
    await page.getByRole('heading', { name: 'Nothing has “volcano” in it' }).waitFor();
    await page.getByRole('link', { name: 'Write a post' }).waitFor();
    await expectAccessible(page);
  });

  test('finds people and tags', async () => {
    const { page } = amara;
    await page.getByLabel('What are you looking for?').fill('debate');
    await page.getByRole('radio', { name: 'People' }).check();
    await page.getByRole('link', { name: 'Bo Lindqvist' }).waitFor(LIVE);
    await page.locator('mark', { hasText: 'debates' }).waitFor();
    await expectAccessible(page);
    await page.getByLabel('What are you looking for?').fill('#frac');
    await page.getByRole('radio', { name: 'Tags' }).check();
    await page.getByRole('link', { name: '#fractions' }).waitFor(LIVE);
    await expectAccessible(page);
  });

  test('looks up what is pasted on its own instance', async () => {
    const { page } = amara;
    await page.getByLabel('What are you looking for?').fill(far);
    await page.getByRole('heading', { name: 'This is what you pasted' }).waitFor(LIVE);
    await page.getByRole('link', { name: 'From the other hill' }).waitFor();
    await expectAccessible(page);
    await page.getByLabel('What are you looking for?').fill(`@nobody@${b.domain}`);
    await page.getByText(/There is nobody called nobody/).waitFor(LIVE);
    await page.getByLabel('What are you looking for?').fill(`@chidi@${b.domain}`);
    await page.getByRole('link', { name: 'chidi' }).click(LIVE);
    await page.getByRole('heading', { name: 'chidi' }).waitFor();
  });

  test('remembers on this device, and forgets', async () => {
    const { page } = amara;
    await page.goto('/search?q=pizza');
    await page.getByRole('link', { name: 'Dividing pizza' }).waitFor(LIVE);
    await page.getByLabel('What are you looking for?').press('Enter');
    await page.goto('/search');
    await page.getByRole('button', { name: 'pizza', exact: true }).click();
    await page.getByRole('link', { name: 'Dividing pizza' }).waitFor(LIVE);
    await page.goto('/search');
    await page.getByRole('button', { name: 'Forget them' }).click();
    await page.reload();
    await page.getByRole('heading', { name: 'Somebody may have tried it' }).waitFor();
    expect(await page.getByRole('button', { name: 'pizza', exact: true }).count()).toBe(0);
  });

  test('is open to visitors, for what is public and from here', async () => {
    const stranger = await visitor(browser, { baseUrl: a.baseUrl, width: 320, height: 600 });
    const { page } = stranger;
    await page.goto('/search?q=fractions');
    await page.getByRole('link', { name: 'Dividing pizza' }).waitFor(LIVE);
    await page.getByRole('radio', { name: 'People' }).check();
    await page.getByRole('heading', { name: 'Sign in to find people' }).waitFor();
    await expectAccessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(wide).toBe(false);
    expect(stranger.problems).toEqual([]);
    await stranger.context.close();
  });
});
