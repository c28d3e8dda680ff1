import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as practice from '../../shared/contracts/practice.ts';
import { expectAccessible } from '../support/accessibility.ts';
import { launchBrowser, STORY, type Visitor, visitor } from '../support/browser.ts';
import { Peer } from '../support/federation/peer.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';

const PASSWORD = 'correct horse battery';

/** Moving, blocking, reporting, suspending and leaving, in people's browsers. */
describe('what becomes of accounts', { ...STORY, timeout: 90_000 }, () => {
  let browser: Browser;
  let instance: TestInstance;
  let peer: Peer;
  let amara: Visitor;
  let boss: Visitor;

  beforeAll(async () => {
    [browser, instance, peer] = await Promise.all([launchBrowser(), startInstance(), Peer.start()]);
    await instance.account('boss', 'admin');
    await instance.signUp('amara', 'Amara');
    const rude = await instance.signUp('rude', 'Rude Person');
    await rude.call(practice.publishPost, { body: { title: 'Something rude', markdown: 'x' } });
    peer.actor('elsewhere', { name: 'Elsewhere' });
    amara = await visitor(browser, { baseUrl: instance.baseUrl, width: 360, height: 740 });
    boss = await visitor(browser, { baseUrl: instance.baseUrl });
    await signIn(amara, 'amara');
    await signIn(boss, 'boss');
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([instance?.stop(), peer?.stop()]);
  });

  async function signIn({ page }: Visitor, username: string): Promise<void> {
    await page.goto('/sign-in');
    await page.getByLabel('Username').fill(username);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
  }

  test('a post is reported, and the admin suspends its author and lifts it again', async () => {
    const { page } = amara;
    await page.goto('/@rude');
    await page.getByRole('link', { name: 'Something rude' }).first().click();
    await page.getByRole('heading', { name: 'Something rude', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Report Rude Person' }).click();
    await page.getByRole('button', { name: 'Send report' }).click();
    await page.getByText('Say what is wrong').waitFor();
    await page.getByLabel('What is wrong?').fill('They insult me');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Send report' }).click();
    await page.getByText('The admins will look at it').waitFor();

    const { page: desk } = boss;
    await desk.goto('/notifications');
    await desk.getByRole('link', { name: '1 report waits to be looked at' }).click();
    await desk.waitForURL('**/admin/reports');
    await desk.goto('/admin');
    await desk.getByRole('link', { name: 'Reports' }).click();
    await desk.getByText('They insult me').waitFor();
    await desk.getByRole('link', { name: 'Something rude' }).waitFor();
    await expectAccessible(desk);
    await desk.getByRole('button', { name: 'Suspend', exact: true }).first().click();
    await desk.getByRole('dialog').getByRole('button', { name: 'Suspend' }).click();
    await desk.getByText('Rude Person is suspended').waitFor();
    await desk.getByRole('button', { name: 'Lift the suspension of Rude Person' }).waitFor();
    await page.goto('/@rude');
    await page.getByRole('heading', { name: '@rude is not shown here', level: 1 }).waitFor();
    await page.getByText('This account is suspended').waitFor();
    await expectAccessible(page);
    await desk.getByRole('button', { name: 'Mark as done' }).click();
    await desk.getByText('Nothing waits for you').waitFor();
    await desk.getByRole('button', { name: 'Lift the suspension of Rude Person' }).click();
    await desk.getByText('Nobody is suspended').waitFor();
  });

  test('somebody is blocked on their profile, and unblocked in the settings', async () => {
    const { page } = amara;
    await page.goto('/@rude');
    await page.getByRole('button', { name: 'Block', exact: true }).click();
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Block' }).click();
    await page.getByText('You block this person').waitFor();
    expect(await page.getByRole('button', { name: 'Follow Rude Person' }).count()).toBe(0);
    await page.goto('/settings');
    await page.getByRole('link', { name: 'Moving, blocking, leaving' }).click();
    await page.getByRole('button', { name: 'Unblock Rude Person' }).click();
    await page.getByText('Nobody.').waitFor();
    // The focus was in a button that is gone.
    await page.waitForFunction(() => document.activeElement?.textContent === 'Nobody.');
  });

  test('somebody names another account, moves, is told what is missing, and comes back', async () => {
    const { page } = amara;
    await page.getByLabel('Handle of your other account').fill(`@elsewhere@${peer.host}`);
    await page.getByRole('button', { name: 'This is mine too' }).click();
    await page.getByRole('button', { name: /Say no longer that/ }).waitFor();
    await page.getByLabel('Handle of your new account').fill(`@elsewhere@${peer.host}`);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Move there' }).click();
    await page.getByText('does not name this account yet').waitFor();
    await expectAccessible(page);
    peer.actor('elsewhere', { name: 'Elsewhere', alsoKnownAs: [`${instance.baseUrl}/users/amara`] });
    await page.getByRole('button', { name: 'Move there' }).click();
    await page.getByText('You have moved to').waitFor();
    await boss.page.goto('/@amara');
    await boss.page.getByText('Amara says that they have moved to').waitFor();
    await expectAccessible(boss.page);
    // Neither dead end: nobody follows where they are not any more, and they are not asked to write.
    expect(await boss.page.getByRole('button', { name: 'Follow Amara' }).count()).toBe(0);
    await page.goto('/');
    await page.getByText(`You have moved to @elsewhere@${peer.host}. Here you can only read`).waitFor();
    expect(await page.getByRole('link', { name: 'Write about it' }).count()).toBe(0);
    await page.getByRole('link', { name: /^Change/ }).click();
    await page.getByRole('button', { name: 'Come back here' }).click();
    await page.getByText('You have moved lately').waitFor();
  });

  test('somebody deletes their account, after username and password', async () => {
    const { page } = amara;
    await page.getByRole('button', { name: 'Delete my account' }).click();
    await page.getByRole('button', { name: 'Delete it for good' }).click();
    await page.locator('[aria-invalid=true]:focus').waitFor();
    await expectAccessible(page);
    await page.getByLabel('Type “amara” to confirm').fill('amara');
    await page.getByLabel('Password', { exact: true }).last().fill(PASSWORD);
    await page.getByRole('button', { name: 'Delete it for good' }).click();
    await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
    await boss.page.goto('/@amara');
    await boss.page.getByText('This account was deleted').waitFor();

    await boss.page.goto('/admin');
    await boss.page.getByRole('button', { name: 'Delete the account of Rude Person' }).click();
    await boss.page.getByLabel('Type “rude” to confirm').fill('rude');
    await expectAccessible(boss.page);
    await boss.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await boss.page.getByText('The account of Rude Person is being deleted').waitFor();
    expect([...amara.problems, ...boss.problems].filter((problem) => !/status of 4(0[0139]|10)/.test(problem))).toEqual(
      [],
    );
  });
});
