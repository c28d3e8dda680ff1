import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as accounts from '../../shared/contracts/accounts.ts';
import * as practice from '../../shared/contracts/practice.ts';
import * as profiles from '../../shared/contracts/profiles.ts';
import { expectAccessible } from '../support/accessibility.ts';
import type { ApiClient } from '../support/api.ts';
import { launchBrowser, STORY, type Visitor, visitor } from '../support/browser.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';

const LIVE = { timeout: 15_000 };

/** From an invitation in a message to the first useful thing, on a phone. */
describe('a teacher who was invited', { ...STORY, timeout: 60_000 }, () => {
  let browser: Browser;
  let a: TestInstance;
  let b: TestInstance;
  let bea: ApiClient;
  let nora: Visitor;
  let link: string;

  beforeAll(async () => {
    [browser, a, b] = await Promise.all([
      launchBrowser(),
      startInstance({ env: { INSTANCE_NAME: 'Riverside Teachers', REGISTRATION: 'invite' } }),
      startInstance({ env: { INSTANCE_NAME: 'Hill Network' }, host: '127.0.0.1' }),
    ]);
    const ada = await a.account('ada', 'admin');
    const { code } = await ada.call(accounts.createInvitation, { body: {} });
    link = `/invite/${code}`;
    bea = await a.account('bea', 'teacher');
    await bea.call(profiles.updateMyProfile, {
      body: { displayName: 'Bea Castro', subjects: ['Chemistry'], helpWith: 'Calm discussions in large classes' },
    });
    await bea.call(practice.publishPost, {
      body: {
        title: 'Titration without tears',
        markdown: 'We titrated with red cabbage.',
        focusQuestion: 'How do I get them to predict first?',
        subject: 'Chemistry',
      },
    });
    const elsewhere = await b.signUp('nora', 'Nora Lindahl');
    await elsewhere.call(profiles.updateMyProfile, {
      body: { displayName: 'Nora Lindahl', bio: 'Twelve years in the lab.', growIn: 'Leading discussions' },
    });
    await b.signUp('olu', 'Olu Ade');
    nora = await visitor(browser, { baseUrl: a.baseUrl, width: 360, height: 740 });
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([a?.stop(), b?.stop()]);
  });

  test('sees who invites her, and makes an account', async () => {
    const { page } = nora;
    await page.goto('/invite/aaaa-bbbb-cccc-dddd');
    await page.getByRole('heading', { name: 'This invitation cannot be used' }).waitFor();
    await expectAccessible(page);
    await page.goto(link);
    await page.getByRole('heading', { name: 'You are invited to Riverside Teachers' }).waitFor();
    await page.getByText('ada would like you to join').waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Make my account' }).click();
    await page.getByLabel('Your name').fill('Nora');
    await page.getByLabel('Username').fill('nora');
    await page.getByLabel('Password', { exact: true }).fill('chalk and green pens');
    await page.getByRole('button', { name: 'Make an account' }).click();
    await page.getByRole('heading', { name: 'Who are you, as a teacher?' }).waitFor(LIVE);
    await expectAccessible(page);
  });

  test('takes over what she says of herself elsewhere, and reads it before it is saved', async () => {
    const { page } = nora;
    await page.getByText('Take it over from another account').click();
    await page.getByLabel('Your address there').fill(`@nobody@${b.domain}`);
    await page.getByRole('button', { name: 'Look it up' }).click();
    await page.getByText(/There is nobody called nobody/).waitFor(LIVE);
    await page.getByLabel('Your address there').fill(`@nora@${b.domain}`);
    await page.getByRole('button', { name: 'Look it up' }).click();
    await page.getByText(/Filled in from/).waitFor(LIVE);
    expect(await page.getByLabel('About you').inputValue()).toContain('Twelve years in the lab.');
    expect(await page.getByLabel('What I want to grow').inputValue()).toBe('Leading discussions');
    const saved = await bea.call(profiles.getProfile, { params: { handle: 'nora' } });
    expect(saved.growIn).toBe('');
    await page.getByLabel('Subjects').fill('Chemistry');
    await page.getByLabel('Subjects').press('Enter');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save and go on' }).click();
  });

  test('leaves, comes back where she was, and follows somebody for a reason', async () => {
    const { page } = nora;
    await page.getByRole('heading', { name: 'Whom would you like to read?' }).waitFor();
    await page.goto('/');
    await page.getByText('Your first steps are not finished').waitFor(LIVE);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Go on' }).click();
    await page.getByText('Can help with discussions').waitFor();
    await page.getByText('Teaches Chemistry too').waitFor();
    await page.getByRole('checkbox', { name: 'Choose Bea Castro' }).check();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Follow 1 person' }).click();
    await page.getByText('You follow 1 new person').waitFor(LIVE);
    expect((await bea.call(profiles.getProfile, { params: { handle: 'bea' } })).followers).toBe(1);
  });

  test('brings along whom she follows elsewhere', async () => {
    const { page } = nora;
    await page.getByLabel('CSV file').setInputFiles({
      name: 'following_accounts.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        `Account address,Show boosts,Notify on new posts,Languages\nolu@${b.domain},true,false,\nnobody@${b.domain},true,false,\nnot an address,,,\n`,
      ),
    });
    await page.getByText('2 people in the file.').waitFor();
    await page.getByText('Line 4: not an address').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Follow them' }).click();
    await page.getByText('1 followed, 1 could not be followed').waitFor(LIVE);
    await page.getByText(`@nobody@${b.domain}`).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Go on' }).click();
  });

  test('gives her first feedback', async () => {
    const { page } = nora;
    await page.getByRole('heading', { name: 'Do one useful thing' }).waitFor();
    await page.getByRole('link', { name: 'Titration without tears' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Give feedback' }).click();
    await page.getByRole('heading', { name: 'Titration without tears', level: 1 }).waitFor();
    await page.getByLabel('Write for everyone to read').fill('I noticed they smiled. What did they predict?');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('heading', { name: '1 response' }).waitFor(LIVE);
    await page.goto('/');
    await page.getByRole('link', { name: 'Titration without tears' }).first().waitFor(LIVE);
    expect(await page.getByText('Your first steps are not finished').count()).toBe(0);
  });

  test('sees on one page whom she follows, and others see it when she lets them', async () => {
    const { page } = nora;
    await page.goto('/people');
    await page.getByRole('link', { name: 'Bea Castro' }).waitFor();
    await expectAccessible(page);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the CSV' }).click();
    const chunks: Buffer[] = [];
    for await (const chunk of await (await download).createReadStream()) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toContain(`bea@${a.domain},true`);
    await page.goto('/@bea');
    await page.getByText('1 follower').waitFor();
    expect(await page.getByRole('link', { name: '1 follower' }).count()).toBe(0);
    await page.goto('/@nora');
    await page.getByRole('link', { name: /following/ }).click();
    await page.getByRole('heading', { name: 'Whom Nora Lindahl follows' }).waitFor();
    await expectAccessible(page);
  });

  test('without a complaint in the console', () => {
    expect(nora.problems.filter((problem) => !/status of 40[0-9]|status of 502/.test(problem))).toEqual([]);
  });
});
