import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ReminderViews } from '../../../server/features/notifications/reminders/reminders.views.ts';
import * as cycles from '../../../shared/contracts/cycles.ts';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as notifications from '../../../shared/contracts/notifications.ts';
import * as sessions from '../../../shared/contracts/sessions.ts';
import type { ApiClient } from '../../support/api.ts';
import { pairUp, talkThrough, WORK } from '../../support/cycles.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';
import { pushBrowser, startPushService, type TestPushService } from '../../support/push-service.ts';
import { until } from '../../support/until.ts';

/** A Wednesday at noon. Nobody waits: the clock is put forward, and a look is asked for. */
const NOON = new Date('2026-11-18T12:00:00Z').getTime();
const HOUR_MS = 3600_000;
let now = NOON;
let instance: TestInstance;
let service: TestPushService;
let amara: ApiClient;
let bo: ApiClient;
let pair: string;
let names = 0;

beforeAll(async () => {
  [instance, service] = await Promise.all([
    startInstance({ options: { clock: { now: () => new Date(now) } } }),
    startPushService(),
  ]);
});
afterAll(async () => {
  await instance.stop();
  await service.stop();
});
beforeEach(async () => {
  now = NOON + names * 30 * 24 * HOUR_MS;
  const n = names++;
  [amara, bo] = await Promise.all([instance.signUp(`amara${n}`, 'Amara'), instance.signUp(`bo${n}`, 'Bo')]);
  pair = await pairUp({ client: amara, handle: `amara${n}` }, { client: bo, handle: `bo${n}` });
});

const later = async (hours: number) => {
  now += hours * HOUR_MS;
  await instance.services.notifications.tick();
};
const reminded = async (client: ApiClient, kind: 'session' | 'follow-up') => {
  const { items } = await client.call(notifications.listNotifications, { query: { kind } });
  return items.map(({ sessionStep, followUpStep }) => sessionStep ?? followUpStep);
};
const readAll = (client: ApiClient) =>
  client.call(notifications.readAllNotifications, { body: { until: new Date(now).toISOString() } });

async function meetIn(hours: number): Promise<string> {
  const body = { times: [{ start: new Date(now + hours * HOUR_MS).toISOString(), minutes: 30 }] };
  const { id } = await amara.call(sessions.proposeSession, { params: { id: pair }, body });
  await bo.call(sessions.acceptSession, { params: { id }, body: { time: 0 } });
  await instance.services.pipeline.idle();
  await Promise.all([readAll(amara), readAll(bo)]);
  return id;
}

const quietHours = (from: string, to: string) => ({
  muted: [],
  digest: 'off',
  quietHours: { from, to, timeZone: 'UTC', weekends: false },
});

describe('a session', () => {
  test('a day and an hour before, both, once; also when the server was down meanwhile', async () => {
    await meetIn(48);
    await later(23);
    expect(await reminded(amara, 'session')).toEqual(['agreed']);
    await instance.down();
    now += 2 * HOUR_MS;
    await instance.up();
    for (const client of [amara, bo]) {
      await until('a reminder', async () => (await reminded(client, 'session')).includes('in-a-day'));
    }
    await later(0);
    const { items } = await bo.call(notifications.listNotifications, { query: { kind: 'session' } });
    expect(items.filter(({ sessionStep }) => sessionStep === 'in-a-day')).toMatchObject([
      { count: 1, people: [{ displayName: 'Amara' }], to: `/mentoring/${pair}?view=sessions`, excerpt: '' },
    ]);
    await Promise.all([readAll(amara), readAll(bo)]);
    await later(22);
    await later(1);
    for (const client of [amara, bo]) {
      expect((await reminded(client, 'session')).slice(0, 2)).toEqual(['in-an-hour', 'in-a-day']);
    }
  });

  test('not of one that was called off, moved, or whose pair has ended', async () => {
    const off = await meetIn(30);
    await bo.call(sessions.cancelSession, { params: { id: off }, body: {} });
    const moved = await meetIn(30);
    const body = { times: [{ start: new Date(now + 60 * HOUR_MS).toISOString(), minutes: 30 }] };
    const other = await bo.call(sessions.moveSession, { params: { id: moved }, body });
    await amara.call(sessions.acceptSession, { params: { id: other.id }, body: { time: 0 } });
    await instance.services.pipeline.idle();
    await later(29.5);
    expect(await reminded(amara, 'session')).not.toContain('in-an-hour');
    expect(await reminded(amara, 'session')).not.toContain('in-a-day');
    await readAll(amara);
    await later(7);
    expect(await reminded(amara, 'session')).toContain('in-a-day');
    await amara.call(mentoring.endPair, { params: { id: pair }, body: {} });
    await later(23);
    expect(await reminded(amara, 'session')).not.toContain('in-an-hour');
  });

  test('in quiet hours not: it waits for their end, and too late is not at all', async () => {
    // At half past six in the morning, when the hour before falls into the night.
    await amara.call(notifications.changeNotificationSettings, { body: quietHours('18:00', '06:00') });
    await bo.call(notifications.changeNotificationSettings, { body: quietHours('18:00', '05:00') });
    await meetIn(17.5);
    await meetIn(18.5);
    await readAll(amara);
    await later(16.6);
    expect((await reminded(amara, 'session'))[0]).toBe('agreed');
    await later(1.4);
    // The one at half past five is under way; of the other there is half an hour to go.
    const { items } = await amara.call(notifications.listNotifications, { query: { kind: 'session' } });
    expect(items.filter(({ sessionStep }) => sessionStep === 'in-an-hour')).toMatchObject([{ count: 1 }]);
  });

  test('rings with a name and a link', async () => {
    await meetIn(26);
    const browser = pushBrowser(`${service.origin}/bo`);
    await bo.call(notifications.subscribeToPush, { body: browser.subscription });
    await later(2.5);
    const [push] = await until('a push message', () => (service.received.length > 0 ? service.received : null));
    expect(browser.read(push!)).toMatchObject({
      title: 'You meet Amara within a day',
      body: '',
      url: `/mentoring/${pair}?view=sessions`,
    });
  });
});

