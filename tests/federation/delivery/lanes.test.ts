import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Clock } from '../../../server/core/clock.ts';
import { createLogger } from '../../../server/core/logger.ts';
import type { Outcome } from '../../../server/federation/delivery/courier.ts';
import { Lanes } from '../../../server/federation/delivery/lanes.ts';
import { type Delivery, DeliveryQueue } from '../../../server/federation/delivery/queue.ts';
import { DeliveryWorker } from '../../../server/federation/delivery/worker.ts';
import type { Filter, FindOptions } from '../../../server/storage/index.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { until } from '../../support/until.ts';

/** What a worker holds in memory, and whom it serves first, with a courier that the test plays. */

const ACTIVITIES = 5;
const DAY_MS = 24 * 60 * 60_000;

let own: TestDatabase;
let lanes: Lanes;
let queue: CountingQueue;
let ahead = 0;
const clock: Clock = { now: () => new Date(Date.now() + ahead) };

/** Knows how many rows are had at once. */
class CountingQueue extends DeliveryQueue {
  largest = 0;
  read = 0;

  override async waiting(host: string, limit: number): Promise<Delivery[]> {
    const rows = await super.waiting(host, limit);
    this.largest = Math.max(this.largest, rows.length);
    this.read += rows.length;
    return rows;
  }
}

let send: (row: Delivery) => Promise<Outcome>;
let workers: DeliveryWorker[] = [];

function worker(): DeliveryWorker {
  const made = new DeliveryWorker({
    lanes,
    queue,
    send: (row) => send(row),
    onSettled: () => {},
    hosts: { took: () => {}, failed: () => {}, keeps: () => {} },
    clock,
    logger: createLogger('silent'),
    random: () => 0.5,
  });
  workers.push(made);
  made.start();
  return made;
}

async function stopped(): Promise<void> {
  for (const one of workers) await one.stop();
  workers = [];
}

const activity = (n: number | string, after: string | null = null) => ({
  iri: `https://school.example/activities/${n}`,
  actor: 'https://school.example/users/amara',
  order: `${clock.now().toISOString()}${n}`,
  after: after && `https://school.example/activities/${after}`,
});
const inboxes = (hosts: readonly string[]) => hosts.map((host) => ({ inbox: `https://${host}/inbox` }));
const waitingFor = (host: string) =>
  own.database.collection<Delivery>('deliveries').countDocuments({ host, state: 'waiting' });

beforeAll(async () => {
  own = await openTestDatabase();
  lanes = new Lanes(own.database);
  queue = new CountingQueue(own.database, lanes);
  await Promise.all([lanes.prepare(), queue.prepare()]);
});
afterAll(async () => {
  await stopped();
  await own.dispose();
});

test('five hundred hosts, fifty of which hang: few lanes and few rows in memory, and all others have everything', async () => {
  const hosts = Array.from({ length: 500 }, (_, n) => `host${n}.example`);
  const hanging = new Set(hosts.filter((_, n) => n % 10 === 3));
  for (let n = 0; n < ACTIVITIES; n++) await queue.add(activity(n), inboxes(hosts), clock.now());
  const underWay = new Map<string, number>();
  let most = 0;
  let mostOfOne = 0;
  let delivered = 0;
  const releases: (() => void)[] = [];
  send = async ({ host }) => {
    const now = (underWay.get(host) ?? 0) + 1;
    underWay.set(host, now);
    most = Math.max(most, underWay.size);
    mostOfOne = Math.max(mostOfOne, now);
    // A hanging host is let go when everybody else has everything.
    if (hanging.has(host)) await new Promise<void>((resolve) => releases.push(resolve));
    else await new Promise((resolve) => setImmediate(resolve));
    const left = (underWay.get(host) ?? 0) - 1;
    if (left === 0) underWay.delete(host);
    else underWay.set(host, left);
    if (hanging.has(host)) return { verdict: 'later', reason: 'timeout', retryAfterMs: null };
    delivered += 1;
    return { verdict: 'delivered' };
  };
  worker();
  await until('every other host has everything', () => delivered === 450 * ACTIVITIES, 30_000);
  // Each was asked with one request; never more than the places there are for hosts in doubt.
  expect(releases.length).toBeGreaterThan(0);
  expect(releases.length).toBeLessThanOrEqual(64);
  for (const release of releases) release();
  await stopped();
  expect(most).toBeLessThanOrEqual(128);
  expect(mostOfOne).toBeLessThanOrEqual(4);
  expect(queue.largest).toBeLessThanOrEqual(20);
  expect(await waitingFor('host3.example')).toBe(ACTIVITIES);
}, 60_000);

