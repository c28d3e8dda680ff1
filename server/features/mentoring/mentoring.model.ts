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
  /** Derived from the facts; stored to be read. */
  state: PairState;
  /** Sorts by time of the offer. */
  position: string;
  offeredAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  reason: string;
}

/**
 * What has been said about an offer, each thing by the one who may say it: the IRI of the activity, or null. The two
 * instances learn these in different orders; because the state is a function of the set, both end up with the same one.
 */
export interface PairFacts {
  /** Accept, by the partner. */
  accepted: string | null;
  /** Reject, by the partner. */
  rejected: string | null;
  /** Undo of the Offer, by the offerer. */
  offerUndone: string | null;
  /** Undo of the Accept, by the partner. */
  acceptUndone: string | null;
}

export const NO_FACTS: PairFacts = { accepted: null, rejected: null, offerUndone: null, acceptUndone: null };

/**
 * The state that facts amount to. An offer taken back while its Accept was under way was a pair for a moment: it counts
 * as ended for both, so that what they wrote in it stays readable.
 */
export function stateOf(facts: PairFacts): PairState {
  if (facts.accepted) return facts.offerUndone || facts.acceptUndone ? 'ended' : 'active';
  if (facts.rejected) return 'declined';
  return facts.offerUndone ? 'withdrawn' : 'offered';
}

export type PairMember = 'offerer' | 'partner';
export type PairStep = 'accept' | 'decline' | 'withdraw' | 'end' | 'write';

const ALLOWED: Record<PairState, Record<PairMember, readonly PairStep[]>> = {
  offered: { offerer: ['withdraw'], partner: ['accept', 'decline'] },
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
