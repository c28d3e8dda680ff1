import { expect, test } from 'vitest';
import { type Begun, beyondCapacity } from '../../../../server/features/mentoring/capacity.model.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1, 12, minutes));
/** By the order in which their Accepts came. */
const begun = (...minutes: number[]): Begun[] =>
  minutes.map((minute, index) => ({ pair: `pair ${index + 1}`, order: `0${index + 1}`, receivedAt: at(minute) }));

test('as many as there is room for: all stay', () => {
  expect(beyondCapacity(begun(0, 1), 'pair 2', 2)).toEqual([]);
  expect(beyondCapacity([], 'pair 1', 0)).toEqual([]);
});

test('the Accept that came last goes, whichever is worked off last', () => {
  const two = begun(0, 0);
  expect(beyondCapacity(two, 'pair 2', 1)).toEqual(['pair 2']);
  expect(beyondCapacity(two, 'pair 1', 1)).toEqual(['pair 2']);
  expect(beyondCapacity([...two].reverse(), 'pair 1', 1)).toEqual(['pair 2']);
});

test('several at once: only so many stay as there is room for', () => {
  const four = begun(0, 0, 1, 1);
  expect(beyondCapacity(four, 'pair 1', 2)).toEqual(['pair 4', 'pair 3']);
  expect(beyondCapacity(four, 'pair 3', 2)).toEqual(['pair 4', 'pair 3']);
  expect(beyondCapacity(four, 'pair 4', 2)).toEqual(['pair 4']);
});

test('an older pair stays, even when less room was made since', () => {
  const three = begun(0, 30, 60);
  expect(beyondCapacity(three, 'pair 3', 1)).toEqual(['pair 3']);
  // Worked off late: what has lasted for longer than a moment is not what gives way.
  expect(beyondCapacity(three, 'pair 1', 1)).toEqual(['pair 1']);
});

test('an Accept that is none of theirs takes nothing back', () => {
  expect(beyondCapacity(begun(0, 0), 'another', 1)).toEqual([]);
});
