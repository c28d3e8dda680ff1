import { gzipSync } from 'node:zlib';
import type { Browser, Page, Response } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { launchBrowser, STORY, type Visitor, visitor } from '../support/browser.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';

const PASSWORD = 'chalk and green pens';
/** All the JavaScript of the start page, compressed: what a phone on a weak signal waits for. */
const FIRST_LOAD_MAX_BYTES = 110_000;
const LIVE = { timeout: 15_000 };

/** The main job of the product as two people do it: in two browsers, on two instances, by hand. */
describe('Amara on A and Bo on B, in their browsers', { ...STORY, timeout: 90_000 }, () => {
  let browser: Browser;
  let a: TestInstance;
  let b: TestInstance;
  let amara: Visitor;
  let bo: Visitor;

  beforeAll(async () => {
    [browser, a, b] = await Promise.all([
      launchBrowser(),
      startInstance({ env: { INSTANCE_NAME: 'Riverside Teachers' } }),
      startInstance({ env: { INSTANCE_NAME: 'Hill Network' } }),
    ]);
    await Promise.all([a.account('head', 'admin'), b.account('head', 'admin')]);
    amara = await visitor(browser, { baseUrl: a.baseUrl, width: 360, height: 740 });
    bo = await visitor(browser, { baseUrl: b.baseUrl });
  });
  afterEach(async ({ task }) => {
    const folder = process.env.E2E_SCREENSHOTS;
    if (folder === undefined || task.result?.state !== 'fail') return;
    await amara.page.screenshot({ path: `${folder}/amara.png` });
    await bo.page.screenshot({ path: `${folder}/bo.png` });
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([a?.stop(), b?.stop()]);
  });

  test('Amara signs up, and says who she is and what she wants to grow', async () => {
    const { page } = amara;
    await page.goto('/');
    await page.getByRole('heading', { name: 'Riverside Teachers' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('main').getByRole('link', { name: 'Sign up' }).click();
    await signUp(page, 'amara', 'Amara Okafor', true);

    // The first steps are a test of their own (onboarding.test.ts).
    await page.goto('/settings/profile');
    await page.getByRole('heading', { name: 'Your profile' }).waitFor();
    await page.getByLabel('About you').fill('Maths at Riverside. I collect *wrong answers*.');
    await page.getByLabel('Where I can help').fill('Exit tickets, and a quiet class');
    await page.getByLabel('What I want to grow').fill('Leading a discussion');
    await page.getByLabel('School').fill('Riverside Secondary');
    await page.getByLabel('Subjects').fill('Mathematics');
    await page.getByLabel('Subjects').press('Enter');
    await page.getByRole('checkbox', { name: 'Lower secondary' }).check();
    await page.getByLabel('Languages').fill('French');
    await page.getByLabel('Languages').press('Enter');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save' }).click();

    await page.getByRole('heading', { name: 'Amara Okafor' }).waitFor();
    await page.getByText('wrong answers').waitFor();
    await page.getByText('Leading a discussion').waitFor();
    await page.getByText('French').waitFor();
    await expectAccessible(page);
  });

  test('Bo finds her on her instance by her address, and follows her', async () => {
    const { page } = bo;
    await page.goto('/sign-up');
    await signUp(page, 'bo', 'Bo Lindqvist', false);
    await page.getByLabel('Where I can help').fill('Silent debates');
    await page.getByRole('button', { name: 'Save and go on' }).click();
    await page.getByRole('heading', { name: 'Whom would you like to read?' }).waitFor();

    await page.goto('/');
    await page.getByRole('heading', { name: 'Your feed is waiting for colleagues' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Find people' }).click();
    await page.getByRole('link', { name: 'Find people' }).click();
    await page.getByLabel('What are you looking for?').fill(`@nobody@${a.domain}`);
    await page.getByText(`There is nobody called nobody at ${a.domain}`).waitFor(LIVE);
    await expectAccessible(page);
    await page.getByLabel('What are you looking for?').fill(`@amara@${a.domain}`);
    await page.getByRole('link', { name: 'Amara Okafor' }).click(LIVE);
    await page.getByText('Exit tickets, and a quiet class').waitFor();
    await page.getByRole('button', { name: 'Follow Amara Okafor' }).click();
    await page.getByRole('button', { name: 'Following' }).waitFor(LIVE);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Home' }).click();
  });

  test('Amara drafts, loses nothing on a reload, previews and publishes; the post arrives in Bo’s feed', async () => {
    const { page } = amara;
    await page.getByRole('link', { name: 'Write', exact: true }).click();
    await page.getByLabel('Title').fill('Exit tickets that students mark');
    await page.getByRole('button', { name: 'Begin with three questions' }).click();
    await page.getByText('Draft saved').waitFor(LIVE);
    expect(page.url()).toMatch(/\/write\/.+/);
    await page
      .getByLabel('What you tried, and what happened')
      .fill('## What I tried\n\nThey mark their **own** tickets.');
    await page.reload();
    await page.locator('textarea', { hasText: 'They mark their **own** tickets.' }).waitFor();
    await page.getByLabel('What would you like feedback on?').fill('How do quiet students mark boldly?');
    await page.getByLabel('Subject').fill('Mathematics');
    await page.getByLabel('Grade level').selectOption('lower-secondary');
    await page.getByLabel('Tags').fill('#exit tickets');
    await page.getByLabel('Tags').press('Enter');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.locator('strong', { hasText: 'own' }).waitFor();
    await page.getByText('Draft saved').waitFor(LIVE);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Publish…' }).click();
    const dialog = page.getByRole('dialog');
    await expectAccessible(page);
    await dialog.getByLabel(/No student can be recognised/).check();
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('heading', { name: 'Exit tickets that students mark', level: 1 }).waitFor();
    await expectAccessible(page);

    // Bo has had his feed open all the time.
    await bo.page.getByRole('link', { name: 'Exit tickets that students mark' }).waitFor(LIVE);
    await expectAccessible(bo.page);
  });

  test('Bo gives public feedback, and Amara sees it without reloading', async () => {
    const { page } = bo;
    await page.getByRole('link', { name: 'Exit tickets that students mark' }).click();
    await page.getByText('How do quiet students mark boldly?').first().waitFor();
    await page.getByRole('radio', { name: 'Suggestion' }).check();
    await page.getByRole('button', { name: 'One thing you could try next is…' }).click();
    await page.getByLabel('Write for everyone to read').press('End');
    await page.getByLabel('Write for everyone to read').pressSequentially('a shared answer key.');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('heading', { name: '1 response' }).waitFor(LIVE);
    expect(await page.getByLabel('Write for everyone to read').inputValue()).toBe('');

    await amara.page.getByText('One thing you could try next is a shared answer key.').waitFor(LIVE);
    await amara.page.getByRole('listitem').getByText('Suggestion', { exact: true }).waitFor();
    await expectAccessible(amara.page);
  });

  test('Bo offers a pair; Amara accepts; both see the agreement and the ledger', async () => {
    const { page } = bo;
    await page.goto(`/@amara@${a.domain}`);
    await page.getByRole('link', { name: 'Offer a pair' }).click();
    await page.getByLabel('What I want to get better at').fill('Checking for understanding');
    await page.getByLabel('What Amara Okafor wants to get better at').fill('Discussions without a centre');
    await page.getByRole('radio', { name: 'Every week' }).check();
    await page.getByLabel('A few words to them').fill('Shall we?');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Send the offer' }).click();
    await page.getByRole('heading', { name: 'You offered Amara Okafor a pair' }).waitFor();
    await expectAccessible(page);

    const hers = amara.page;
    await hers.getByRole('link', { name: /Mentoring.*1 waiting/ }).click(LIVE);
    await hers.getByRole('link', { name: 'Bo Lindqvist offers you a pair' }).waitFor();
    await expectAccessible(hers);
    await hers.getByRole('link', { name: 'Bo Lindqvist offers you a pair' }).click();
    await hers.getByText('Shall we?').waitFor();
    await hers.getByText('Discussions without a centre').waitFor();
    await expectAccessible(hers);
    await hers.getByRole('button', { name: 'Accept' }).click();
    await hers.getByRole('heading', { name: 'You and Bo Lindqvist' }).waitFor();
    await expectAccessible(hers);

    await page.getByRole('heading', { name: 'You and Amara Okafor' }).waitFor(LIVE);
    await page.getByRole('button', { name: 'Ledger' }).click();
    await page.getByText('You gave feedback once and got it 0 times.').waitFor();
    await page.getByRole('link', { name: 'Exit tickets that students mark' }).waitFor();
    await expectAccessible(page);
    await hers.getByRole('button', { name: 'Ledger' }).click();
    await hers.getByText('You gave feedback 0 times and got it once.').waitFor();
    await expectAccessible(hers);
    await hers.getByRole('button', { name: 'Agreement' }).click();
    await hers.getByText('Every week').waitFor();
    await expectAccessible(hers);
    await hers.getByRole('button', { name: 'Messages', exact: true }).click();
  });

  test('they write to each other live, and a day without network loses and doubles nothing', async () => {
    await say(bo.page, 'Amara Okafor', 'Hello from the lake');
    await messages(amara.page).getByText('Hello from the lake').waitFor(LIVE);
    await say(amara.page, 'Bo Lindqvist', 'Hello from the river');
    await messages(bo.page).getByText('Hello from the river').waitFor(LIVE);
    await bo.page.getByText('Delivered').waitFor(LIVE);

    await bo.context.setOffline(true);
    await bo.page.getByText('You are offline.').waitFor();
    await say(bo.page, 'Amara Okafor', 'Written on the train');
    await bo.page.getByText('Waiting for the connection').waitFor();
    for (const words of ['One while you were away', 'Two while you were away']) {
      await say(amara.page, 'Bo Lindqvist', words);
      await messages(amara.page).getByText(words).waitFor();
    }
    await expectAccessible(bo.page);
    await bo.context.setOffline(false);
    await messages(bo.page).getByText('Two while you were away').waitFor(LIVE);
    await messages(amara.page).getByText('Written on the train').waitFor(LIVE);
    await say(amara.page, 'Bo Lindqvist', 'Welcome back');
    await messages(bo.page).getByText('Welcome back').waitFor(LIVE);

    const all = [
      'Hello from the lake',
      'Hello from the river',
      'One while you were away',
      'Two while you were away',
      'Welcome back',
      'Written on the train',
    ];
    expect((await texts(bo.page)).sort()).toEqual(all);
    expect((await texts(amara.page)).sort()).toEqual(all);
    await bo.page.reload();
    await messages(bo.page).getByText('Welcome back').waitFor();
    expect((await texts(bo.page)).sort()).toEqual(all);
    await expectAccessible(bo.page);
    await expectAccessible(amara.page);
  });

  test('a visitor reads the post and the profile without an account', async () => {
    const stranger = await visitor(browser, { baseUrl: a.baseUrl, width: 320, height: 600 });
    const { page } = stranger;
    const scripts: Promise<number>[] = [];
    const weigh = (response: Response) => {
      if (response.url().endsWith('.js')) scripts.push(response.body().then((body) => gzipSync(body).length));
    };
    page.on('response', weigh);
    await page.goto('/');
    await page.getByRole('link', { name: 'Exit tickets that students mark' }).waitFor();
    // The link is there before any script is; the app in its place has what it needs.
    await page.locator('.public').waitFor({ state: 'detached' });
    page.off('response', weigh);
    const bytes = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(FIRST_LOAD_MAX_BYTES);
    await page.getByRole('link', { name: 'Exit tickets that students mark' }).click();
    await page.getByText('a shared answer key').waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Amara Okafor' }).first().click();
    await page.getByText('Riverside Secondary').waitFor();
    await expectAccessible(page);
    await page.goto('/mentoring');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await expectAccessible(page);
    await page.goto('/nothing/here');
    await page.getByRole('heading', { name: 'There is no page here' }).waitFor();
    await expectAccessible(page);
    expect(unexpected(stranger.problems)).toEqual([]);
    await stranger.context.close();
  });

  test('settings work, and no page complained in the console', async () => {
    const { page } = amara;
    await page.goto('/settings');
    await page.getByText('this device', { exact: true }).waitFor();
    await expectAccessible(page);
    await page.getByRole('radio', { name: 'Dark' }).check();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    await page.reload();
    await page.getByText('this device', { exact: true }).waitFor();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    await page.getByRole('button', { name: 'Sign out' }).first().click();
    await page.getByRole('heading', { name: 'Riverside Teachers' }).waitFor();
    expect(unexpected(amara.problems)).toEqual([]);
    expect(unexpected(bo.problems)).toEqual([]);
  });
});

async function signUp(page: Page, username: string, name: string, check: boolean) {
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill('short');
  await page.getByRole('button', { name: 'Make an account' }).click();
  await page.getByText('Use at least 10 characters').waitFor();
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  if (check) await expectAccessible(page);
  await page.getByRole('button', { name: 'Make an account' }).click();
  await page.getByRole('heading', { name: 'Who are you, as a teacher?' }).waitFor();
}

function messages(page: Page) {
  return page.getByRole('region', { name: 'Messages' }).locator('ol');
}

async function say(page: Page, to: string, words: string) {
  await page.getByLabel(`Write to ${to}`).fill(words);
  await page.getByLabel(`Write to ${to}`).press('Enter');
}

/** What stands in the conversation, each message once for each time it shows. */
async function texts(page: Page): Promise<string[]> {
  const items = await messages(page).locator('> li p:not(:has(time))').allInnerTexts();
  return items.map((text) => text.trim()).filter((text) => text !== '');
}

/**
 * The browser itself reports each answer that is an error, wanted or not: nobody being signed in, a form refused,
 * a person not found, and the network being gone are parts of the story.
 */
function unexpected(problems: readonly string[]): string[] {
  return problems.filter((problem) => !/status of (400|401|404)|ERR_INTERNET_DISCONNECTED/.test(problem));
}
