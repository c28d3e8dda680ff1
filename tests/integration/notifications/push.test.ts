import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import * as accountLife from '../../../shared/contracts/account-life.ts';
import * as accounts from '../../../shared/contracts/accounts.ts';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as notifications from '../../../shared/contracts/notifications.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as threads from '../../../shared/contracts/threads.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';
import { pushBrowser, startPushService, type TestPushService, vapidClaims } from '../../support/push-service.ts';
import { until } from '../../support/until.ts';

let instance: TestInstance;
let service: TestPushService;
let amara: ApiClient;
let bo: ApiClient;
let post: string;
let names = 0;

beforeAll(async () => {
  [instance, service] = await Promise.all([startInstance(), startPushService()]);
});
afterAll(async () => {
  await instance.stop();
  await service.stop();
});
beforeEach(async () => {
  const n = names++;
  service.received.length = 0;
  service.answers.length = 0;
  [amara, bo] = await Promise.all([instance.signUp(`amara${n}`, 'Amara'), instance.signUp(`bo${n}`, 'Bo')]);
  post = (await amara.call(practice.publishPost, { body: { title: 'Exit tickets', markdown: 'x' } })).id;
});

const feedback = () =>
  bo.call(practice.replyToPost, {
    params: { id: post },
    body: { markdown: 'Words that stay on the page', feedbackKind: 'question' },
  });
const arrived = (count = 1) =>
  until(`${count} push messages`, () => (service.received.length >= count ? service.received : null));
const subscribed = async (path: string) => {
  const browser = pushBrowser(service.origin + path);
  await amara.call(notifications.subscribeToPush, { body: browser.subscription });
  return browser;
};

test('a browser that was chosen is told, signed and encrypted for it alone', async () => {
  const browser = await subscribed('/one');
  await feedback();
  const [push] = await arrived();
  expect(push?.path).toBe('/one');
  expect(push?.headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'normal', ttl: '43200' });
  expect(browser.read(push!)).toEqual({
    title: 'Bo gave you feedback on “Exit tickets”',
    body: '',
    url: `/posts/${post}#responses`,
    tag: expect.stringMatching(/^[0-9a-f]{40}$/),
  });
  const { pushKey } = await amara.call(notifications.getNotificationSettings);
  const claims = vapidClaims(push?.headers.authorization ?? '', pushKey);
  expect(claims.aud).toBe(service.origin);
  expect(claims.sub).toMatch(/^(mailto|https):/);
  expect(claims.exp * 1000).toBeGreaterThan(Date.now());
  // A browser that is taken off hears nothing more.
  await amara.call(notifications.unsubscribeFromPush, { body: { endpoint: browser.subscription.endpoint } });
  const other = await subscribed('/other');
  await feedback();
  expect((await arrived(2))[1]?.path).toBe('/other');
  expect(other).toBeDefined();
});

test('of a pair only that somebody wrote; in the language of its reader', async () => {
  await amara.call(accounts.changeLanguage, { body: { language: 'es' } });
  const { me } = await amara.call(accounts.getSession);
  const { id } = await bo.call(mentoring.offerPair, {
    body: { partner: me?.handle, myGoals: 'Secret goal', partnerGoals: 'b', cadence: 'weekly', endsOn: '2099-01-01' },
  });
  await amara.call(mentoring.acceptPair, { params: { id } });
  const browser = await subscribed('/pair');
  await bo.call(threads.sendMessage, { params: { id }, body: { markdown: 'Between us', clientId: 'client-id-0001' } });
  const [push] = await arrived();
  const said = browser.read(push!);
  expect(said).toMatchObject({ title: 'Te ha escrito Bo', body: '', url: `/mentoring/${id}` });
  expect(JSON.stringify(said)).not.toContain('Between us');
});

test('gone is removed; away is tried again; nothing else is', async () => {
  await subscribed('/gone');
  service.answers.push(410);
  await feedback();
  await arrived();
  await until('it is removed', async () => {
    const found = await instance.services.db.collection('push_subscriptions').countDocuments({
      endpoint: `${service.origin}/gone`,
    } as never);
    return found === 0;
  });
  await subscribed('/away');
  service.answers.push(503);
  await feedback();
  const [, first, second] = await arrived(3);
  expect([first?.path, second?.path]).toEqual(['/away', '/away']);
  service.answers.push(400);
  await feedback();
  await arrived(4);
  await feedback();
  expect((await arrived(5)).map(({ path }) => path)).toEqual(['/gone', '/away', '/away', '/away', '/away']);
});

