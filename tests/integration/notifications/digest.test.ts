import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import * as accounts from '../../../shared/contracts/accounts.ts';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as notifications from '../../../shared/contracts/notifications.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as threads from '../../../shared/contracts/threads.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';
import { startMailServer, type TestMailServer } from '../../support/smtp.ts';
import { until } from '../../support/until.ts';

const DAY_MS = 24 * 3600 * 1000;
/** A Wednesday at noon. */
const START = Date.parse('2026-11-18T12:00:00Z');

let mail: TestMailServer;
let instance: TestInstance;
let amara: ApiClient;
let bo: ApiClient;
let now = START;
let names = 0;

beforeAll(async () => {
  mail = await startMailServer();
  instance = await startInstance({
    env: { SMTP_URL: mail.url, MAIL_FROM: 'Hill <hill@school.example>', INSTANCE_NAME: 'Hill & Dale' },
    options: { clock: { now: () => new Date(now++) } },
  });
});
afterAll(async () => {
  await instance.stop();
  await mail.stop();
});
beforeEach(async () => {
  const n = names++;
  mail.refuseWith(null);
  [amara, bo] = await Promise.all([instance.signUp(`amara${n}`, 'Amara'), instance.signUp(`bo${n}`, 'Bo <b>')]);
  // What an earlier test left on its way.
  await instance.services.notifications.tick();
  mail.received.length = 0;
});

const DAILY = { muted: [], quietHours: null, digest: 'daily' };

async function look(aheadMs = 0): Promise<void> {
  now += aheadMs;
  await instance.services.pipeline.idle();
  await instance.services.notifications.tick();
}

function tokenIn(source: string, page: string): string {
  const token = new RegExp(`${page}\\?token=([^\\s"<>]+)`).exec(source)?.[1];
  if (token === undefined) throw new Error(`no link to ${page} in ${source}`);
  return decodeURIComponent(token);
}

async function confirmed(address = 'amara@school.example', client = amara): Promise<void> {
  await client.call(notifications.setEmail, { body: { address } });
  const first = await until('the link', () => mail.received[0]);
  await instance
    .anyone()
    .call(notifications.confirmEmail, { body: { token: tokenIn(first.source, '/confirm-email') } });
  mail.received.length = 0;
}

async function feedback(markdown = 'Are they too easy?') {
  const post = await amara.call(practice.publishPost, { body: { title: 'Exit tickets', markdown: 'x' } });
  return bo.call(practice.replyToPost, { params: { id: post.id }, body: { markdown, feedbackKind: 'question' } });
}

test('an address is asked for its word first; nothing else is sent before', async () => {
  await amara.call(notifications.changeNotificationSettings, { body: DAILY });
  const set = await amara.call(notifications.setEmail, { body: { address: 'amara@school.example' } });
  expect(set).toMatchObject({ email: { address: 'amara@school.example', confirmed: false }, mailWorks: true });
  const link = await until('the link', () => mail.received[0]);
  expect(link.to).toBe('amara@school.example');
  expect(link.source).toContain('From: Hill <hill@school.example>');
  await feedback();
  await look(2 * DAY_MS);
  expect(mail.received).toHaveLength(1);

  const token = tokenIn(link.source, '/confirm-email');
  const anyone = instance.anyone();
  for (const wrong of [`${token}x`, token.slice(1), 'nonsense', `${token.split('.')[0]}.`]) {
    expect((await anyone.try(notifications.confirmEmail, { body: { token: wrong } })).status).toBe(410);
  }
  await anyone.call(notifications.confirmEmail, { body: { token } });
  await anyone.call(notifications.confirmEmail, { body: { token } });
  expect((await amara.call(notifications.getNotificationSettings)).email?.confirmed).toBe(true);
  // Another address: the old link is worth nothing.
  await amara.call(notifications.setEmail, { body: { address: 'other@school.example' } });
  expect((await anyone.try(notifications.confirmEmail, { body: { token } })).status).toBe(410);
  expect((await amara.call(notifications.setEmail, { body: { address: null } })).email).toBeNull();
});

test('a link that lay about for more than a week', async () => {
  await amara.call(notifications.setEmail, { body: { address: 'late@school.example' } });
  const link = await until('the link', () => mail.received[0]);
  now += 8 * DAY_MS;
  const token = tokenIn(link.source, '/confirm-email');
  expect((await instance.anyone().try(notifications.confirmEmail, { body: { token } })).status).toBe(410);
});

test('strangers cannot be bothered by somebody who types their addresses', async () => {
  const answers = [];
  for (let n = 0; n < 6; n++) {
    answers.push((await amara.try(notifications.setEmail, { body: { address: `x${n}@school.example` } })).status);
  }
  expect(answers).toEqual([200, 200, 200, 200, 200, 429]);
});

