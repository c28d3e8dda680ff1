import { expect, test } from 'vitest';
import { moveSentence } from '../../../client/features/cycles/move-sentence.ts';
import type { Consent, Contribution, Cycle, Turn } from '../../../shared/contracts/cycles.ts';

const AT = '2026-11-01T10:00:00.000Z';
const BO = { id: 'bo', handle: '@bo@a.example', displayName: 'Bo', url: '', local: true };
const STEPS: Turn['protocol']['steps'] = [
  { kind: 'clarify', name: 'Ask for facts', speaks: 'both', prompts: [], stems: [], minutes: 3 },
  { kind: 'respond', name: 'Respond', speaks: 'responder', prompts: [], stems: [], minutes: 8 },
  { kind: 'reflect', name: 'Reflect', speaks: 'presenter', prompts: [], stems: [], minutes: 3 },
];

function turn(over: Partial<Turn>): Turn {
  return {
    id: 't',
    cycle: 'c',
    presenter: BO,
    iPresent: true,
    work: { kind: 'plan', title: 'Fractions', html: '', link: '', post: null, attachments: [] },
    focusQuestion: 'Where?',
    subject: '',
    protocol: { name: 'Ours', purpose: '', steps: STEPS },
    state: 'under-way',
    step: 0,
    contributions: [],
    followUp: null,
    consents: [],
    may: { speak: true, close: false, followUp: false, share: false },
    quiet: null,
    needs: null,
    presentedAt: AT,
    ...over,
  };
}

function cycle(turns: Turn[], over: Partial<Cycle> = {}): Cycle {
  return {
    id: 'c',
    pair: 'p',
    number: 1,
    state: 'first-turn',
    turns,
    myMove: false,
    may: { present: false, setAside: true },
    reason: '',
    startedAt: AT,
    completedAt: null,
    ...over,
  };
}

const said = (mine: boolean): Contribution => ({
  id: 'x',
  author: BO,
  mine,
  step: 0,
  html: '',
  feedbackKind: null,
  anchor: null,
  attachments: [],
  deleted: false,
  madeMeThink: false,
  at: AT,
  delivery: null,
});
const consent = (askedByMe: boolean): Consent => ({
  id: 'k',
  pair: 'p',
  turn: 't',
  askedByMe,
  pieces: [],
  named: false,
  answer: 'waiting',
  reason: '',
  at: AT,
});
const closing = { speak: true, close: true, followUp: false, share: false };

test.each<[string, Cycle, string]>([
  ['a step in which I speak', cycle([turn({})]), 'It is your turn: Ask for facts.'],
  ['one in which the partner does', cycle([turn({ step: 1, quiet: 'listen' })]), 'Bo is at this step: Respond.'],
  [
    'both speak, and I spoke last',
    cycle([turn({ contributions: [said(true)] })]),
    'Bo is at this step: Ask for facts.',
  ],
  [
    'both speak, and they spoke last',
    cycle([turn({ contributions: [said(false)] })]),
    'It is your turn: Ask for facts.',
  ],
  [
    'both speak, I spoke last and may pass on',
    cycle([turn({ contributions: [said(true)], may: closing })]),
    'You can pass on from this step: Ask for facts.',
  ],
  [
    'I say what comes of it',
    cycle([turn({ state: 'follow-up', step: null, quiet: 'over' })]),
    'Say what you will do about the feedback.',
  ],
  [
    'they do',
    cycle([turn({ state: 'follow-up', step: null, quiet: 'over', iPresent: false })]),
    'Bo says next what they will do about the feedback.',
  ],
  [
    'I present next',
    cycle([turn({})], { state: 'swap', may: { present: true, setAside: true } }),
    'It is your turn to present.',
  ],
  ['they present next', cycle([turn({})], { state: 'swap' }), 'Bo presents next.'],
  [
    'they wait for a yes, also in a cycle that is complete',
    cycle([turn({ consents: [consent(false)] }), turn({})], { state: 'complete' }),
    'Bo asks whether they may quote you in public.',
  ],
  [
    'I wait for a yes',
    cycle([turn({ consents: [consent(true)] }), turn({})], { state: 'complete' }),
    'Both of you gave and both of you got. This cycle is complete.',
  ],
  [
    'set aside',
    cycle([turn({})], { state: 'set-aside' }),
    'This cycle was set aside. What was said stays readable for the two of you.',
  ],
])('%s', (_, now, sentence) => {
  expect(moveSentence(now, 'Bo')).toBe(sentence);
});
