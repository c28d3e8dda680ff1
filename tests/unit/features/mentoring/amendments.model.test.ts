import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../../../server/activities/activity.ts';
import {
  AMENDMENT_STEPS,
  type AmendmentFacts,
  type AmendmentMember,
  afterAnswer,
  agreementOf,
  amendmentMemberOf,
  amendmentOutcomeOf,
  mayAnswer,
  NO_ANSWER,
} from '../../../../server/features/mentoring/amendments.model.ts';
import { AMENDMENT_STATES, type AmendmentState, PAIR_STATES } from '../../../../shared/vocabulary.ts';

type FactName = keyof AmendmentFacts;
const FACT_NAMES = Object.keys(NO_ANSWER) as FactName[];
const MEMBERS: (AmendmentMember | null)[] = ['proposer', 'other', null];
const said = (iri: string, at = 0, reason = '') => ({ iri, at: new Date(at), reason, cause: null });

describe('a proposed change', () => {
  /** State, who, what they say, and what comes of it. Whatever is not here changes nothing. */
  const changes: Record<string, AmendmentState> = {
    'proposed other accepted': 'accepted',
    'proposed other rejected': 'declined',
    'proposed proposer withdrawn': 'withdrawn',
    'declined other accepted': 'accepted',
    'withdrawn other accepted': 'accepted',
    'withdrawn other rejected': 'declined',
  };
  const examples: Record<AmendmentState, AmendmentFacts> = {
    proposed: NO_ANSWER,
    accepted: { ...NO_ANSWER, accepted: said('accepted') },
    declined: { ...NO_ANSWER, rejected: said('rejected') },
    withdrawn: { ...NO_ANSWER, withdrawn: said('withdrawn') },
  };

  test.each(AMENDMENT_STATES.flatMap((state) => MEMBERS.map((by) => ({ state, by }))))(
    '$state, $by: every word, in either order',
    ({ state, by }) => {
      const before = examples[state];
      expect(amendmentOutcomeOf(before).state).toBe(state);
      for (const name of FACT_NAMES) {
        const after = afterAnswer(before, name, by, said(name));
        expect(amendmentOutcomeOf(after).state, name).toBe(changes[`${state} ${by} ${name}`] ?? state);
        const first = afterAnswer(NO_ANSWER, name, by, said(name));
        const both = { ...first };
        for (const fact of FACT_NAMES) both[fact] ??= before[fact];
        expect(amendmentOutcomeOf(both), name).toEqual(amendmentOutcomeOf(after));
      }
    },
  );

  test.each(PAIR_STATES.flatMap((pair) => AMENDMENT_STATES.map((amendment) => ({ pair, amendment }))))(
    '$amendment in a pair that is $pair: steps',
    ({ pair, amendment }) => {
      const open = pair === 'active' && amendment === 'proposed';
      const allowed = open ? ['proposer withdraw', 'other accept', 'other decline'] : [];
      const found = MEMBERS.flatMap((member) =>
        AMENDMENT_STEPS.filter((step) => mayAnswer({ pair, amendment }, member, step)).map(
          (step) => `${member} ${step}`,
        ),
      );
      expect(found.sort()).toEqual(allowed.sort());
    },
  );

  test('is between two people', () => {
    const amendment = { proposer: 'bo', other: 'amara' };
    expect(['bo', 'amara', 'eve'].map((actor) => amendmentMemberOf(amendment, actor))).toEqual([
      'proposer',
      'other',
      null,
    ]);
  });
});

describe('the agreement in force', () => {
  const agreement = (note: string): Agreement => ({
    goals: {},
    cadence: 'weekly',
    endsOn: '2099-06-30',
    protocol: '',
    confidentiality: 'ask-first',
    note,
  });
  const accepted = (note: string, at: number, iri = note) => ({
    agreement: agreement(note),
    facts: { ...NO_ANSWER, accepted: said(iri, at) },
  });
  const offered = agreement('offered');
  const waiting = { agreement: agreement('waiting'), facts: NO_ANSWER };

  test('is what was offered until a change is accepted', () => {
    expect(agreementOf({ offered }, [])).toEqual({ agreement: offered, amendedBy: null });
    expect(agreementOf({ offered }, [waiting])).toEqual({ agreement: offered, amendedBy: null });
  });

  test('is the change that was accepted last, in whatever order they are known', () => {
    const changes = [accepted('first', 1), accepted('second', 2), accepted('tie', 2, 'zzz'), waiting];
    for (const order of [changes, [...changes].reverse(), [changes[2]!, changes[0]!, changes[1]!]]) {
      expect(agreementOf({ offered }, order)).toEqual({ agreement: agreement('tie'), amendedBy: 'zzz' });
    }
  });
});
