import { describe, expect, test } from 'vitest';
import { durationOf } from '../../../../client/features/mentoring/hours.ts';
import { groupPairs, hostOf, titleOf, weeksFrom } from '../../../../client/features/mentoring/pairs.ts';
import type { Pair } from '../../../../shared/contracts/mentoring.ts';
import { PAIR_STATES } from '../../../../shared/vocabulary.ts';

const pair = (state: Pair['state'], offeredByMe: boolean) =>
  ({ state, offeredByMe, partner: { displayName: 'Bo', handle: '@bo@b.example' } }) as Pair;

describe('pairs in groups', () => {
  test('each state has its group, by whose answer it waits for', () => {
    const all = PAIR_STATES.flatMap((state) => [pair(state, true), pair(state, false)]);
    const groups = groupPairs(all);
    const states = (name: keyof typeof groups) => groups[name].map(({ state }) => state);
    expect(states('toAnswer')).toEqual(['offered']);
    expect(groups.toAnswer[0]?.offeredByMe).toBe(false);
    expect(states('waiting')).toEqual(['offered']);
    expect(states('active')).toEqual(['active', 'active']);
    expect(states('invited')).toEqual(['invited', 'invited']);
    expect(new Set(states('past'))).toEqual(new Set(['countered', 'declined', 'withdrawn', 'ended']));
    expect(Object.values(groups).flat()).toHaveLength(all.length);
  });

  test('what a pair is called depends on who offered it', () => {
    expect(titleOf(pair('offered', true))).toBe('You offered Bo a pair');
    expect(titleOf(pair('offered', false))).toBe('Bo offers you a pair');
    expect(titleOf(pair('invited', true))).toBe('You invited Bo');
    expect(titleOf(pair('ended', true))).toBe('You and Bo');
  });

  test('small things', () => {
    expect(hostOf({ handle: '@bo@b.example' })).toBe('b.example');
    expect(weeksFrom(new Date(2027, 11, 28), 1)).toBe('2028-01-04');
    expect([0, 45, 60, 150].map(durationOf)).toEqual(['0 minutes', '45 minutes', '1 hour', '2.5 hours']);
  });
});
