import { expect, test } from 'vitest';
import { ForAWhile } from '../../../server/core/for-a-while.ts';

test('what is remembered for a while is forgotten after it, and with all others when they are too many', () => {
  let now = 0;
  const names = new ForAWhile({ now: () => new Date(now) }, 1_000, 2);
  expect([names.isTime('a'), names.isTime('a'), names.has('a'), names.has('b')]).toEqual([true, false, true, false]);
  now = 999;
  expect(names.isTime('a')).toBe(false);
  now = 1_000;
  expect([names.has('a'), names.isTime('a'), names.isTime('b')]).toEqual([false, true, true]);
  names.add('c');
  expect(['a', 'b', 'c'].map((name) => names.has(name))).toEqual([false, false, true]);
});
