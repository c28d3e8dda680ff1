import { describe, expect, test } from 'vitest';
import { type CycleFold, foldCycle, isOpen, mayPresent } from '../../../../server/features/cycles/cycles.model.ts';
import type { CycleEntry, Fact } from '../../../../server/features/cycles/facts.model.ts';
import { mayFollowUp } from '../../../../server/features/cycles/follow-ups.model.ts';
import { standingIn } from '../../../../server/features/cycles/turns.model.ts';
import { seeded } from '../../../support/storage/random.ts';
import {
  A,
  answers,
  asks,
  B,
  C,
  changes,
  closes,
  completes,
  fact,
  followsUp,
  iri,
  presents,
  says,
  setsAside,
  wholeCycle,
} from './facts.ts';

const ROOT = iri('t1');
const fold = (facts: readonly Fact[]) => foldCycle(ROOT, [A, B], facts);
const whole = wholeCycle();
/** The cycle up to and with the fact of this name. */
const until = (name: string) => whole.slice(0, whole.findIndex(({ _id }) => _id === iri(name)) + 1);

/** Every state that a cycle can be in, by the facts that lead there. */
const STATES = {
  'first: clarify': until('t1-said-0'),
  'first: respond': until('t1-closed-0'),
  'first: responded': until('t1-said-1'),
  'first: reflect': until('t1-closed-1'),
  'first: reflected': until('t1-said-2'),
  'first: follow-up': until('t1-closed-2'),
  swap: until('t1-follow-up'),
  'second: clarify': until('t2-said-0'),
  'second: respond': until('t2-closed-0'),
  'second: responded': until('t2-said-1'),
  'second: reflect': until('t2-closed-1'),
  'second: reflected': until('t2-said-2'),
  'second: follow-up': until('t2-closed-2'),
  complete: whole,
  'set aside': [...until('t1-said-1'), fact('aside', B, 50, setsAside('t1'))],
} as const;
type State = keyof typeof STATES;
const ORDER = Object.keys(STATES) as State[];

/** Every event, said at last. */
const EVENTS: Record<string, CycleEntry> = {
  'begins a cycle': presents('other', null),
  'presents second': presents('t3', 't1'),
  'sets aside': setsAside('t1'),
  ...Object.fromEntries(
    (['t1', 't2'] as const).flatMap((turn) => [
      ...[0, 1, 2].flatMap((step) => [
        [`${turn}: says in ${step}`, says(turn, step)],
        [`${turn}: closes ${step}`, closes(turn, step)],
      ]),
      [`${turn}: says in a step that is none`, says(turn, 3)],
      [`${turn}: closes a step that is none`, closes(turn, 3)],
      [`${turn}: follows up`, followsUp(turn, 'Something else')],
      [`${turn}: asks to quote`, asks(turn, `${turn}-said-1`)],
      [`${turn}: asks to quote the presenter`, asks(turn, `${turn}-said-2`)],
      [`${turn}: moves the follow-up`, changes(`${turn}-follow-up`, '2026-12-01')],
      [`${turn}: drops the follow-up`, changes(`${turn}-follow-up`, null)],
      [`${turn}: moves it without a reason`, changes(`${turn}-follow-up`, '2026-12-01', '')],
      [`${turn}: completes the follow-up`, completes(`${turn}-follow-up`)],
      [`${turn}: completes it without evidence`, completes(`${turn}-follow-up`, { html: '' })],
      [`${turn}: completes it without a reflection`, completes(`${turn}-follow-up`, { reflection: '<p> </p>' })],
    ]),
  ),
};

const from = (state: State) => ORDER.slice(ORDER.indexOf(state), ORDER.indexOf('set aside'));
/** In the state that was set aside, the first turn had come as far as to be responded to. */
const andAside = (states: readonly State[]): State[] => [...states, 'set aside'];

