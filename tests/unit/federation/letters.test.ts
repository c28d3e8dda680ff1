import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../server/activities/activity.ts';
import type { ActivityLog } from '../../../server/activities/log.ts';
import { Letters } from '../../../server/federation/delivery/letters.ts';

/** A log that counts how often it was asked; only what letters use of it. */
function logOf(sizes: Record<string, number>) {
  const asked: string[] = [];
  const get = async (iri: string) => {
    asked.push(iri);
    const size = sizes[iri];
    return size === undefined ? null : { json: { text: 'x'.repeat(size) } };
  };
  return { asked, log: { get } as unknown as ActivityLog };
}

const asItIs = async (activity: JsonObject) => activity;

test('a body is made once, however many ask at the same moment', async () => {
  const { log, asked } = logOf({ a: 10 });
  const letters = new Letters(log, asItIs);
  const [one, two] = await Promise.all([letters.of('a'), letters.of('a')]);
  expect(await letters.of('a')).toBe(one);
  expect(two).toBe(one);
  expect(asked).toEqual(['a']);
  expect(one?.digests.digest).toBe(`SHA-256=${hash('sha256', one?.body ?? '', 'base64')}`);
});

test('what is held is bounded in bytes, and what was posted last stays', async () => {
  const { log, asked } = logOf({ a: 400, b: 400, c: 400, huge: 5_000 });
  const letters = new Letters(log, asItIs, 1_000);
  for (const one of ['a', 'b', 'a', 'c', 'huge']) await letters.of(one);
  asked.length = 0;
  for (const one of ['a', 'c']) await letters.of(one);
  expect(asked).toEqual([]);
  for (const one of ['b', 'huge', 'huge', 'none', 'none']) await letters.of(one);
  expect(asked).toEqual(['b', 'huge', 'huge', 'none', 'none']);
});