test('ten thousand rows of one host are had a few at a time, and giving up looks at none that is young', async () => {
  const host = 'full.example';
  const targets = Array.from({ length: 10_000 }, (_, n) => ({ inbox: `https://${host}/users/${n}/inbox` }));
  await queue.add(activity('many'), targets, clock.now());
  const before = queue.read;
  send = async () => ({ verdict: 'later', reason: '503', retryAfterMs: null });
  worker();
  await until('it rests', async () => ((await lanes.get(host))?.failures ?? 0) === 1);
  await stopped();
  expect(queue.read - before).toBeLessThanOrEqual(20);
  const asked: Filter<Delivery>[] = [];
  const rows = own.database.collection<Delivery>('deliveries');
  const prototype = Object.getPrototypeOf(rows);
  const { find } = prototype;
  prototype.find = function (this: typeof rows, filter: Filter<Delivery>, options: FindOptions) {
    asked.push(filter);
    return find.call(this, filter, options);
  };
  const bound = new Date(clock.now().getTime() - 7 * DAY_MS);
  expect((await queue.giveUp(host, bound, clock.now())).size).toBe(0);
  prototype.find = find;
  expect(asked).toHaveLength(2);
  for (const filter of asked) {
    expect((await rows.explain(filter)).documentsExamined).toBeLessThanOrEqual(20);
  }
  // What is old is given up, in however many pages.
  ahead += 8 * DAY_MS;
  const now = clock.now();
  expect(await queue.giveUp(host, new Date(now.getTime() - 7 * DAY_MS), now)).toEqual(new Set([activity('many').iri]));
  expect(await waitingFor(host)).toBe(0);
});

test('no Delete overtakes its Create, whatever else does; and what always fails holds up only what must follow it', async () => {
  const host = 'orderly.example';
  const sent: string[] = [];
  let fails: ReadonlySet<string> = new Set(['create']);
  send = async (row) => {
    const name = row.activity.split('/').at(-1) ?? '';
    sent.push(name);
    if (fails.has(name)) return { verdict: 'later', reason: '500', retryAfterMs: null };
    return { verdict: 'delivered' };
  };
  const add = async (name: string, after: string | null = null) => {
    await queue.add(activity(name, after), inboxes([host]), clock.now());
  };
  const rests = (failures: number) =>
    until('it rests', async () => {
      const lane = await lanes.get(host);
      return lane?.failures === failures && lane.holder === undefined;
    });
  const again = () => {
    ahead += 10 * 60_000;
    made.wake();
  };
  await add('create');
  const made = worker();
  await rests(1);
  await add('delete', 'create');
  await add('other');
  again();
  await rests(2);
  again();
  await until('the other is through', () => sent.includes('other'));
  await until('it rests again', async () => (await lanes.get(host))?.holder === undefined);
  expect(sent).not.toContain('delete');
  expect(sent.filter((name) => name === 'other')).toHaveLength(1);
  fails = new Set();
  again();
  await until('all is through', async () => (await waitingFor(host)) === 0);
  await stopped();
  expect(sent.slice(-2)).toEqual(['create', 'delete']);
  expect(sent.filter((name) => name === 'delete')).toHaveLength(1);
});

test('a host with much to take gives its place to others after a while', async () => {
  const host = 'greedy.example';
  const holders = new Set<string | undefined>();
  for (let n = 0; n < 60; n++) await queue.add(activity(`greedy-${n}`), inboxes([host]), clock.now());
  send = async (row) => {
    if (row.host === host) {
      ahead += 1_000;
      holders.add((await lanes.get(host))?.holder);
    }
    return { verdict: 'delivered' };
  };
  worker();
  await until('all is through', async () => (await waitingFor(host)) === 0);
  await stopped();
  expect(holders.size).toBeGreaterThan(1);
});

test('a lane of an earlier version is served, and looked at for what is kept', async () => {
  const { database, dispose } = await openTestDatabase();
  const older = { _id: 'old.example', active: true, notBefore: new Date(0), wake: 1, failures: 0 };
  await database.collection<{ _id: string; active: boolean; notBefore: Date }>('delivery_lanes').insertOne(older);
  const updated = new Lanes(database);
  await updated.prepare();
  expect(await updated.nextDue([false])).toEqual(older.notBefore);
  expect(await updated.keeping(10)).toEqual(['old.example']);
  expect((await updated.lease('me', false, 10, new Date())).map(({ _id }) => _id)).toEqual(['old.example']);
  await dispose();
});
