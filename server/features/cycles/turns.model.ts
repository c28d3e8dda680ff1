import { type ProtocolFields as Fields, ProtocolFields } from '../../../shared/contracts/protocols.ts';
import { isSubstantive } from '../../../shared/feedback-hints.ts';
import type { TurnState } from '../../../shared/vocabulary.ts';
import { htmlToText } from '../../core/html.ts';
import { byTime, type Fact, type FactOf, factsAbout } from './facts.model.ts';
import { type FollowUpFold, foldFollowUp, isFollowUp } from './follow-ups.model.ts';

export type Step = Fields['steps'][number];
export type Part = 'presenter' | 'responder';

/** The presenter's wish to quote the partner in public. */
export interface ConsentFold {
  fact: FactOf<'consent-asked'>;
  /** Those of the partner's that can be quoted, in the order asked for. */
  pieces: FactOf<'contribution'>[];
  answer: 'waiting' | 'yes' | 'no';
  reason: string;
}

/** What a turn has come to. */
export interface TurnFold {
  presentation: FactOf<'presentation'>;
  presenter: string;
  responder: string;
  steps: readonly Step[];
  /** The present one; as many as there are when all are done. */
  step: number;
  /** What may be shown, in order of the steps. */
  contributions: FactOf<'contribution'>[];
  followUp: FollowUpFold | null;
  consents: ConsentFold[];
  state: TurnState;
  closedAt: Date | null;
  /** When the newest thing that counts was said. */
  latestAt: Date;
}

/** Whether a presentation has what a turn needs; its protocol too, which comes from whoever presents. */
export function isPresentation({ entry }: FactOf<'presentation'>): boolean {
  if (entry.title === '' || entry.focusQuestion === '') return false;
  if (entry.workKind === 'video' && entry.link === '') return false;
  if ((entry.workKind === 'post') !== (entry.post !== null)) return false;
  const { name, purpose, steps } = entry.protocol;
  return ProtocolFields.safeParse({ name, purpose, steps, language: 'en' }).success;
}

export function speaksIn(step: Step, part: Part): boolean {
  return step.speaks === 'both' || step.speaks === part;
}

/** Who passes on to the next step: its speaker; where both speak, the one who came to help. */
export function closerOf(step: Step): Part {
  return step.speaks === 'presenter' ? 'presenter' : 'responder';
}

/**
 * What a presentation and everything said about it amount to. Whatever is not for its author to say, or has no place yet,
 * is left out; what came too early is there as soon as its place is reached.
 */
export function foldTurn(presentation: FactOf<'presentation'>, responder: string, facts: readonly Fact[]): TurnFold {
  const { _id: iri, author: presenter, entry } = presentation;
  const { steps } = entry.protocol;
  const authorOf: Record<Part, string> = { presenter, responder };
  const partOf = (author: string): Part | null =>
    author === presenter ? 'presenter' : author === responder ? 'responder' : null;

  const said = factsAbout(facts, 'contribution', iri).filter(({ author, entry: { step } }) => {
    const part = partOf(author);
    const at = steps[step];
    return part !== null && at !== undefined && speaksIn(at, part);
  });
  const closed = factsAbout(facts, 'step-closed', iri);
  const closing: FactOf<'step-closed'>[] = [];
  let step = 0;
  for (const at of steps) {
    const by = authorOf[closerOf(at)];
    const pass = closed.find((fact) => fact.author === by && fact.entry.step === step);
    if (!pass || missingIn(steps, step, said, responder, 'any') !== null) break;
    closing.push(pass);
    step += 1;
  }

  const contributions = said.filter((fact) => fact.entry.step <= step).sort(byStep);
  const isThrough = step === steps.length;
  const answer = factsAbout(facts, 'follow-up', iri).find((fact) => fact.author === presenter && isFollowUp(fact));
  const followUp = isThrough && answer ? foldFollowUp(answer, facts) : null;
  const latest = [presentation, ...contributions, ...closing].sort(byTime).at(-1) ?? presentation;
  return {
    presentation,
    presenter,
    responder,
    steps,
    step,
    contributions,
    followUp,
    consents: isThrough ? consentsOf(iri, presenter, responder, contributions, facts) : [],
    state: followUp ? 'closed' : isThrough ? 'follow-up' : 'under-way',
    closedAt: followUp?.fact.at ?? null,
    latestAt: followUp?.fact.at ?? latest.at,
  };
}

function byStep(a: FactOf<'contribution'>, b: FactOf<'contribution'>): number {
  return a.entry.step - b.entry.step || byTime(a, b);
}

export type Missing = 'substantive-feedback' | 'reflection';

/**
 * What a step lacks before it can be passed. What was said and deleted afterwards still carries the turn past it (`any`): a
 * deletion takes words away and not the partner's work; for whoever passes on now, it is missing (`standing`).
 */
function missingIn(
  steps: readonly Step[],
  step: number,
  said: readonly FactOf<'contribution'>[],
  responder: string,
  count: 'any' | 'standing',
): Missing | null {
  const deletedCounts = count === 'any';
  if (steps[step]?.kind === 'respond') {
    const feedback = said.some(({ author, deleted, entry }) => {
      if (author !== responder || entry.step > step || steps[entry.step]?.kind !== 'respond') return false;
      return deleted ? deletedCounts : entry.feedbackKind !== null && isSubstantive(htmlToText(entry.html));
    });
    if (!feedback) return 'substantive-feedback';
  }
  if (step === steps.length - 1) {
    const reflected = said.some(({ author, deleted, entry }) => {
      return author !== responder && entry.step === step && (deleted ? deletedCounts : htmlToText(entry.html) !== '');
    });
    if (!reflected) return 'reflection';
  }
  return null;
}

