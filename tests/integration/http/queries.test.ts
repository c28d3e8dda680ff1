import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Stored } from '../../../server/storage/index.ts';
import * as cycles from '../../../shared/contracts/cycles.ts';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as notifications from '../../../shared/contracts/notifications.ts';
import * as threads from '../../../shared/contracts/threads.ts';
import type { ApiClient } from '../../support/api.ts';
import { pairUp, talkThrough, WORK } from '../../support/cycles.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';

/** How often the database is asked for a page does not grow with what is on it. */
let instance: TestInstance;
let amara: ApiClient;
let bo: ApiClient;
let pair: string;
let asked: string[] = [];

beforeAll(async () => {
  instance = await startInstance();
  [amara, bo] = await Promise.all([instance.signUp('amara'), instance.signUp('bo')]);
  pair = await pairUp({ client: amara, handle: 'amara' }, { client: bo, handle: 'bo' });
  const prototype = Object.getPrototypeOf(instance.services.db.collection<Stored>('posts'));
  for (const method of ['find', 'findOne', 'countDocuments', 'aggregate'] as const) {
    const original = prototype[method];
    prototype[method] = function (this: { name: string }, ...args: unknown[]) {
      asked.push(`${this.name} ${method}`);
      return original.apply(this, args);
    };
  }
});
afterAll(() => instance.stop());

async function queriesOf(page: () => Promise<unknown>): Promise<Map<string, number>> {
  await instance.services.pipeline.idle();
  asked = [];
  await page();
  const counts = new Map<string, number>();
  for (const one of asked) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

const sum = (counts: Map<string, number>) => [...counts.values()].reduce((a, b) => a + b, 0);

test('a thread of many messages', async () => {
  const page = () => amara.call(threads.listMessages, { params: { id: pair } });
  const before = await queriesOf(page);
  for (let n = 0; n < 20; n++) {
    const body = { markdown: `Message ${n}`, clientId: `message-of-many-${n}` };
    await amara.call(threads.sendMessage, { params: { id: pair }, body });
  }
  const after = await queriesOf(page);
  expect(sum(after), JSON.stringify([...after])).toBeLessThanOrEqual(sum(before) + 3);
});

test('cycles in which much was said', async () => {
  const page = () => bo.call(cycles.listCycles, { params: { id: pair } });
  const cycle = async () => {
    const begun = await amara.call(cycles.beginCycle, { params: { id: pair }, body: WORK });
    await talkThrough(amara, bo, begun.id, begun.turns[0]?.id ?? '');
    await amara.call(cycles.setCycleAside, { params: { id: begun.id }, body: { reason: 'Enough' } });
  };
  await cycle();
  const before = await queriesOf(page);
  for (let n = 0; n < 3; n++) await cycle();
  const after = await queriesOf(page);
  expect(sum(after), JSON.stringify([...after])).toBe(sum(before));
});

test('many pairs that are over', async () => {
  const page = async () => {
    await bo.call(mentoring.listPairs);
    await bo.call(notifications.getToday);
    await bo.call(mentoring.getMyLedger);
  };
  await amara.call(mentoring.endPair, { params: { id: pair }, body: {} });
  const before = await queriesOf(page);
  for (let n = 0; n < 10; n++) {
    const id = await pairUp({ client: amara, handle: 'amara' }, { client: bo, handle: 'bo' });
    await amara.call(mentoring.endPair, { params: { id }, body: {} });
  }
  const after = await queriesOf(page);
  expect(sum(after), JSON.stringify([...after])).toBeLessThanOrEqual(sum(before) + 2 * 10);
});