/** What changes a cycle: who, what, and in which states. Everything else changes nothing. */
const COUNTS: [who: string, event: string, states: readonly State[]][] = [
  [B, 'presents second', ['swap']],
  [A, 'sets aside', ORDER.filter((state) => state !== 'complete' && state !== 'set aside')],
  [B, 'sets aside', ORDER.filter((state) => state !== 'complete' && state !== 'set aside')],
  // What is said late to a step that was reached has its place there: it may have been under way.
  [A, 't1: says in 0', andAside(from('first: clarify'))],
  [B, 't1: says in 0', andAside(from('first: clarify'))],
  [B, 't1: says in 1', andAside(from('first: respond'))],
  [A, 't1: says in 2', from('first: reflect')],
  [A, 't2: says in 0', from('second: clarify')],
  [B, 't2: says in 0', from('second: clarify')],
  [A, 't2: says in 1', from('second: respond')],
  [B, 't2: says in 2', from('second: reflect')],
  [B, 't1: closes 0', ['first: clarify']],
  [B, 't1: closes 1', ['first: responded', 'set aside']],
  [A, 't1: closes 2', ['first: reflected']],
  [A, 't2: closes 0', ['second: clarify']],
  [A, 't2: closes 1', ['second: responded']],
  [B, 't2: closes 2', ['second: reflected']],
  [A, 't1: follows up', ['first: follow-up']],
  [B, 't2: follows up', ['second: follow-up']],
  [A, 't1: asks to quote', from('first: follow-up')],
  [B, 't2: asks to quote', from('second: follow-up')],
  [A, 't1: moves the follow-up', from('swap')],
  [A, 't1: drops the follow-up', from('swap')],
  [A, 't1: completes the follow-up', from('swap')],
  [B, 't2: moves the follow-up', ['complete']],
  [B, 't2: drops the follow-up', ['complete']],
  [B, 't2: completes the follow-up', ['complete']],
];
const NAMES: Record<string, string> = { [A]: 'A', [B]: 'B', [C]: 'an outsider' };

describe.each(ORDER)('%s', (state) => {
  const facts = STATES[state];
  const before = fold(facts);

  test.each(Object.keys(EVENTS).flatMap((event) => [A, B, C].map((who) => [NAMES[who], event, who] as const)))(
    '%s %s',
    (_name, event, who) => {
      const after = fold([...facts, fact('event', who, 60, EVENTS[event]!)]);
      const counts = COUNTS.some(
        ([author, what, states]) => author === who && what === event && states.includes(state),
      );
      if (counts) expect(after).not.toEqual(before);
      else expect(after).toEqual(before);
    },
  );
});

/** Where the two are, and what each may do there. */
const STANDINGS: Record<
  State,
  { state: string; turn: number; step: number; waits: string[]; a: string[]; b: string[] }
> = {
  'first: clarify': { state: 'first-turn', turn: 0, step: 0, waits: [A], a: ['speak'], b: ['speak', 'close'] },
  'first: respond': {
    state: 'first-turn',
    turn: 0,
    step: 1,
    waits: [B],
    a: ['listen'],
    b: ['speak', 'substantive-feedback'],
  },
  'first: responded': { state: 'first-turn', turn: 0, step: 1, waits: [B], a: ['listen'], b: ['speak', 'close'] },
  'first: reflect': {
    state: 'first-turn',
    turn: 0,
    step: 2,
    waits: [A],
    a: ['speak', 'reflection'],
    b: ['their-turn'],
  },
  'first: reflected': { state: 'first-turn', turn: 0, step: 2, waits: [A], a: ['speak', 'close'], b: ['their-turn'] },
  'first: follow-up': {
    state: 'first-turn',
    turn: 0,
    step: 3,
    waits: [A],
    a: ['followUp', 'askConsent', 'over'],
    b: ['over'],
  },
  swap: { state: 'swap', turn: 0, step: 3, waits: [B], a: ['share', 'askConsent', 'over'], b: ['over', 'present'] },
  'second: clarify': { state: 'second-turn', turn: 1, step: 0, waits: [B], a: ['speak', 'close'], b: ['speak'] },
  'second: respond': {
    state: 'second-turn',
    turn: 1,
    step: 1,
    waits: [A],
    a: ['speak', 'substantive-feedback'],
    b: ['listen'],
  },
  'second: responded': { state: 'second-turn', turn: 1, step: 1, waits: [A], a: ['speak', 'close'], b: ['listen'] },
  'second: reflect': {
    state: 'second-turn',
    turn: 1,
    step: 2,
    waits: [B],
    a: ['their-turn'],
    b: ['speak', 'reflection'],
  },
  'second: reflected': { state: 'second-turn', turn: 1, step: 2, waits: [B], a: ['their-turn'], b: ['speak', 'close'] },
  'second: follow-up': {
    state: 'second-turn',
    turn: 1,
    step: 3,
    waits: [B],
    a: ['over'],
    b: ['followUp', 'askConsent', 'over'],
  },
  complete: { state: 'complete', turn: 1, step: 3, waits: [], a: ['over'], b: ['share', 'askConsent', 'over'] },
  'set aside': { state: 'set-aside', turn: 0, step: 1, waits: [], a: ['over'], b: ['over'] },
};