/** A no counts over a yes, whichever was said first. */
function consentsOf(
  turn: string,
  presenter: string,
  responder: string,
  contributions: readonly FactOf<'contribution'>[],
  facts: readonly Fact[],
): ConsentFold[] {
  const theirs = new Map(contributions.filter(isQuotable(responder)).map((fact) => [fact._id, fact]));
  return factsAbout(facts, 'consent-asked', turn).flatMap((fact) => {
    const pieces = [...new Set(fact.entry.contributions)].flatMap((iri) => theirs.get(iri) ?? []);
    if (fact.author !== presenter || pieces.length === 0) return [];
    const answers = factsAbout(facts, 'consent-answered', fact._id).filter(({ author }) => author === responder);
    const said = answers.find(({ entry }) => !entry.yes) ?? answers[0];
    const answer = said === undefined ? 'waiting' : said.entry.yes ? 'yes' : 'no';
    return [{ fact, pieces, answer, reason: said?.entry.reason ?? '' } as const];
  });
}

/** What the partner said and did not delete. */
export function isQuotable(responder: string): (fact: FactOf<'contribution'>) => boolean {
  return ({ author, deleted }) => author === responder && !deleted;
}

/** Why nobody can say anything in a pair; null while they can. */
export type Closure = 'pair-closed' | 'paused' | null;
export type Quiet = 'listen' | 'their-turn' | 'over' | 'pair-closed' | 'paused';

/** What one of the two may do in a turn. */
export interface Standing {
  speak: boolean;
  /** Pass on to the next step. */
  close: boolean;
  followUp: boolean;
  /** Make a post of it. */
  share: boolean;
  /** Ask to quote the partner. */
  askConsent: boolean;
  /** Why not to speak; null when one may. */
  quiet: Quiet | null;
  /** What is missing before they, whose it is to pass on, can. */
  needs: Missing | null;
}

const NOTHING: Omit<Standing, 'quiet'> = {
  speak: false,
  close: false,
  followUp: false,
  share: false,
  askConsent: false,
  needs: null,
};

/** For the presenter or the responder of the turn; whoever else asks may do nothing. */
export function standingIn(turn: TurnFold, actor: string, closure: Closure): Standing {
  const part = partIn(turn, actor);
  if (part === null) return { ...NOTHING, quiet: 'over' };
  const step = turn.steps[turn.step];
  const presents = part === 'presenter';
  if (turn.state !== 'under-way' || step === undefined) {
    return {
      ...NOTHING,
      quiet: 'over',
      followUp: presents && turn.state === 'follow-up' && closure === null,
      share: presents && turn.state === 'closed',
      askConsent: presents && (turn.state === 'follow-up' || turn.state === 'closed') && closure === null,
    };
  }
  if (closure !== null) return { ...NOTHING, quiet: closure };
  const passes = closerOf(step) === part;
  const needs = passes ? missingIn(turn.steps, turn.step, turn.contributions, turn.responder, 'standing') : null;
  const speak = speaksIn(step, part);
  return {
    ...NOTHING,
    speak,
    close: passes && needs === null,
    quiet: speak ? null : step.kind === 'respond' ? 'listen' : 'their-turn',
    needs,
  };
}

export function partIn(
  { presenter, responder }: Pick<TurnFold, 'presenter' | 'responder'>,
  actor: string,
): Part | null {
  return actor === presenter ? 'presenter' : actor === responder ? 'responder' : null;
}

/** What somebody is waited for. */
export const MOVES = ['present', 'respond', 'clarify', 'reflect', 'follow-up', 'consent'] as const;
export type Move = (typeof MOVES)[number];

export interface WaitingMove {
  actor: string;
  move: Move;
  /** Since when. */
  at: Date;
}

/** Whose move it is in a turn, and in answer to wishes to quote. */
export function movesIn(turn: TurnFold): WaitingMove[] {
  const consents = turn.consents
    .filter(({ answer }) => answer === 'waiting')
    .map(({ fact }) => ({ actor: turn.responder, move: 'consent' as const, at: fact.at }));
  const next = nextIn(turn);
  return next ? [next, ...consents] : consents;
}

function nextIn(turn: TurnFold): WaitingMove | null {
  const { presenter, responder, latestAt: at } = turn;
  if (turn.state === 'follow-up') return { actor: presenter, move: 'follow-up', at };
  const step = turn.steps[turn.step];
  if (turn.state !== 'under-way' || step === undefined) return null;
  // Where both speak, it is the move of whoever did not speak last; the one who came to help begins.
  const last = turn.contributions.filter(({ entry }) => entry.step === turn.step).at(-1);
  const waits = step.speaks === 'both' ? (last?.author === responder ? 'presenter' : 'responder') : step.speaks;
  const actor = waits === 'presenter' ? presenter : responder;
  if (step.kind === 'reflect') return { actor, move: 'reflect', at };
  return { actor, move: waits === 'presenter' ? 'clarify' : 'respond', at };
}
