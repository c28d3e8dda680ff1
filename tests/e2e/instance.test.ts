import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as mentoring from '../../shared/contracts/mentoring.ts';
import * as practice from '../../shared/contracts/practice.ts';
import { expectAccessible } from '../support/accessibility.ts';
import { launchBrowser, STORY, type Visitor, visitor } from '../support/browser.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';

const PASSWORD = 'correct horse battery';
const LIVE = { timeout: 15_000 };

/** What happens within one instance: it is set up, people are let in, and two of them sit in one conversation. */
describe('an instance and its people, in their browsers', { ...STORY, timeout: 90_000 }, () => {
  let browser: Browser;
  let instance: TestInstance;
  let head: Visitor;

  beforeAll(async () => {
    [browser, instance] = await Promise.all([launchBrowser(), startInstance({ env: { REGISTRATION: 'approval' } })]);
    head = await visitor(browser, { baseUrl: instance.baseUrl });
  });
  afterAll(async () => {
    await browser?.close();
    await instance?.stop();
  });

  test('the first visitor sets it up with the token that the server printed', async () => {
    const { page } = head;
    await page.goto('/people');
    await page.getByRole('heading', { name: 'Set up this Staffroom' }).waitFor();
    await page.getByLabel('Set-up token').fill('a guess');
    await page.getByLabel('Your name').fill('Head');
    await page.getByLabel('Username').fill('head');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Set up' }).click();
    await page.locator('[aria-invalid=true]:focus').waitFor();
    expect(await page.getByLabel('Your name').inputValue()).toBe('Head');
    await expectAccessible(page);
    await page.getByLabel('Set-up token').fill(instance.services.accounts.setUpToken);
    await page.getByRole('button', { name: 'Set up' }).click();
    await page.getByRole('heading', { name: 'Your profile' }).waitFor();
  });

  test('who asks to join waits until they are let in', async () => {
    const asking = await visitor(browser, { baseUrl: instance.baseUrl, width: 360, height: 740 });
    await asking.page.goto('/sign-up');
    await asking.page.getByText('An organizer looks at each new account').waitFor();
    await join(asking.page, 'cleo', 'Cleo Marsh');
    await asking.page.getByRole('heading', { name: 'You are on the list' }).waitFor();
    await expectAccessible(asking.page);

    const { page } = head;
    await page.getByRole('link', { name: 'Instance', exact: true }).click();
    await page.getByRole('button', { name: 'Let in' }).click();
    await page.getByText('Cleo Marsh can sign in now').waitFor();
    await expectAccessible(page);
    await asking.page.goto('/sign-in');
    await signIn(asking.page, 'cleo');
    await asking.context.close();
  });

  test('an invitation lets someone in at once; a blocked domain shows and goes', async () => {
    const { page } = head;
    await page.getByLabel('Who is it for?').fill('New colleagues');
    await page.getByRole('button', { name: 'Make an invitation' }).click();
    await page.getByText(/New colleagues, for 1 person/).waitFor();
    const code = await page.getByRole('list', { name: 'Invitations' }).locator('code').innerText();
    const invited = await visitor(browser, { baseUrl: instance.baseUrl, width: 360, height: 740 });
    await invited.page.goto(`/invite/${code}`);
    await invited.page.getByRole('link', { name: 'Make my account' }).click();
    await join(invited.page, 'dana', 'Dana Whitfield');
    await invited.page.getByRole('heading', { name: 'Who are you, as a teacher?' }).waitFor();
    await invited.context.close();

    await page.getByLabel('Domain').fill('spam.example');
    await page.getByRole('button', { name: 'Block', exact: true }).click();
    await page.getByRole('button', { name: 'Unblock' }).click();
    await page.getByText('No instance is blocked.').waitFor();
  });

  test('an author edits her post and deletes it', async () => {
    const { page } = head;
    const client = await instance.account('mina', 'teacher');
    await client.call(practice.publishPost, { body: { title: 'A first try', markdown: 'One thing.' } });
    const mina = await visitor(browser, { baseUrl: instance.baseUrl, width: 360, height: 740 });
    await mina.page.goto('/sign-in?next=/practice');
    await signIn(mina.page, 'mina');
    await mina.page.getByRole('link', { name: 'A first try' }).click();
    await mina.page.getByRole('link', { name: 'Edit' }).click();
    await mina.page.getByLabel('Title').fill('A second try');
    await expectAccessible(mina.page);
    await page.goto('/practice');
    await page.getByRole('link', { name: 'A first try' }).click();
    await page.getByRole('button', { name: 'Like' }).click();
    await mina.page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('heading', { name: 'A second try' }).waitFor(LIVE);
    await mina.page.getByRole('button', { name: 'Delete' }).click();
    await mina.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await mina.page.getByRole('heading', { name: /^Good .*, mina$/ }).waitFor();
    const asked: string[] = [];
    page.on(
      'request',
      (request) => void (/\/api\/v\d\/posts\/[^/]+$/.test(request.url()) && asked.push(request.url())),
    );
    await page.reload();
    await page.getByRole('heading', { name: 'This post is not here' }).waitFor();
    await expectAccessible(page);
    // Nor is it waited for again when the live connection stands: the page would blink.
    expect(asked).toHaveLength(1);
    await mina.context.close();
  });

  test('two in one conversation see each other there, and see each other write', async () => {
    const [ada, ben] = await Promise.all([instance.account('ada', 'teacher'), instance.account('ben', 'teacher')]);
    const pair = await ada.call(mentoring.offerPair, {
      body: {
        partner: `@ben@${instance.domain}`,
        myGoals: 'Patience',
        partnerGoals: 'Pace',
        cadence: 'weekly',
        endsOn: '2099-01-01',
      },
    });
    await ben.call(mentoring.acceptPair, { params: { id: pair.id } });
    const one = await visitor(browser, { baseUrl: instance.baseUrl });
    const two = await visitor(browser, { baseUrl: instance.baseUrl, width: 360, height: 740 });
    for (const [person, name] of [
      [one, 'ada'],
      [two, 'ben'],
    ] as const) {
      await person.page.goto(`/sign-in?next=/mentoring/${pair.id}`);
      await signIn(person.page, name);
    }
    await one.page.getByText('ben is here').waitFor(LIVE);
    await two.page.getByText('ada is here').waitFor(LIVE);
    await two.page.getByLabel('Write to ada').pressSequentially('Hel');
    await one.page.getByText('ben is writing…').waitFor(LIVE);
    await two.page.getByRole('button', { name: 'Kind of feedback' }).click();
    await two.page.getByRole('radio', { name: 'Question' }).check();
    await expectAccessible(two.page);
    await two.page.getByLabel('Write to ada').fill('Where do you stand?');
    await two.page.getByRole('button', { name: 'Send' }).click();
    const list = one.page.getByRole('region', { name: 'Messages' }).locator('ol');
    await list.getByText('Where do you stand?').waitFor(LIVE);
    await list.getByText('Question').waitFor();
    await one.page.getByText('ben is here').waitFor();
    await two.page.getByRole('button', { name: 'Delete message' }).click();
    await two.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await list.getByText('Deleted').waitFor(LIVE);
    await two.context.close();
    await one.page.getByText('ben is here').waitFor({ ...LIVE, state: 'hidden' });
    await one.page.getByRole('button', { name: 'Agreement' }).click();
    await one.page.getByRole('button', { name: 'End this pair' }).click();
    await one.page.getByRole('dialog').getByRole('button', { name: 'End this pair' }).click();
    await one.page.getByText('This pair has ended.').waitFor();
    await expectAccessible(one.page);
    expect(one.problems.filter((problem) => !problem.includes('status of 401'))).toEqual([]);
    await one.context.close();
  });
});

async function join(page: Page, username: string, name: string) {
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Make an account' }).click();
}

async function signIn(page: Page, username: string) {
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  // Not by the button for oneself: a conversation on a phone has none.
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}
