import { describe, expect, test } from 'vitest';
import { whatNow } from '../../../../client/features/mentoring/what-now.ts';
import type { Cycle } from '../../../../shared/contracts/cycles.ts';
import type { Pair } from '../../../../shared/contracts/mentoring.ts';
import type { Session } from '../../../../shared/contracts/sessions.ts';

const pair = (patch: Partial<Pair> = {}) => ({ state: 'active', amendment: null, ...patch }) as Pair;
const session = (patch: Partial<Session> = {}) =>
  ({ state: 'agreed', past: false, time: null, may: { answer: false }, ...patch }) as Session;
const at = (start: string, patch: Partial<Session> = {}) => session({ time: { start, minutes: 30 }, ...patch });
const cycle = (patch: Partial<Cycle> = {}) => ({ state: 'first-turn', myMove: true, ...patch }) as Cycle;
const amendment = (proposedByMe: boolean) => ({ proposedByMe }) as Pair['amendment'];

const kinds = (...args: Parameters<typeof whatNow>) => whatNow(...args).map(({ kind }) => kind);

describe('what now', () => {
  test('first what the partner waits for, then what is to come', () => {
    expect(
      kinds(pair({ amendment: amendment(false) }), { items: [cycle()], mayBegin: false }, [
        at('2027-05-01T10:00:00Z'),
        session({ state: 'proposed', may: { answer: true, cancel: false, move: false, note: false } }),
      ]),
    ).toEqual(['amendment', 'answer-session', 'cycle', 'session']);
  });

  test('a move of the partner is the last that is spoken of', () => {
    expect(kinds(pair(), { items: [cycle({ myMove: false })], mayBegin: false }, [at('2027-05-01T10:00:00Z')])).toEqual(
      ['session', 'cycle'],
    );
  });

  test('a cycle can begin when none is under way', () => {
    expect(kinds(pair(), { items: [], mayBegin: true }, [])).toEqual(['begin']);
    expect(kinds(pair(), { items: [cycle({ state: 'complete' })], mayBegin: true }, [])).toEqual(['begin']);
    expect(kinds(pair(), { items: [cycle({ state: 'set-aside' })], mayBegin: false }, [])).toEqual([]);
  });

  test('the soonest session counts, and only what is agreed and to come', () => {
    const [first] = whatNow(pair(), undefined, [
      at('2027-05-08T10:00:00Z'),
      at('2027-04-24T10:00:00Z', { past: true }),
      at('2027-04-30T10:00:00Z', { state: 'cancelled' }),
      at('2027-05-01T10:00:00Z'),
    ]);
    expect(first).toMatchObject({ kind: 'session', time: { start: '2027-05-01T10:00:00Z' } });
  });

  test('my own proposal does not wait for me, and what is not known is not spoken of', () => {
    expect(kinds(pair({ amendment: amendment(true) }), undefined, undefined)).toEqual([]);
  });

  test('nothing waits in a pair that ended', () => {
    expect(kinds(pair({ state: 'ended' }), { items: [cycle()], mayBegin: true }, [at('2027-05-01T10:00:00Z')])).toEqual(
      [],
    );
  });
});
