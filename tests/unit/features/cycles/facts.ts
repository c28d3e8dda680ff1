import type { CycleEntry, Fact } from '../../../../server/features/cycles/facts.model.ts';

/** Facts of a pair, said one minute after another. */

export const A = 'https://a.example/users/amara';
export const B = 'https://b.example/users/bo';
/** Not of the pair. */
export const C = 'https://c.example/users/cleo';

const START = Date.UTC(2026, 8, 1, 15);
export const FEEDBACK = 'I noticed that the third question asks for a reason and the others do not.';

/** With all kinds of steps, of which one is the presenter's, one the responder's and two are both's. */
export const STEPS = [
  { kind: 'clarify', name: 'Clarify', speaks: 'both', prompts: [], stems: [], minutes: 3 },
  { kind: 'respond', name: 'Respond', speaks: 'responder', prompts: [], stems: [], minutes: 6 },
  { kind: 'reflect', name: 'Reflect', speaks: 'presenter', prompts: [], stems: [], minutes: 3 },
] as const;

export function fact(name: string, author: string, minute: number, entry: CycleEntry): Fact {
  return {
    _id: iri(name),
    author,
    at: new Date(START + minute * 60_000),
    deleted: false,
    entry: { ...entry, iri: iri(name) },
  };
}

export function iri(name: string): string {
  return `https://a.example/o/${name}`;
}

export function presents(name: string, cycle: string | null, change: Record<string, unknown> = {}): CycleEntry {
  return {
    iri: '',
    kind: 'presentation',
    cycle: cycle && iri(cycle),
    workKind: 'plan',
    title: `Plan ${name}`,
    html: '<p>Three questions</p>',
    markdown: 'Three questions',
    link: '',
    post: null,
    attachments: [],
    focusQuestion: 'Do they think?',
    subject: 'Chemistry',
    protocol: {
      id: 'x',
      name: 'Three steps',
      purpose: '',
      steps: STEPS.map((step) => ({ ...step, prompts: [], stems: [] })),
    },
    ...change,
  } as CycleEntry;
}

export function says(turn: string, step: number, html = `<p>${FEEDBACK}</p>`): CycleEntry {
  return {
    iri: '',
    kind: 'contribution',
    turn: iri(turn),
    step,
    html,
    markdown: null,
    feedbackKind: 'noticing',
    anchor: null,
    attachments: [],
  };
}

export function closes(turn: string, step: number): CycleEntry {
  return { iri: '', kind: 'step-closed', turn: iri(turn), step };
}

export function followsUp(turn: string, what = 'Ask for reasons'): CycleEntry {
  const reason = what === '' ? 'No time' : '';
  return {
    iri: '',
    kind: 'follow-up',
    turn: iri(turn),
    what,
    by: what === '' ? '' : '2026-10-01',
    support: '',
    reason,
  };
}

export function changes(followUp: string, by: string | null, reason = 'Exams'): CycleEntry {
  return { iri: '', kind: 'follow-up-changed', followUp: iri(followUp), by, reason };
}

export function completes(followUp: string, change: Record<string, unknown> = {}): CycleEntry {
  return {
    iri: '',
    kind: 'follow-up-done',
    followUp: iri(followUp),
    html: '<p>They gave reasons.</p>',
    markdown: null,
    link: '',
    post: null,
    attachments: [],
    reflection: '<p>More next week.</p>',
    ...change,
  } as CycleEntry;
}

export function setsAside(cycle: string): CycleEntry {
  return { iri: '', kind: 'set-aside', cycle: iri(cycle), reason: 'Too much' };
}

export function asks(turn: string, ...contributions: string[]): CycleEntry {
  return { iri: '', kind: 'consent-asked', turn: iri(turn), contributions: contributions.map(iri), named: true };
}

export function answers(consent: string, yes: boolean): CycleEntry {
  return { iri: '', kind: 'consent-answered', consent: iri(consent), yes, reason: '' };
}

/** A whole cycle, each fact in the order in which it is said: A presents `t1` and B responds, then the other way round. */
export function wholeCycle(): Fact[] {
  const turn = (name: string, cycle: string | null, presenter: string, responder: string, minute: number): Fact[] => [
    fact(name, presenter, minute, presents(name, cycle)),
    fact(`${name}-said-0`, responder, minute + 1, says(name, 0, '<p>How long?</p>')),
    fact(`${name}-closed-0`, responder, minute + 2, closes(name, 0)),
    fact(`${name}-said-1`, responder, minute + 3, says(name, 1)),
    fact(`${name}-closed-1`, responder, minute + 4, closes(name, 1)),
    fact(`${name}-said-2`, presenter, minute + 5, says(name, 2, '<p>I see</p>')),
    fact(`${name}-closed-2`, presenter, minute + 6, closes(name, 2)),
    fact(`${name}-follow-up`, presenter, minute + 7, followsUp(name)),
  ];
  return [...turn('t1', null, A, B, 0), ...turn('t2', 't1', B, A, 10)];
}
