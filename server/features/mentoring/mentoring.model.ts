import type { PairState } from '../../../shared/vocabulary.ts';
import type { Agreement } from '../../activities/activity.ts';

/** A reciprocal mentoring pair, from its offer on. The same on both members' instances. */
export interface PairView {
  /** IRI of the Offer. */
  _id: string;
  /** Its id in the API; also the id of its thread. */
  id: string;
  /** IRI of the proposed Relationship; the `context` of the pair's private messages. */
  thread: string;
  offerer: string;
  partner: string;
  agreement: Agreement;
  facts: PairFacts;
  /** Derived from the facts, as are the times and the reason; stored to be read. */
  state: PairState;
  /** Sorts by time of the offer. */
  position: string;
  offeredAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  reason: string;
}

/** Something said about an offer. */
export interface PairFact {
  /** IRI of the activity. */
  iri: string;
  at: Date;
  reason: string;
}

/**
 * What has been said about an offer, each thing by the one who may say it. The two instances learn these in different
 * orders; because everything else about a pair is a function of the set, both end up with the same.
 */
export interface PairFacts {
  /** Accept, by the partner. */
  accepted: PairFact | null;
  /** Reject, by the partner. */
  rejected: PairFact | null;
  /** Undo of the Offer, by the offerer. */
  offerUndone: PairFact | null;
  /** Undo of the Accept, by the partner. */
  acceptUndone: PairFact | null;
}

export const NO_FACTS: PairFacts = { accepted: null, rejected: null, offerUndone: null, acceptUndone: null };

/** The facts with another one. Said twice, the earlier counts, whichever is learnt first. */
export function withFact(facts: PairFacts, name: keyof PairFacts, fact: PairFact): PairFacts {
  return { ...facts, [name]: earlier(facts[name], fact) };
}

function earlier(a: PairFact | null, b: PairFact | null): PairFact | null {
  if (a === null || b === null) return a ?? b;
  const apart = a.at.getTime() - b.at.getTime();
  return apart < 0 || (apart === 0 && a.iri <= b.iri) ? a : b;
}

export type PairOutcome = Pick<PairView, 'state' | 'startedAt' | 'endedAt' | 'reason'>;

/**
 * What facts amount to. An offer taken back while its Accept was under way was a pair for a moment: it counts as ended
 * for both, so that what they wrote in it stays readable.
 */
export function outcomeOf({ accepted, rejected, offerUndone, acceptUndone }: PairFacts): PairOutcome {
  const end = accepted ? earlier(offerUndone, acceptUndone) : (rejected ?? offerUndone);
  const closed = accepted ? 'ended' : rejected ? 'declined' : 'withdrawn';
  return {
    state: end ? closed : accepted ? 'active' : 'offered',
    startedAt: accepted?.at ?? null,
    endedAt: end?.at ?? null,
    reason: end?.reason ?? '',
  };
}

export type PairMember = 'offerer' | 'partner';
export type PairStep = 'accept' | 'decline' | 'withdraw' | 'end' | 'write';

const ALLOWED: Record<PairState, Record<PairMember, readonly PairStep[]>> = {
  offered: { offerer: ['withdraw'], partner: ['accept', 'decline'] },
  invited: { offerer: [], partner: [] },
  countered: { offerer: [], partner: [] },
  active: { offerer: ['end', 'write'], partner: ['end', 'write'] },
  declined: { offerer: [], partner: [] },
  withdrawn: { offerer: [], partner: [] },
  ended: { offerer: [], partner: [] },
};

/** Whether a member may take a step now. People who are not members may take none. */
export function mayStep(state: PairState, member: PairMember | null, step: PairStep): boolean {
  return member !== null && ALLOWED[state][member].includes(step);
}

/** Which member an actor is. */
export function memberOf(pair: Pick<PairView, 'offerer' | 'partner'>, actor: string): PairMember | null {
  if (actor === pair.offerer) return 'offerer';
  return actor === pair.partner ? 'partner' : null;
}

export function otherMember(pair: Pick<PairView, 'offerer' | 'partner'>, actor: string): string {
  return actor === pair.offerer ? pair.partner : pair.offerer;
}

/** Whether the thread can be opened: once there was a pair, what was written stays readable for the two. */
export function threadIsOpen(state: PairState): boolean {
  return state === 'active' || state === 'ended';
}

/** After a pair has ended, its thread still takes in for this long what was on its way. */
const UNDER_WAY_MAX_MS = 24 * 60 * 60_000;

/** Whether a message that reached us at this moment came too late to be part of a pair's thread. */
export function isTooLate({ endedAt }: Pick<PairView, 'endedAt'>, receivedAt: Date): boolean {
  return endedAt !== null && receivedAt.getTime() - endedAt.getTime() > UNDER_WAY_MAX_MS;
}