describe('a follow-up', () => {
  async function setOut(by: string): Promise<string> {
    const begun = await amara.call(cycles.beginCycle, { params: { id: pair }, body: WORK });
    const turn = begun.turns[0]!.id;
    await talkThrough(amara, bo, begun.id, turn);
    const body = { kind: 'action', what: 'A private plan', by };
    const closed = await amara.call(cycles.followUp, { params: { id: turn }, body });
    await instance.services.pipeline.idle();
    await readAll(amara);
    return closed.turns[0]!.followUp!.id;
  }
  const day = (days: number) => new Date(now + days * 24 * HOUR_MS).toISOString().slice(0, 10);

  test('on the eve and on the day, in the morning; only its owner', async () => {
    await setOut(day(3));
    await later(43);
    expect(await reminded(amara, 'follow-up')).toEqual([]);
    await later(1);
    expect(await reminded(amara, 'follow-up')).toEqual(['due-tomorrow']);
    await readAll(amara);
    await later(24);
    expect(await reminded(amara, 'follow-up')).toEqual(['due-today', 'due-tomorrow']);
    expect(await reminded(bo, 'follow-up')).toEqual([]);
    const { items } = await amara.call(notifications.listNotifications);
    expect(JSON.stringify(items)).not.toContain('private');
    expect(items[0]).toMatchObject({ kind: 'follow-up', to: `/mentoring/${pair}?view=cycle` });
  });

  test('by the new day when it is moved, and not once it is done', async () => {
    const id = await setOut(day(2));
    const body = { by: day(5), reason: 'A trip' };
    await amara.call(cycles.changeFollowUp, { params: { id }, body });
    await instance.services.pipeline.idle();
    await later(48);
    expect(await reminded(amara, 'follow-up')).toEqual([]);
    await later(44);
    expect(await reminded(amara, 'follow-up')).toEqual(['due-tomorrow']);
    const done = { markdown: 'I asked for reasons first.', reflection: 'They wrote more.' };
    await amara.call(cycles.completeFollowUp, { params: { id }, body: done });
    await readAll(amara);
    await later(24);
    expect(await reminded(amara, 'follow-up')).toEqual(['due-tomorrow']);
  });
});

test('of several processes one takes each', async () => {
  const { db } = instance.services;
  const [one, other] = [new ReminderViews(db), new ReminderViews(db)];
  const at = new Date(now - 1_000);
  for (let n = 0; n < 20; n++) {
    const reminder = {
      kind: 'session',
      news: 'in-an-hour',
      owner: 'x',
      pair: 'x',
      thing: 'x',
      due: 'x',
      until: null,
    } as const;
    await one.add({ _id: `test-${n}`, ...reminder }, at);
    await other.add({ _id: `test-${n}`, ...reminder }, at);
  }
  const taken = await Promise.all(Array.from({ length: 30 }, (_, n) => (n % 2 ? one : other).take(new Date(now))));
  const ids = taken.flatMap((reminder) => reminder?._id ?? []);
  expect(ids.length).toBe(20);
  expect(new Set(ids).size).toBe(20);
  await Promise.all(taken.map((reminder) => reminder && one.done(reminder)));
  expect(await other.take(new Date(now + HOUR_MS))).toBeNull();
});
