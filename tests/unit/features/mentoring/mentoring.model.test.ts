import { describe, expect, test } from 'vitest';
import {
  afterFact,
  isAnswerTo,
  isTrial,
  mayStep,
  memberOf,
  NO_FACTS,
  outcomeOf,
  PAIR_STEPS,
  type PairFacts,
  type PairMember,
  type PairStep,
  threadIsOpen,
} from '../../../../server/features/mentoring/mentoring.model.ts';
import { PAIR_STATES, type PairState } from '../../../../shared/vocabulary.ts';

type FactName = keyof PairFacts;
const FACT_NAMES = Object.keys(NO_FACTS) as FactName[];
const MEMBERS: (PairMember | null)[] = ['offerer', 'partner', null];

const factNamed = (name: FactName, cause: 'capacity' | null = null) => ({
  iri: `https://x.example/activities/${name}`,
  at: new Date(FACT_NAMES.indexOf(name)),
  reason: name,
  cause,
});

function factsOf(names: readonly FactName[]): PairFacts {
  return Object.fromEntries(FACT_NAMES.map((name) => [name, names.includes(name) ? factNamed(name) : null])) as never;
}

const everySet = Array.from({ length: 2 ** FACT_NAMES.length }, (_, bits) =>
  FACT_NAMES.filter((_name, index) => bits & (1 << index)),
);

describe('the state of a pair', () => {
  /** With all of `has`, at least one of `any` (where named) and none of `not`. */
  const rules: { has?: FactName[]; any?: FactName[]; not?: FactName[]; state: PairState }[] = [
    { has: ['accepted'], not: ['offerUndone', 'acceptUndone'], state: 'active' },
    { has: ['accepted'], any: ['offerUndone', 'acceptUndone'], state: 'ended' },
    { not: ['accepted', 'invited', 'rejected', 'countered', 'offerUndone'], state: 'offered' },
    { has: ['countered'], not: ['accepted', 'invited'], state: 'countered' },
    { has: ['rejected'], not: ['accepted', 'invited', 'countered'], state: 'declined' },
    { has: ['offerUndone'], not: ['accepted', 'invited', 'rejected', 'countered'], state: 'withdrawn' },
    { has: ['invited'], not: ['accepted', 'rejected', 'countered', 'offerUndone'], state: 'invited' },
    { has: ['invited'], any: ['rejected', 'countered', 'offerUndone'], not: ['accepted'], state: 'ended' },
  ];

  test.each(everySet.map((names) => ({ names, said: names.join(' ') || 'nothing' })))(
    'after $said there is one',
    ({ names }) => {
      const fits = rules.filter(
        ({ has = [], any, not = [] }) =>
          has.every((name) => names.includes(name)) &&
          (any?.some((name) => names.includes(name)) ?? true) &&
          !not.some((name) => names.includes(name)),
      );
      expect(fits).toHaveLength(1);
      expect(outcomeOf(factsOf(names)).state).toBe(fits[0]?.state);
    },
  );

  test('a pair that ended says since when, why, and for which cause; a declined offer has no cause', () => {
    const facts = factsOf(['accepted', 'acceptUndone']);
    expect(outcomeOf({ ...facts, offerUndone: { ...factNamed('offerUndone', 'capacity') } })).toMatchObject({
      state: 'ended',
      cause: 'capacity',
      reason: 'offerUndone',
      endedAt: factNamed('offerUndone').at,
    });
    const withdrawn = { ...NO_FACTS, offerUndone: factNamed('offerUndone', 'capacity') };
    expect(outcomeOf(withdrawn)).toMatchObject({ state: 'withdrawn', cause: null });
  });
});

