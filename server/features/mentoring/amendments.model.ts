import type { AmendmentState, PairState } from '../../../shared/vocabulary.ts';
import type { Agreement } from '../../activities/activity.ts';
import { type PairFact, type PairView, withFact } from './mentoring.model.ts';

/** A change of a pair's agreement, from its proposal on. The same on both members' instances. */
export interface AmendmentView {
  /** IRI of the Offer. */
  _id: string;
  /** Its id in the API. */
  id: string;
  /** The pair's thread, as the Offer names it; which pair that is, the two members say. */
  thread: string;
  proposer: string;
  other: string;
  agreement: Agreement;
  facts: AmendmentFacts;
  /** Derived from the facts, as are the time and the reason of the answer; stored to be read. */
  state: AmendmentState;
  at: Date;
  answeredAt: Date | null;
  reason: string;
}

export interface AmendmentFacts {
  /** Accept, by the other. */
  accepted: PairFact | null;
  /** Reject, by the other. */
  rejected: PairFact | null;
  /** Undo of the Offer, by the proposer. */
  withdrawn: PairFact | null;
}

export const NO_ANSWER: AmendmentFacts = { accepted: null, rejected: null, withdrawn: null };

/** Who may say what about a proposed change. */
const SPEAKERS: Record<keyof AmendmentFacts, AmendmentMember> = {
  accepted: 'other',
  rejected: 'other',
  withdrawn: 'proposer',
};

/** The facts after `by` has said another one; the same when it was not for them to say. */
export function afterAnswer(
  facts: AmendmentFacts,
  name: keyof AmendmentFacts,
  by: AmendmentMember | null,
  fact: PairFact,
): AmendmentFacts {
  return SPEAKERS[name] === by ? withFact(facts, name, fact) : facts;
}

/**
 * What has become of a proposed change. As with offers, an answer counts more than the proposal's being taken back while it
 * was under way, and of several answers the one that joins the two: who proposed it did want it, and can propose another.
 */
export function amendmentOutcomeOf({
  accepted,
  rejected,
  withdrawn,
}: AmendmentFacts): Pick<AmendmentView, 'state' | 'answeredAt' | 'reason'> {
  const last = accepted ?? rejected ?? withdrawn;
  const state = accepted ? 'accepted' : rejected ? 'declined' : withdrawn ? 'withdrawn' : 'proposed';
  return { state, answeredAt: last?.at ?? null, reason: last?.reason ?? '' };
}

/** What is in force between the two: the accepted change whose acceptance is the last, by time and then by name. */
export function agreementOf(
  { offered }: Pick<PairView, 'offered'>,
  accepted: readonly Pick<AmendmentView, 'agreement' | 'facts'>[],
): Pick<PairView, 'agreement' | 'amendedBy'> {
  let last: { agreement: Agreement; by: PairFact } | null = null;
  for (const { agreement, facts } of accepted) {
    if (facts.accepted && (last === null || isLater(facts.accepted, last.by))) last = { agreement, by: facts.accepted };
  }
  return last ? { agreement: last.agreement, amendedBy: last.by.iri } : { agreement: offered, amendedBy: null };
}

function isLater(a: PairFact, b: PairFact): boolean {
  const apart = a.at.getTime() - b.at.getTime();
  return apart > 0 || (apart === 0 && a.iri > b.iri);
}

export type AmendmentMember = 'proposer' | 'other';
export const AMENDMENT_STEPS = ['accept', 'decline', 'withdraw'] as const;
export type AmendmentStep = (typeof AMENDMENT_STEPS)[number];

const ALLOWED: Record<AmendmentMember, readonly AmendmentStep[]> = {
  proposer: ['withdraw'],
  other: ['accept', 'decline'],
};

/** Whether somebody may take a step now: while it waits for its answer, and the pair lasts. Null is neither of the two. */
export function mayAnswer(
  { pair, amendment }: { pair: PairState; amendment: AmendmentState },
  member: AmendmentMember | null,
  step: AmendmentStep,
): boolean {
  return member !== null && pair === 'active' && amendment === 'proposed' && ALLOWED[member].includes(step);
}

/** Who of the two an actor is. */
export function amendmentMemberOf(
  { proposer, other }: Pick<AmendmentView, 'proposer' | 'other'>,
  actor: string,
): AmendmentMember | null {
  if (actor === proposer) return 'proposer';
  return actor === other ? 'other' : null;
}
