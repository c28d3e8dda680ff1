import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as accounts from '../../shared/contracts/accounts.ts';
import * as mentoring from '../../shared/contracts/mentoring.ts';
import * as notifications from '../../shared/contracts/notifications.ts';
import * as practice from '../../shared/contracts/practice.ts';
import * as profiles from '../../shared/contracts/profiles.ts';
import * as threads from '../../shared/contracts/threads.ts';
import { expectAccessible } from '../support/accessibility.ts';
import type { ApiClient } from '../support/api.ts';
import { launchBrowser, STORY, type Visitor, visitor } from '../support/browser.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';
import { startMailServer, type TestMailServer } from '../support/smtp.ts';
import { until } from '../support/until.ts';

const LIVE = { timeout: 15_000 };

/** Amara on her phone; Bo, as far as she can tell, somewhere else. */
describe('notifications on a phone', { ...STORY, timeout: 60_000 }, () => {
  let browser: Browser;
  let instance: TestInstance;
  let mail: TestMailServer;
  let api: ApiClient;
  let bo: ApiClient;
  let amara: Visitor;
  let post: string;

  beforeAll(async () => {
    mail = await startMailServer();
    [browser, instance] = await Promise.all([launchBrowser(), startInstance({ env: { SMTP_URL: mail.url } })]);
    await instance.account('head', 'admin');
    [api, bo] = await Promise.all([instance.signUp('amara', 'Amara Okafor'), instance.signUp('bo', 'Bo Lindqvist')]);
    amara = await visitor(browser, { baseUrl: instance.baseUrl, width: 360, height: 740 });
    const [name = '', value = ''] = (api.cookie ?? '').split(/=(.*)/s);
    await amara.context.addCookies([{ name, value, url: instance.baseUrl }]);
    post = (await api.call(practice.publishPost, { body: { title: 'Exit tickets', markdown: 'Three questions.' } })).id;
  });
  afterAll(async () => {
    await browser?.close();
    await instance?.stop();
    await mail?.stop();
  });

  test('nothing yet, said in words', async () => {
    const { page } = amara;
    await page.goto('/notifications');
    await page.getByRole('heading', { name: 'Nothing has happened yet' }).waitFor();
    await expectAccessible(page);
  });

  test('the badge comes by itself; the list says what and whose; reading takes it away', async () => {
    const { page } = amara;
    await page.goto('/');
    const tab = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /Notifications/ });
    await tab.waitFor();
    await bo.call(practice.replyToPost, {
      params: { id: post },
      body: { markdown: 'Are they too easy for the quick ones?', feedbackKind: 'question' },
    });
    await page.getByRole('link', { name: /Notifications.*1 waiting for you/ }).waitFor(LIVE);
    await bo.call(profiles.followProfile, { params: { handle: 'amara' } });
    await page.getByRole('link', { name: /Notifications.*2 waiting for you/ }).waitFor(LIVE);

    await tab.click();
    await page.getByRole('heading', { name: 'Today' }).waitFor();
    await page.getByRole('link', { name: 'New Bo Lindqvist follows you now' }).waitFor();
    await page.getByText('Are they too easy for the quick ones?').waitFor();
    await expectAccessible(page);
    await page.getByLabel('Show').selectOption('follow');
    await page.getByText('Are they too easy for the quick ones?').waitFor({ state: 'hidden' });
    await page.getByLabel('Show').selectOption('all');

    await page.getByRole('link', { name: 'New Bo Lindqvist gave you feedback on “Exit tickets”' }).click();
    await page.getByRole('heading', { name: 'Exit tickets', level: 1 }).waitFor();
    await page.getByRole('link', { name: /Notifications.*1 waiting for you/ }).waitFor(LIVE);
    await page.goBack();
    await page.getByRole('link', { name: 'Bo Lindqvist gave you feedback on “Exit tickets”', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Mark all as read' }).click();
    await page.getByText('All marked as read').waitFor();
    await page.getByRole('link', { name: /waiting for you/ }).waitFor({ state: 'hidden', ...LIVE });
  });

  test('what comes in while one looks at the post is read; a muted one stays quiet', async () => {
    const { page } = amara;
    await page.goto(`/posts/${post}`);
    await page.getByText('Are they too easy for the quick ones?').waitFor();
    await bo.call(practice.replyToPost, { params: { id: post }, body: { markdown: 'And for the slow ones?' } });
    await page.getByText('And for the slow ones?').waitFor(LIVE);
    await until('it is read', async () => (await api.call(notifications.countUnread)).notifications === 0);
    await page.getByRole('button', { name: 'Mute' }).click();
    await page.getByText('You are no longer notified of this conversation').waitFor();
    await page.getByRole('button', { name: 'Unmute' }).waitFor();
    await expectAccessible(page);
    await page.goto('/people');
    await bo.call(practice.replyToPost, { params: { id: post }, body: { markdown: 'Into the quiet.' } });
    expect((await api.call(notifications.countUnread)).notifications).toBe(0);
  });

  test('a message: the badge on Mentoring until the thread has been before her', async () => {
    const { page } = amara;
    const { id } = await bo.call(mentoring.offerPair, {
      body: { partner: 'amara', myGoals: 'a', partnerGoals: 'b', cadence: 'weekly', endsOn: '2099-01-01' },
    });
    await api.call(mentoring.acceptPair, { params: { id } });
    await bo.call(threads.sendMessage, { params: { id }, body: { markdown: 'Hello!', clientId: 'client-id-0001' } });
    await page.goto('/notifications');
    await page.getByRole('link', { name: 'New Bo Lindqvist wrote to you' }).click();
    await page.getByText('Hello!').waitFor();
    await until('it is read', async () => (await api.call(notifications.countUnread)).messages === 0);
    // What comes while the thread is open needs no notification.
    await bo.call(threads.sendMessage, { params: { id }, body: { markdown: 'And?', clientId: 'client-id-0002' } });
    await page.getByText('And?', { exact: true }).waitFor(LIVE);
    await until('it is read', async () => {
      const { messages } = await api.call(notifications.countUnread);
      const { items } = await api.call(notifications.listNotifications, { query: { kind: 'message' } });
      return messages === 0 && items.length === 1 && items[0]?.count === 1 && !items[0].unread;
    });
    await page.getByRole('button', { name: 'Agreement' }).click();
    await page.getByRole('button', { name: 'Mute messages' }).click();
    await page.getByRole('button', { name: 'Unmute messages' }).waitFor();
    await expectAccessible(page);
  });

  test('settings: kinds, quiet hours and a digest, whose links work signed out', async () => {
    const { page } = amara;
    await page.goto('/settings');
    await page.getByRole('main').getByRole('link', { name: 'Notifications' }).click();
    await page.getByRole('heading', { name: 'How you are notified' }).waitFor();
    await page.getByRole('checkbox', { name: 'Mentions' }).uncheck();
    await page.getByRole('checkbox', { name: /Quiet hours/ }).check();
    await page.getByLabel('From').fill('17:30');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').waitFor();
    await page.getByLabel('E-mail address').fill('amara@school.example');
    await page.getByRole('button', { name: 'Send a link' }).click();
    await page.getByText('amara@school.example is not confirmed yet').waitFor();
    await page.getByText('Every day').click();
    await until('it is saved', async () => {
      return (await api.call(notifications.getNotificationSettings)).digest === 'daily';
    });
    const timeZone = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
    expect(await api.call(notifications.getNotificationSettings)).toMatchObject({
      muted: ['mention'],
      quietHours: { from: '17:30', to: '07:00', timeZone, weekends: true },
      digest: 'daily',
    });

    const source = (await until('the mail', () => mail.received[0])).source;
    const link = /http\S+\/confirm-email\?token=[^\s"]+/.exec(source)?.[0] ?? '';
    const elsewhere = await visitor(browser, { baseUrl: instance.baseUrl, width: 360, height: 740 });
    await elsewhere.page.goto(link);
    await elsewhere.page.getByRole('heading', { name: 'Confirm your address' }).waitFor();
    await expectAccessible(elsewhere.page);
    await elsewhere.page.getByRole('button', { name: 'Confirm' }).click();
    await elsewhere.page.getByRole('heading', { name: 'Your address is confirmed' }).waitFor();
    await elsewhere.page.goto('/unsubscribe?token=mistyped');
    await elsewhere.page.getByRole('button', { name: 'Stop the digest' }).click();
    await elsewhere.page.getByRole('alert').waitFor();
    await expectAccessible(elsewhere.page);
    await page.reload();
    await page.getByText('The digest goes to amara@school.example.').waitFor();
    await elsewhere.context.close();
  });

  test('somebody else on the same phone sees nothing of it', async () => {
    const { page } = amara;
    await page.goto('/settings');
    await page.getByRole('main').getByRole('button', { name: 'Sign out' }).first().click();
    await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
    await page.goto('/notifications');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect((await instance.anyone().try(accounts.getMe)).status).toBe(401);
    expect(amara.problems.filter((problem) => !/401|410/.test(problem))).toEqual([]);
  });
});