describe('what is said about an offer', () => {
  /** State, who, what they say, and what comes of it. Whatever is not here changes nothing. */
  const changes = `
    offered partner accepted active
    offered partner rejected declined
    offered partner countered countered
    offered offerer offerUndone withdrawn
    offered offerer invited invited
    invited partner accepted active
    invited partner rejected ended
    invited partner countered ended
    invited offerer offerUndone ended
    countered partner accepted active
    countered offerer invited ended
    active offerer offerUndone ended
    active partner acceptUndone ended
    declined partner accepted active
    declined partner countered countered
    declined offerer invited ended
    withdrawn partner accepted ended
    withdrawn partner rejected declined
    withdrawn partner countered countered
    withdrawn offerer invited ended`
    .trim()
    .split('\n')
    .map((line) => line.trim());

  const examples: Record<PairState, FactName[]> = {
    offered: [],
    invited: ['invited'],
    countered: ['countered'],
    active: ['accepted'],
    declined: ['rejected'],
    withdrawn: ['offerUndone'],
    ended: ['accepted', 'offerUndone'],
  };

  test.each(
    PAIR_STATES.flatMap((state) => MEMBERS.map((member) => ({ state, member: member ?? 'outsider', by: member }))),
  )('$state, $member: every word, in either order', ({ state, member, by }) => {
    const before = factsOf(examples[state]);
    expect(outcomeOf(before).state).toBe(state);
    for (const name of FACT_NAMES) {
      const after = outcomeOf(afterFact(before, name, by, factNamed(name))).state;
      const expected = changes.find((line) => line.startsWith(`${state} ${member} ${name} `))?.split(' ')[3] ?? state;
      expect(after, name).toBe(expected);
      // The same set, learnt the other way round.
      const first = afterFact(NO_FACTS, name, by, factNamed(name));
      const both = { ...first };
      for (const known of examples[state]) both[known] ??= factNamed(known);
      expect(outcomeOf(both).state, name).toBe(after);
    }
  });

  test('said twice, the earlier counts, whichever comes first', () => {
    const early = { ...factNamed('accepted'), iri: 'https://x.example/1', at: new Date(1) };
    const late = { ...factNamed('accepted'), iri: 'https://x.example/0', at: new Date(2) };
    for (const [one, two] of [
      [early, late],
      [late, early],
    ] as const) {
      const facts = afterFact(afterFact(NO_FACTS, 'accepted', 'partner', one), 'accepted', 'partner', two);
      expect(facts.accepted).toBe(early);
    }
  });

  test('terms answer an offer only from the one who was asked, to the one who asked', () => {
    const offer = { _id: 'offer', offerer: 'bo', partner: 'amara' };
    expect(isAnswerTo({ counters: 'offer', offerer: 'amara', partner: 'bo' }, offer)).toBe(true);
    expect(isAnswerTo({ counters: 'offer', offerer: 'bo', partner: 'amara' }, offer)).toBe(false);
    expect(isAnswerTo({ counters: 'offer', offerer: 'amara', partner: 'eve' }, offer)).toBe(false);
    expect(isAnswerTo({ counters: 'offer', offerer: 'eve', partner: 'bo' }, offer)).toBe(false);
    expect(isAnswerTo({ counters: 'another', offerer: 'amara', partner: 'bo' }, offer)).toBe(false);
    expect(isAnswerTo({ counters: null, offerer: 'amara', partner: 'bo' }, offer)).toBe(false);
  });
});

describe('steps', () => {
  const together: PairStep[] = ['amend', 'end', 'leave', 'message', 'write'];
  const allowed = new Set([
    'offered partner accept',
    'offered partner decline',
    'offered partner counter',
    'offered offerer withdraw',
    'invited offerer withdraw',
    'invited offerer message',
    'invited partner message',
    ...together.flatMap((step) => [`active offerer ${step}`, `active partner ${step}`]),
  ]);

  test.each(PAIR_STATES.flatMap((state) => MEMBERS.map((member) => ({ state, member }))))(
    '$state, $member: nothing but what is listed',
    ({ state, member }) => {
      for (const step of PAIR_STEPS) {
        expect(mayStep(state, member, step), step).toBe(allowed.has(`${state} ${member} ${step}`));
      }
    },
  );

  test('a thread opens when the two may write and stays readable after it', () => {
    expect(PAIR_STATES.filter(threadIsOpen)).toEqual(['invited', 'active', 'ended']);
  });

  test('nobody but the two is a member', () => {
    const pair = { offerer: 'https://b.example/users/bo', partner: 'https://a.example/users/amara' };
    expect(memberOf(pair, pair.offerer)).toBe('offerer');
    expect(memberOf(pair, pair.partner)).toBe('partner');
    expect(memberOf(pair, 'https://a.example/users/amara2')).toBeNull();
  });

  test.each([
    [0, 0, false],
    [1, 0, true],
    [0, 1, true],
    [1, 1, true],
    [2, 0, false],
    [1, 2, false],
    [5, 5, false],
  ])('after %i sessions and %i turns, leaving without a fault: %s', (sessionsPast, turnsClosed, may) => {
    expect(isTrial({ sessionsPast, turnsClosed })).toBe(may);
  });
});
