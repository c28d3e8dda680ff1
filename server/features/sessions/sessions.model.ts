import type { SessionState } from '../../../shared/vocabulary.ts';

/** Something that a member of the pair said about a session. */
interface Said {
  /** IRI of the activity. */
  iri: string;
  actor: string;
  at: Date;
}

export interface Time {
  start: Date;
  minutes: number;
}

export interface Proposal extends Said {
  times: Time[];
  room: string;
  agenda: string;
  /** IRI of the session that this one would move. */
  moves: string | null;
}

export interface Answer extends Said {
  /** Index into the times; null when none suits. */
  time: number | null;
  reason: string;
}

export interface Cancellation extends Said {
  reason: string;
}

export interface Notes extends Said {
  html: string;
  markdown: string | null;
}

/**
 * What has been said about a session, as far as it can still count. Adding to it gives the same in whatever order that is
 * done, and doing it twice changes nothing: so both instances come to the same. Each list is in order and bounded.
 */
export interface SessionFacts {
  proposal: Proposal | null;
  /** The first few of each member: one that names no time of the proposal says nothing. */
  answers: Answer[];
  /** The first of each member. */
  cancelled: Cancellation[];
  /** The newest of each member. */
  notes: Notes[];
}

export const NO_FACTS: SessionFacts = { proposal: null, answers: [], cancelled: [], notes: [] };

export type SessionFact =
  | { kind: 'proposal'; said: Proposal }
  | { kind: 'answer'; said: Answer }
  | { kind: 'cancelled'; said: Cancellation }
  | { kind: 'notes'; said: Notes };

const ANSWERS_OF_EACH = 5;

export function withFact(facts: SessionFacts, { kind, said }: SessionFact): SessionFacts {
  switch (kind) {
    case 'proposal':
      return { ...facts, proposal: earliest(facts.proposal, said) };
    case 'answer':
      return { ...facts, answers: inOrder(facts.answers, said).filter(amongFirst(ANSWERS_OF_EACH)) };
    case 'cancelled':
      return { ...facts, cancelled: inOrder(facts.cancelled, said).filter(amongFirst(1)) };
    case 'notes':
      return { ...facts, notes: inOrder(facts.notes, said).toReversed().filter(amongFirst(1)).toReversed() };
  }
}

function earliest<T extends Said>(known: T | null, said: T): T {
  return known !== null && compareSaid(known, said) <= 0 ? known : said;
}

/** What was said first, first: by when its author says that it was, and where that is the same by its name. */
export function compareSaid(a: { iri: string; at: Date }, b: { iri: string; at: Date }): number {
  return a.at.getTime() - b.at.getTime() || (a.iri < b.iri ? -1 : Number(a.iri > b.iri));
}

/** Each once, by its IRI: the first of two that bear the same. */
function inOrder<T extends Said>(known: readonly T[], said: T): T[] {
  const all = [...known, said].sort(compareSaid);
  return all.filter(({ iri }, index) => all.findIndex((other) => other.iri === iri) === index);
}

function amongFirst(count: number) {
  return ({ actor }: Said, index: number, all: readonly Said[]) =>
    all.slice(0, index).filter((other) => other.actor === actor).length < count;
}

export interface SessionOutcome {
  /** Null while only answers to it are known. */
  state: SessionState | null;
  /** What was agreed to and when, also if it was called off or moved later. */
  time: Time | null;
  agreedAt: Date | null;
  reason: string;
}

/**
 * What facts amount to. The first answer of the one who was asked counts; an agreement that crosses with the proposal
 * being taken back is called off. A session that was moved stays so even if it was called off at the same moment: the one
 * that took its place stands, and can be called off itself.
 * @param isMoved whether another session that would move this one was agreed to
 */
export function outcomeOf({ proposal, answers, cancelled }: SessionFacts, isMoved: boolean): SessionOutcome {
  const answer = answerOf({ proposal, answers });
  const chosen = answer?.time ?? null;
  const time = (chosen === null ? null : proposal?.times[chosen]) ?? null;
  const outcome = { time, agreedAt: (time && answer?.at) ?? null, reason: '' };
  if (!proposal) return { ...outcome, state: null };
  if (answer && time === null) return { ...outcome, state: 'declined', reason: answer.reason };
  if (time !== null && isMoved) return { ...outcome, state: 'moved' };
  const calledOff = cancelled.find(({ actor }) => actor === proposal.actor || time !== null);
  if (calledOff) return { ...outcome, state: 'cancelled', reason: calledOff.reason };
  return { ...outcome, state: time === null ? 'proposed' : 'agreed' };
}

/** The answer that counts: the first of the one who was asked. */
export function answerOf({ proposal, answers }: Pick<SessionFacts, 'proposal' | 'answers'>): Answer | null {
  return (proposal && answers.find((said) => counts(said, proposal))) ?? null;
}

/** Only the other one answers, with one of the times or none, and nobody agrees to what is over. */
function counts({ actor, at, time }: Answer, proposal: Proposal): boolean {
  if (actor === proposal.actor) return false;
  if (time === null) return true;
  const chosen = proposal.times[time];
  return chosen !== undefined && at < endOf(chosen);
}

export function endOf({ start, minutes }: Time): Date {
  return new Date(start.getTime() + minutes * 60_000);
}

export type SessionStep = 'answer' | 'cancel' | 'move' | 'note';
export type SessionMember = 'proposer' | 'asked';

/** Whether a member of a pair that is active may take a step now. People who are not members may take none. */
export function mayStep(
  { state, times, time }: { state: SessionState | null; times: readonly Time[]; time: Time | null },
  member: SessionMember | null,
  step: SessionStep,
  now: Date,
): boolean {
  if (member === null) return false;
  const isAhead = time !== null && now < endOf(time);
  switch (step) {
    case 'answer':
      return state === 'proposed' && member === 'asked' && times.some(({ start }) => start > now);
    case 'cancel':
      return (state === 'proposed' && member === 'proposer') || (state === 'agreed' && isAhead);
    case 'move':
      return state === 'agreed' && isAhead;
    case 'note':
      return state === 'agreed';
  }
}
