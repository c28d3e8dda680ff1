import { describe, expect, test } from 'vitest';
import {
  mayStep,
  memberOf,
  outcomeOf,
  type PairFacts,
  type PairMember,
  type PairStep,
  threadIsOpen,
} from '../../../../server/features/mentoring/mentoring.model.ts';
import { PAIR_STATES, type PairState } from '../../../../shared/vocabulary.ts';

const FACT_NAMES = ['accepted', 'rejected', 'offerUndone', 'acceptUndone'] as const;

function factsOf(names: readonly string[]): PairFacts {
  const said = (name: string) =>
    names.includes(name) ? { iri: `https://x.example/activities/${name}`, at: new Date(0), reason: '' } : null;
  return {
    accepted: said('accepted'),
    rejected: said('rejected'),
    offerUndone: said('offerUndone'),
    acceptUndone: said('acceptUndone'),
  };
}

describe('the state of a pair', () => {
  const expected: Record<string, PairState> = {
    '': 'offered',
    accepted: 'active',
    rejected: 'declined',
    offerUndone: 'withdrawn',
    acceptUndone: 'offered',
    'accepted rejected': 'active',
    'accepted offerUndone': 'ended',
    'accepted acceptUndone': 'ended',
    'rejected offerUndone': 'declined',
    'rejected acceptUndone': 'declined',
    'offerUndone acceptUndone': 'withdrawn',
    'accepted rejected offerUndone': 'ended',
    'accepted rejected acceptUndone': 'ended',
    'accepted offerUndone acceptUndone': 'ended',
    'rejected offerUndone acceptUndone': 'declined',
    'accepted rejected offerUndone acceptUndone': 'ended',
  };

  test('every combination of facts has one', () => {
    for (let bits = 0; bits < 16; bits++) {
      const names = FACT_NAMES.filter((_, index) => bits & (1 << index));
      expect(outcomeOf(factsOf(names)).state, names.join(' ')).toBe(expected[names.join(' ')]);
    }
  });
});

describe('steps', () => {
  const steps: PairStep[] = ['accept', 'decline', 'withdraw', 'end', 'write'];
  const members: (PairMember | null)[] = ['offerer', 'partner', null];
  const allowed = new Set([
    'offered partner accept',
    'offered partner decline',
    'offered offerer withdraw',
    'active offerer end',
    'active partner end',
    'active offerer write',
    'active partner write',
  ]);

  test.each(PAIR_STATES.flatMap((state) => members.map((member) => ({ state, member }))))(
    '$state, $member: nothing but what is listed',
    ({ state, member }) => {
      for (const step of steps) {
        expect(mayStep(state, member, step), step).toBe(allowed.has(`${state} ${member} ${step}`));
      }
    },
  );

  test('a thread opens with the pair and stays readable after it', () => {
    expect(PAIR_STATES.filter(threadIsOpen)).toEqual(['active', 'ended']);
  });

  test('nobody but the two is a member', () => {
    const pair = { offerer: 'https://b.example/users/bo', partner: 'https://a.example/users/amara' };
    expect(memberOf(pair, pair.offerer)).toBe('offerer');
    expect(memberOf(pair, pair.partner)).toBe('partner');
    expect(memberOf(pair, 'https://a.example/users/amara2')).toBeNull();
  });
});