test('a day later one mail says what is new, once, with a way to stop it', async () => {
  await confirmed();
  await amara.call(notifications.changeNotificationSettings, { body: DAILY });
  await feedback('Are they <b>too</b> easy?');
  await look(DAY_MS - 60_000);
  expect(mail.received).toEqual([]);
  await look(2 * 60_000);
  await look();
  expect(mail.received).toHaveLength(1);
  const { source } = mail.received[0]!;
  expect(source).toContain('gave you feedback on “Exit tickets”');
  expect(source).toContain('Bo &lt;b&gt;');
  expect(source).toContain('too easy?');
  expect(source.slice(source.indexOf('<!doctype'))).not.toContain('<b>');
  expect(source).toContain('Content-Type: text/plain');
  expect(source).toMatch(/List-Unsubscribe-Post: List-Unsubscribe=One-Click/);
  expect(source).not.toMatch(/<img|<script|https?:\/\/(?!localhost)[a-z]/);
  // Nothing new: no mail.
  await look(DAY_MS);
  expect(mail.received).toHaveLength(1);

  // As a mail program does it (RFC 8058): a form, no session, no Origin.
  const address = /List-Unsubscribe:\s*<([^>]+)>/.exec(source)?.[1]?.replaceAll(' ', '') ?? '';
  const stopped = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  });
  expect(stopped.status).toBe(204);
  expect((await amara.call(notifications.getNotificationSettings)).digest).toBe('off');
  await feedback();
  await look(2 * DAY_MS);
  expect(mail.received).toHaveLength(1);
  const forged = await instance.anyone().try(notifications.unsubscribe, { query: { token: 'x.y' } });
  expect(forged.status).toBe(410);
});

test('no private words, nothing that was read, muted or deleted meanwhile', async () => {
  await confirmed();
  await amara.call(notifications.changeNotificationSettings, { body: DAILY });
  const { me } = await amara.call(accounts.getSession);
  const { id } = await bo.call(mentoring.offerPair, {
    body: {
      partner: me?.handle,
      myGoals: 'Secret goal',
      partnerGoals: 'b',
      cadence: 'weekly',
      endsOn: '2099-01-01',
    },
  });
  await amara.call(mentoring.acceptPair, { params: { id } });
  await bo.call(threads.sendMessage, { params: { id }, body: { markdown: 'Between us', clientId: 'client-id-0001' } });
  const gone = await feedback('Said too soon');
  await instance.services.pipeline.idle();
  await bo.call(practice.deletePost, { params: { id: gone.id } });
  await look(DAY_MS + 60_000);
  expect(mail.received).toHaveLength(1);
  const { source } = mail.received[0]!;
  expect(source).toContain('wrote to you');
  for (const secret of ['Between us', 'Secret goal', 'Said too soon']) expect(source).not.toContain(secret);

  await feedback('Read in time');
  await amara.call(notifications.readAllNotifications, { body: { until: new Date(now + 1000).toISOString() } });
  await look(DAY_MS);
  expect(mail.received).toHaveLength(1);
});

test('of a server that is away one mail a look finds out; the others keep their tries', async () => {
  await confirmed();
  await confirmed('bo@school.example', bo);
  for (const client of [amara, bo]) await client.call(notifications.changeNotificationSettings, { body: DAILY });
  const { id } = await feedback();
  await amara.call(practice.replyToPost, { params: { id }, body: { markdown: 'A little.' } });
  mail.refuseWith(421);
  await look(DAY_MS + 60_000);
  const rows = instance.services.db.collection<{ _id: string; state: string; attempts: number }>('mails');
  const waiting = await rows.find({ state: 'waiting' }).toArray();
  expect(waiting.map(({ attempts }) => attempts).sort()).toEqual([0, 1]);
  mail.refuseWith(null);
  await look(61_000);
  expect(mail.received.map(({ to }) => to).sort()).toEqual(['amara@school.example', 'bo@school.example']);
});

test('in Spanish for who reads Spanish; not in quiet hours, but after them', async () => {
  await confirmed();
  await amara.call(accounts.changeLanguage, { body: { language: 'es' } });
  const noon = new Date(now).toISOString().slice(11, 13);
  const hour = Number(noon);
  const time = (shift: number) => `${String((hour + 24 + shift) % 24).padStart(2, '0')}:00`;
  const quietHours = { from: time(-1), to: time(3), timeZone: 'UTC', weekends: false };
  await amara.call(notifications.changeNotificationSettings, { body: { ...DAILY, quietHours } });
  await feedback();
  await look(DAY_MS + 60_000);
  expect(mail.received).toEqual([]);
  for (let n = 0; n < 5 && mail.received.length === 0; n++) await look(3_601_000);
  expect(mail.received).toHaveLength(1);
  expect(mail.received[0]?.source).toContain('Hola, Amara:');
});

test('a server that is away is tried again; one that refuses is not; a crash after sending sends once more at most', async () => {
  await confirmed();
  await amara.call(notifications.changeNotificationSettings, { body: DAILY });
  await feedback();
  mail.refuseWith(451);
  await look(DAY_MS + 60_000);
  expect(mail.received).toEqual([]);
  mail.refuseWith(null);
  await look();
  expect(mail.received).toEqual([]);
  await look(61_000);
  expect(mail.received).toHaveLength(1);

  await feedback();
  mail.refuseWith(550);
  await look(DAY_MS);
  mail.refuseWith(null);
  await look(DAY_MS / 2);
  expect(mail.received).toHaveLength(1);

  // Taken and sent, and the process died before it could say so.
  await feedback();
  await look(DAY_MS / 2);
  expect(mail.received).toHaveLength(2);
  const rows = instance.services.db.collection<{ _id: string; state: string; notBefore: Date; kind: string }>('mails');
  const [last] = await rows.find({ kind: 'digest', state: 'done' }, { sort: { notBefore: -1 }, limit: 1 }).toArray();
  await rows.updateOne({ _id: last!._id }, { $set: { state: 'waiting' } });
  await Promise.all([look(3 * 60_000), look(), look()]);
  expect(mail.received).toHaveLength(3);
  const ids = mail.received.slice(1).map(({ source }) => /Message-ID: (.+)/i.exec(source)?.[1]);
  expect(new Set(ids).size).toBe(1);
});
