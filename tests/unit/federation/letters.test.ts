import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { Letters } from '../../../server/federation/delivery/letters.ts';

/** Bodies of these sizes, and how often they were asked for. */
function bodies(sizes: Record<string, number>) {
  const asked: string[] = [];
  const bodyOf = async (iri: string) => {
    asked.push(iri);
    const size = sizes[iri];
    return size === undefined ? null : Buffer.from('x'.repeat(size));
  };
  return { asked, bodyOf };
}

test('a body is made once, however many ask at the same moment', async () => {
  const { bodyOf, asked } = bodies({ a: 10 });
  const letters = new Letters(bodyOf);
  const [one, two] = await Promise.all([letters.of('a'), letters.of('a')]);
  expect(await letters.of('a')).toBe(one);
  expect(two).toBe(one);
  expect(asked).toEqual(['a']);
  expect(one?.digests.digest).toBe(`SHA-256=${hash('sha256', one?.body ?? '', 'base64')}`);
});

test('what is held is bounded in bytes, and what was posted last stays', async () => {
  const { bodyOf, asked } = bodies({ a: 400, b: 400, c: 400, huge: 5_000 });
  const letters = new Letters(bodyOf, 1_000);
  for (const one of ['a', 'b', 'a', 'c', 'huge']) await letters.of(one);
  asked.length = 0;
  for (const one of ['a', 'c']) await letters.of(one);
  expect(asked).toEqual([]);
  for (const one of ['b', 'huge', 'huge', 'none', 'none']) await letters.of(one);
  expect(asked).toEqual(['b', 'huge', 'huge', 'none', 'none']);
});