describe.each(ORDER)('in the state %s', (state) => {
  const cycle = fold(STATES[state]) as CycleFold;
  const { turn: at, step, waits, a, b, state: named } = STANDINGS[state];
  const turn = cycle.turns[at]!;
  const found = (who: string, closure: Parameters<typeof standingIn>[2] = null) => {
    const { quiet, needs, ...may } = standingIn(turn, who, closure);
    const allowed = Object.entries(may).flatMap(([what, yes]) => (yes ? [what] : []));
    const present = closure === null && mayPresent(cycle, who) ? ['present'] : [];
    return [...allowed, ...present, ...(quiet ? [quiet] : []), ...(needs ? [needs] : [])].sort();
  };

  test('each of the two may do what is theirs to do, and an outsider nothing', () => {
    expect([cycle.state, turn.step]).toEqual([named, step]);
    expect(cycle.moves.map(({ actor }) => actor)).toEqual(waits);
    expect(isOpen(cycle.state)).toBe(!['complete', 'set aside'].includes(state));
    expect([found(A), found(B), found(C)]).toEqual([[...a].sort(), [...b].sort(), ['over']]);
  });

  test('where nothing can be said, nobody may do anything but make a post of what is theirs', () => {
    for (const closure of ['pair-closed', 'paused'] as const) {
      for (const who of [A, B, C]) {
        const left = found(who, closure).filter((what) => what !== 'share');
        expect(left).toEqual([turn.state === 'under-way' && who !== C ? closure : 'over']);
      }
    }
  });
});

describe('the order in which facts are learnt', () => {
  const more = [
    ...whole,
    fact('consent', A, 30, asks('t1', 't1-said-1')),
    fact('yes', B, 31, answers('consent', true)),
    fact('moved', A, 32, changes('t1-follow-up', '2026-11-01')),
    fact('moved-again', A, 33, changes('t1-follow-up', '2026-11-08')),
    fact('done', A, 34, completes('t1-follow-up')),
    fact('early', B, 2, says('t1', 1, '<p>Said before its step was reached</p>')),
    fact('forged', C, 3, closes('t1', 0)),
    fact('loud', A, 3, says('t1', 1, '<p>The presenter speaks while they listen</p>')),
  ];
  const expected = fold(more);

  test('makes no difference, in five hundred of them', () => {
    expect(expected?.state).toBe('complete');
    expect(JSON.stringify(expected)).not.toContain('The presenter speaks');
    const random = seeded(20_260_901);
    for (let n = 0; n < 500; n++) {
      const shuffled = more.map((each) => ({ each, at: random.next() })).sort((x, y) => x.at - y.at);
      expect(fold(shuffled.map(({ each }) => each))).toEqual(expected);
    }
  });

  test('shows nothing whose place is not reached, whatever is missing', () => {
    for (const absent of more) {
      const cycle = fold(more.filter((each) => each !== absent));
      for (const turn of cycle?.turns ?? []) {
        expect(turn.contributions.every(({ entry }) => entry.step <= turn.step)).toBe(true);
      }
      const closing = absent._id.includes('closed');
      if (closing) expect(cycle?.state).not.toBe('complete');
    }
    const [root, ...rest] = more;
    expect(fold(rest)).toBeNull();
    expect(fold([root!])?.state).toBe('first-turn');
  });

  test('of two presentations for the second turn the earlier counts, on both sides', () => {
    const two = [fact('t2b', B, 9, presents('t2b', 't1')), ...whole];
    expect(fold(two)?.turns[1]?.presentation._id).toBe(iri('t2b'));
    expect(fold([...two].reverse())?.turns[1]?.presentation._id).toBe(iri('t2b'));
  });
});

