import { describe, expect, test } from 'vitest';
import {
  mayStep,
  NO_FACTS,
  outcomeOf,
  type SessionFact,
  type SessionFacts,
  type SessionMember,
  type SessionStep,
  withFact,
} from '../../../../server/features/sessions/sessions.model.ts';
import { SESSION_STATES, type SessionState } from '../../../../shared/vocabulary.ts';

const AMARA = 'https://a.example/users/amara';
const BO = 'https://b.example/users/bo';
const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 12, minute));
const by = (actor: string, minute: number, iri = `${actor}/${minute}`) => ({ iri, actor, at: at(minute) });
const time = { start: at(600), minutes: 30 };
const later = { start: at(900), minutes: 45 };

const proposed: SessionFact = {
  kind: 'proposal',
  said: { ...by(AMARA, 0), times: [time, later], room: '', agenda: '', moves: null },
};
const answered = (actor: string, minute: number, chosen: number | null): SessionFact => ({
  kind: 'answer',
  said: { ...by(actor, minute), time: chosen, reason: chosen === null ? 'busy' : '' },
});
const calledOff = (actor: string, minute: number): SessionFact => ({
  kind: 'cancelled',
  said: { ...by(actor, minute), reason: 'ill' },
});
const noted = (actor: string, minute: number): SessionFact => ({
  kind: 'notes',
  said: { ...by(actor, minute), html: `<p>${minute}</p>`, markdown: null },
});

/** All that can be said, each by each member; which of them were is a bit mask. */
const SAYINGS: Record<string, SessionFact> = {
  proposed,
  'accepted by Bo': answered(BO, 2, 1),
  'accepted by Amara': answered(AMARA, 1, 0),
  'declined by Bo, later': answered(BO, 3, null),
  'a time that is not there, first': answered(BO, 1, 4),
  'called off by Amara': calledOff(AMARA, 4),
  'called off by Bo': calledOff(BO, 5),
};
const NAMES = Object.keys(SAYINGS);
const everySet = Array.from({ length: 2 ** NAMES.length }, (_, bits) =>
  NAMES.filter((_n, index) => bits & (1 << index)),
);
const factsOf = (names: readonly string[]) =>
  names.reduce<SessionFacts>((facts, name) => withFact(facts, SAYINGS[name]!), NO_FACTS);

describe('what facts amount to', () => {
  test.each(everySet.flatMap((names) => [false, true].map((isMoved) => ({ names, isMoved }))))(
    '$names, moved: $isMoved',
    ({ names, isMoved }) => {
      const has = (name: string) => names.includes(name);
      const { state, time: agreed, agreedAt } = outcomeOf(factsOf(names), isMoved);
      const expected = (): SessionState | null => {
        if (!has('proposed')) return null;
        if (has('accepted by Bo')) {
          if (isMoved) return 'moved';
          return has('called off by Amara') || has('called off by Bo') ? 'cancelled' : 'agreed';
        }
        if (has('declined by Bo, later')) return 'declined';
        return has('called off by Amara') ? 'cancelled' : 'proposed';
      };
      expect(state).toBe(expected());
      expect(agreed).toEqual(has('proposed') && has('accepted by Bo') ? later : null);
      expect(agreedAt).toEqual(has('proposed') && has('accepted by Bo') ? at(2) : null);
    },
  );

  test.each(everySet)('%s, in any order and twice, is the same', (...names) => {
    const expected = factsOf(names);
    expect(factsOf(names.toReversed())).toEqual(expected);
    expect(factsOf([...names.slice(2), ...names, ...names.slice(0, 1)])).toEqual(expected);
  });

  test('nobody agrees to what is over by then', () => {
    const facts = withFact(withFact(NO_FACTS, proposed), answered(BO, 631, 0));
    expect(outcomeOf(facts, false).state).toBe('proposed');
    expect(outcomeOf(withFact(facts, answered(BO, 632, 1)), false).state).toBe('agreed');
  });

  test('what was said first counts, of the same moment what has the smaller name', () => {
    const one = { ...answered(BO, 2, 0) } as Extract<SessionFact, { kind: 'answer' }>;
    const other: SessionFact = { kind: 'answer', said: { ...one.said, iri: `${one.said.iri}-b`, time: null } };
    for (const order of [
      [one, other],
      [other, one],
    ]) {
      const facts = order.reduce(withFact, withFact(NO_FACTS, proposed));
      expect(outcomeOf(facts, false).state).toBe('agreed');
    }
  });

  test('each one’s newest notes stand, and nothing grows without end', () => {
    let facts = NO_FACTS;
    for (const minute of [7, 3, 9, 1]) {
      facts = withFact(withFact(facts, noted(AMARA, minute)), noted(BO, minute + 1));
      for (let n = 0; n < 20; n++) facts = withFact(facts, answered(BO, minute * 20 + n, 0));
      facts = withFact(facts, calledOff(BO, minute));
    }
    expect(facts.notes.map(({ actor, html }) => [actor, html])).toEqual([
      [AMARA, '<p>9</p>'],
      [BO, '<p>10</p>'],
    ]);
    expect(facts.answers).toHaveLength(5);
    expect(facts.cancelled).toMatchObject([{ at: at(1) }]);
  });
});

describe('who may do what', () => {
  const STEPS: SessionStep[] = ['answer', 'cancel', 'move', 'note'];
  const MEMBERS: (SessionMember | null)[] = ['proposer', 'asked', null];
  /** `state member step`, before the time has come. */
  const ALLOWED = [
    'proposed asked answer',
    'proposed proposer cancel',
    'agreed proposer cancel',
    'agreed asked cancel',
    'agreed proposer move',
    'agreed asked move',
    'agreed proposer note',
    'agreed asked note',
  ];
  const every = ([null, ...SESSION_STATES] as const).flatMap((state) =>
    MEMBERS.flatMap((member) =>
      STEPS.flatMap((step) => (['ahead', 'past'] as const).map((when) => ({ state, member, step, when }))),
    ),
  );

  test.each(every)('$state $member $step, $when', ({ state, member, step, when }) => {
    const session = { state, times: [time, later], time: state === 'agreed' ? time : null };
    const now = when === 'ahead' ? at(5) : at(1_000);
    const isLate = when === 'past' && step !== 'note' && !(state === 'proposed' && step === 'cancel');
    const expected = ALLOWED.includes(`${state} ${member} ${step}`) && !isLate;
    expect(mayStep(session, member, step, now)).toBe(expected);
  });
});