test('not in quiet hours, and not afterwards; the list has it all the same', async () => {
  await subscribed('/quiet');
  const always = { from: '00:00', to: '00:00', timeZone: 'UTC', weekends: false };
  await amara.call(notifications.changeNotificationSettings, {
    body: { muted: [], quietHours: always, digest: 'off' },
  });
  await feedback();
  await instance.services.pipeline.idle();
  expect((await amara.call(notifications.countUnread)).notifications).toBe(1);
  await amara.call(notifications.changeNotificationSettings, { body: { muted: [], quietHours: null, digest: 'off' } });
  await bo.call(practice.replyToPost, { params: { id: post }, body: { markdown: 'Later' } });
  await arrived();
  expect(service.received).toHaveLength(1);
});

test('a device that was signed out of hears nothing more; the newest five are kept', async () => {
  const phone = instance.anyone();
  const { me } = await amara.call(accounts.getSession);
  await phone.call(accounts.signIn, { body: { username: me?.username, password: 'correct horse battery' } });
  await phone.call(notifications.subscribeToPush, { body: pushBrowser(`${service.origin}/phone`).subscription });
  for (let n = 0; n < 5; n++) await subscribed(`/${n}`);
  await feedback();
  expect((await arrived(5)).map(({ path }) => path).sort()).toEqual(['/0', '/1', '/2', '/3', '/4']);
  service.received.length = 0;

  await phone.call(notifications.subscribeToPush, { body: pushBrowser(`${service.origin}/phone`).subscription });
  await phone.call(accounts.signOut);
  await feedback();
  expect((await arrived(4)).map(({ path }) => path).sort()).toEqual(['/1', '/2', '/3', '/4']);
});

test('an API token subscribes nobody: what it asked for would outlive it', async () => {
  const { secret } = await amara.call(accounts.createToken, { body: { name: 'script' } });
  const script = instance.anyone();
  const answer = await script.try(notifications.subscribeToPush, {
    body: pushBrowser(`${service.origin}/script`).subscription,
    headers: { authorization: `Bearer ${secret}` },
  });
  expect(answer.error?.code).toBe('forbidden');
});

test('what is no subscription is refused; addresses inside are not reached', async () => {
  const { subscription } = pushBrowser(`${service.origin}/x`);
  for (const wrong of [
    { ...subscription, keys: { p256dh: 'AAAA', auth: 'AAAA' } },
    { ...subscription, endpoint: 'ftp://push.example/x' },
    { ...subscription, endpoint: 'not an address' },
  ]) {
    expect((await amara.try(notifications.subscribeToPush, { body: wrong })).status).toBe(400);
  }
  const closed = await startInstance({ env: { FEDERATION_ALLOW_PRIVATE: '' } });
  try {
    const [dina, eli] = await Promise.all([closed.signUp('dina', 'Dina'), closed.signUp('eli', 'Eli')]);
    await dina.call(notifications.subscribeToPush, { body: subscription });
    const { id } = await dina.call(practice.publishPost, { body: { title: 'Inside', markdown: 'x' } });
    await eli.call(practice.replyToPost, { params: { id }, body: { markdown: 'x' } });
    await until('it is given up', async () => {
      return (await closed.services.db.collection('push_subscriptions').countDocuments({})) === 0;
    });
    expect(service.received).toEqual([]);
  } finally {
    await closed.stop();
  }
});

test('of reports an admin’s device says that some wait, once while they are unread, and nothing of what they say', async () => {
  amara = await instance.account('admin_with_a_phone', 'admin');
  const browser = await subscribed('/admin');
  const report = () =>
    bo.call(accountLife.reportPerson, { body: { handle: 'admin_with_a_phone', reason: 'Words of a report' } });
  await report();
  expect(browser.read((await arrived())[0]!)).toMatchObject({
    title: 'A report waits to be looked at',
    body: '',
    url: '/admin/reports',
  });
  await report();
  await amara.call(notifications.readAllNotifications, { body: { until: new Date().toISOString() } });
  await report();
  const pushes = await arrived(2);
  expect(pushes).toHaveLength(2);
  expect(pushes.map((push) => JSON.stringify(browser.read(push))).join()).not.toMatch(/Words|Bo/);
});