describe('presentations', () => {
  const begin = (change: Record<string, unknown>) => fold([fact('t1', A, 0, presents('t1', null, change))]);
  const steps = (change: (all: Record<string, unknown>[]) => Record<string, unknown>[]) => {
    const { protocol } = presents('t1', null) as { protocol: { steps: Record<string, unknown>[] } };
    return begin({ protocol: { ...protocol, steps: change(protocol.steps) } });
  };

  test.each([
    ['no title', () => begin({ title: '' })],
    ['no focus question', () => begin({ focusQuestion: '' })],
    ['a video without a link', () => begin({ workKind: 'video' })],
    ['a post that is none', () => begin({ workKind: 'post' })],
    ['a post beside a plan', () => begin({ post: 'https://a.example/o/post' })],
    ['steps in another order', () => steps((all) => [...all].reverse())],
    ['no step to respond in', () => steps((all) => all.filter(({ kind }) => kind !== 'respond'))],
    [
      'a presenter who speaks while they listen',
      () => steps((all) => all.map((step) => ({ ...step, speaks: 'both' }))),
    ],
    ['no reflection', () => steps((all) => all.slice(0, 2))],
    ['by nobody of the pair', () => foldCycle(ROOT, [B, C], [fact('t1', A, 0, presents('t1', null))])],
  ])('with %s begin nothing', (_what, cycle) => {
    expect(cycle()).toBeNull();
  });

  test('a video with a link, and a post, do', () => {
    expect(begin({ workKind: 'video', link: 'https://video.example' })).not.toBeNull();
    expect(begin({ workKind: 'post', post: 'https://a.example/o/post' })).not.toBeNull();
  });
});

describe('deletions', () => {
  const withDeleted = (name: string) =>
    whole.map((each) => (each._id === iri(name) ? { ...each, deleted: true, entry: says('t1', 1, '') } : each));

  test('take words away and not the turn', () => {
    const cycle = fold(withDeleted('t1-said-1').slice(0, 5));
    expect(cycle?.turns[0]).toMatchObject({ step: 2 });
    expect(fold(withDeleted('t1-said-1'))?.state).toBe('complete');
  });

  test('leave nothing to pass on with', () => {
    const turn = fold(withDeleted('t1-said-1').slice(0, 4))?.turns[0];
    expect(turn && standingIn(turn, B, null)).toMatchObject({ close: false, needs: 'substantive-feedback' });
  });

  test('leave nothing to quote', () => {
    const asked = fact('consent', A, 30, asks('t1', 't1-said-1'));
    expect(fold([...whole, asked])?.turns[0]?.consents).toHaveLength(1);
    expect(fold([...withDeleted('t1-said-1'), asked])?.turns[0]?.consents).toEqual([]);
  });
});

describe('feedback that does not make one think', () => {
  test.each([
    ['a judgement', says('t1', 1, '<p>Great job!</p>')],
    ['no kind', { ...says('t1', 1), feedbackKind: null } as CycleEntry],
    ['nothing', says('t1', 1, '<p> </p>')],
  ])('%s does not carry the turn past the response', (_what, entry) => {
    const facts = whole.map((each) => (each._id === iri('t1-said-1') ? { ...each, entry } : each));
    expect(fold(facts)).toMatchObject({ state: 'first-turn', turns: [{ step: 1 }] });
  });
});

describe('wishes to quote', () => {
  const asked = [...whole, fact('consent', A, 30, asks('t1', 't1-said-1', 't1-said-2', 'nothing'))];
  const consentOf = (facts: readonly Fact[]) => fold(facts)?.turns[0]?.consents[0];

  test('are for what the partner said alone, and wait for them', () => {
    expect(consentOf(asked)).toMatchObject({ answer: 'waiting', pieces: [{ _id: iri('t1-said-1') }] });
    expect(fold(asked)?.moves).toMatchObject([{ actor: B, move: 'consent' }]);
  });

  test.each([
    ['yes', 'yes', [fact('yes', B, 31, answers('consent', true))]],
    ['no', 'no', [fact('no', B, 31, answers('consent', false))]],
    [
      'no after yes',
      'no',
      [fact('yes', B, 31, answers('consent', true)), fact('no', B, 32, answers('consent', false))],
    ],
    [
      'yes after no',
      'no',
      [fact('no', B, 31, answers('consent', false)), fact('yes', B, 32, answers('consent', true))],
    ],
    ['yes of who asks', 'waiting', [fact('yes', A, 31, answers('consent', true))]],
    ['yes of an outsider', 'waiting', [fact('yes', C, 31, answers('consent', true))]],
  ] as const)('%s: %s', (_what, answer, said) => {
    expect(consentOf([...asked, ...said])?.answer).toBe(answer);
  });
});

describe('follow-ups', () => {
  const name = 't1-follow-up';
  const states = {
    open: [],
    moved: [fact('m', A, 40, changes(name, '2026-11-01'))],
    dropped: [fact('d', A, 40, changes(name, null))],
    done: [fact('x', A, 40, completes(name))],
  } as const;
  const events = { move: changes(name, '2026-12-24'), drop: changes(name, null), complete: completes(name) } as const;
  const expected: Record<keyof typeof states, Record<keyof typeof events, string>> = {
    open: { move: 'open 2026-12-24', drop: 'dropped 2026-10-01', complete: 'done 2026-10-01' },
    moved: { move: 'open 2026-12-24', drop: 'dropped 2026-11-01', complete: 'done 2026-11-01' },
    dropped: { move: 'dropped 2026-12-24', drop: 'dropped 2026-10-01', complete: 'done 2026-10-01' },
    done: { move: 'done 2026-12-24', drop: 'done 2026-10-01', complete: 'done 2026-10-01' },
  };
  const cases = (Object.keys(states) as (keyof typeof states)[]).flatMap((state) =>
    (Object.keys(events) as (keyof typeof events)[]).flatMap((event) =>
      [A, B, C].map((who) => [state, event, who] as const),
    ),
  );

  test.each(cases)('%s: %s by %s', (state, event, who) => {
    const before = [...whole, ...states[state]];
    const after = fold([...before, fact('event', who, 60, events[event])])?.turns[0]?.followUp;
    const unchanged = fold(before)?.turns[0]?.followUp;
    if (who !== A) return expect(after).toEqual(unchanged);
    expect(`${after?.state} ${after?.by}`).toBe(expected[state][event]);
  });

  test('only its owner may do something with it, while it is open', () => {
    const open = fold(whole)!.turns[0]!.followUp!;
    expect([A, B, C].map((who) => mayFollowUp(open, who))).toEqual([true, false, false]);
    expect(mayFollowUp({ ...open, state: 'done' }, A)).toBe(false);
  });

  test('a decline needs a reason, and nothing comes after it', () => {
    const until7 = until('t1-closed-2');
    const declined = fact(name, A, 7, followsUp('t1', ''));
    expect(fold([...until7, declined, fact('x', A, 8, completes(name))])?.turns[0]?.followUp?.state).toBe('declined');
    const silent = { ...declined, entry: { ...declined.entry, reason: '' } } as Fact;
    expect(fold([...until7, silent])?.turns[0]?.state).toBe('follow-up');
  });
});
