import type { PairCause, PairState } from '../../../shared/vocabulary.ts';
import type { Activity, Agreement } from '../../activities/activity.ts';

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
  /** What is in force: what was offered, or the last amendment that was accepted. */
  agreement: Agreement;
  /** What was offered. */
  offered: Agreement;
  /** IRI of the Accept that put the present agreement in force; null while it is what was offered. */
  amendedBy: string | null;
  /** IRI of the Offer that this one answers with other terms, as it says itself. */
  counters: string | null;
  facts: PairFacts;
  /** Derived from the facts, as are the times, the reason and the cause; stored to be read. */
  state: PairState;
  /** One of the two is on a server that knows no pairs: their notes are told by what they answer. */
  plain?: true;
  /** Sorts by time of the offer. */
  position: string;
  offeredAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  reason: string;
  cause: PairCause | null;
}

/** Something said about an offer. */
export interface PairFact {
  /** IRI of the activity. */
  iri: string;
  at: Date;
  reason: string;
  cause: PairCause | null;
  /** When this instance first learnt of an end, which `at` is only a claim about. */
  heardAt?: Date;
}

/**
 * What has been said about an offer, each thing by the one who may say it. The two instances learn these in different
 * orders; because everything else about a pair is a function of the set, both end up with the same.
 */
export interface PairFacts {
  /** The note to somebody whose server does not know pairs, in place of an Offer. */
  invited: PairFact | null;
  /** Accept, by the partner. */
  accepted: PairFact | null;
  /** Reject, by the partner. */
  rejected: PairFact | null;
  /** Offer of other terms in answer to this one, by the partner. */
  countered: PairFact | null;
  /** Undo of the Offer, by the offerer. */
  offerUndone: PairFact | null;
  /** Undo of the Accept, by the partner. */
  acceptUndone: PairFact | null;
}

export const NO_FACTS: PairFacts = {
  invited: null,
  accepted: null,
  rejected: null,
  countered: null,
  offerUndone: null,
  acceptUndone: null,
};

/** What a pair of the version before changes of agreements lacks. */
export function completed({ agreement: stored, facts }: Pick<PairView, 'agreement' | 'facts'>) {
  const unsaid: Pick<Agreement, 'protocol' | 'confidentiality'> = { protocol: '', confidentiality: 'ask-first' };
  const agreement: Agreement = { ...unsaid, ...stored };
  const said = Object.entries(facts).map(([name, fact]) => [name, fact && { cause: null, ...fact }]);
  return {
    agreement,
    offered: agreement,
    amendedBy: null,
    counters: null,
    cause: null,
    facts: { ...NO_FACTS, ...Object.fromEntries(said) },
  };
}

/** What an activity says about an offer. */
export function factOf(activity: Activity): PairFact {
  return {
    iri: activity.iri,
    at: activity.publishedAt,
    reason: 'reason' in activity ? activity.reason : '',
    cause: 'cause' in activity ? activity.cause : null,
  };
}

/** Whether an offer answers another: it says so, and is by the one who was asked, to the one who asked. */
export function isAnswerTo(
  offer: Pick<PairView, 'counters' | 'offerer' | 'partner'>,
  answered: Pick<PairView, '_id' | 'offerer' | 'partner'>,
): boolean {
  const isSwapped = offer.offerer === answered.partner && offer.partner === answered.offerer;
  return offer.counters === answered._id && isSwapped;
}

/** Who may say what about an offer. */
const SPEAKERS: Record<keyof PairFacts, PairMember> = {
  invited: 'offerer',
  accepted: 'partner',
  rejected: 'partner',
  countered: 'partner',
  offerUndone: 'offerer',
  acceptUndone: 'partner',
};

/** The facts after `by` has said another one; the same when it was not for them to say. */
export function afterFact(facts: PairFacts, name: keyof PairFacts, by: PairMember | null, fact: PairFact): PairFacts {
  return SPEAKERS[name] === by ? withFact(facts, name, fact) : facts;
}

/** The facts with another one. Said twice, the earlier counts, whichever is learnt first; it was heard when the first was. */
export function withFact<Facts extends { [K in keyof Facts]: PairFact | null }>(
  facts: Facts,
  name: keyof Facts,
  fact: PairFact,
): Facts {
  const said = earlier(facts[name], fact);
  const heardAt = firstOf([facts[name], fact]);
  return { ...facts, [name]: heardAt && said ? { ...said, heardAt } : said };
}

/** When the first of these was heard. */
function firstOf(facts: readonly (PairFact | null)[]): Date | null {
  const heard = facts.flatMap((fact) => fact?.heardAt ?? []);
  return heard.length === 0 ? null : new Date(Math.min(...heard.map((at) => at.getTime())));
}

function earlier(a: PairFact | null, b: PairFact | null): PairFact | null {
  if (a === null || b === null) return a ?? b;
  const apart = a.at.getTime() - b.at.getTime();
  return apart < 0 || (apart === 0 && a.iri <= b.iri) ? a : b;
}

export type PairOutcome = Pick<PairView, 'state' | 'startedAt' | 'endedAt' | 'reason' | 'cause'>;

/**
 * What facts amount to. They can cross, because the two speak without hearing each other:
 *
 * - What the partner answered counts more than that the offer was taken back while the answer was under way. An Accept had
 *   made a pair for a moment: it has ended for both, so that what they wrote in it stays readable. Terms in answer to an
 *   offer stand by themselves, as an offer that can be accepted; so the first is `countered` and not `withdrawn`.
 * - A partner gives one answer, and their own instance holds them to it. Should there be several, the one that joins the
 *   two most counts, because more may have been built upon it: Accept, then other terms, then Reject.
 * - Who is invited could write from the first moment on: an invitation taken back ends as a pair does.
 */
export function outcomeOf(facts: PairFacts): PairOutcome {
  const { invited, accepted, rejected, countered, offerUndone, acceptUndone } = facts;
  const answer = countered ?? rejected;
  const end = accepted ? earlier(offerUndone, acceptUndone) : (answer ?? offerUndone);
  const begun = accepted ?? invited;
  const closed = begun ? 'ended' : countered ? 'countered' : rejected ? 'declined' : 'withdrawn';
  const open = accepted ? 'active' : invited ? 'invited' : 'offered';
  return {
    state: end ? closed : open,
    startedAt: accepted?.at ?? null,
    endedAt: end?.at ?? null,
    reason: end?.reason ?? '',
    cause: (accepted && end?.cause) ?? null,
  };
}

export type PairMember = 'offerer' | 'partner';
/**
 * `message` is to write to the other; `write` is everything else that is said within a pair (its entries), which needs a
 * partner whose server knows pairs.
 */
export const PAIR_STEPS = [
  'accept',
  'decline',
  'withdraw',
  'counter',
  'amend',
  'end',
  'leave',
  'message',
  'write',
] as const;
export type PairStep = (typeof PAIR_STEPS)[number];

const TOGETHER = ['amend', 'end', 'leave', 'message', 'write'] as const;

const ALLOWED: Record<PairState, Record<PairMember, readonly PairStep[]>> = {
  offered: { offerer: ['withdraw'], partner: ['accept', 'decline', 'counter'] },
  invited: { offerer: ['withdraw', 'message'], partner: ['message'] },
  countered: { offerer: [], partner: [] },
  active: { offerer: TOGETHER, partner: TOGETHER },
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

/** Each takes back what they said themselves: the offerer the Offer, the partner the Accept. */
export function undoneBy(actor: string, pair: PairView): string {
  return actor === pair.partner && pair.facts.accepted ? pair.facts.accepted.iri : pair._id;
}

/** Whether the thread can be opened: once the two could write, what was written stays readable for them. */
export function threadIsOpen(state: PairState): boolean {
  return state === 'invited' || state === 'active' || state === 'ended';
}

/** What the two have behind them. */
export interface Met {
  /** Agreed sessions that are past. */
  sessionsPast: number;
  /** Turns whose feedback was answered with a follow-up, or a reason for none. */
  turnsClosed: number;
}

/**
 * Whether one may leave without a fault: after the first time the two met or worked through a turn, when they know whether
 * it fits, and before the second, from when on it is a pair that one ends.
 */
export function isTrial({ sessionsPast, turnsClosed }: Met): boolean {
  return Math.max(sessionsPast, turnsClosed) === 1;
}

/** After a pair has ended, its thread still takes in for this long what was on its way. */
const UNDER_WAY_MAX_MS = 24 * 60 * 60_000;

/**
 * Whether a message that reached us at this moment came too late to be part of a pair's thread. It is counted from when we
 * heard of the end: one that says it was long ago takes nothing of what was said meanwhile, now or in a rebuild.
 */
export function isTooLate({ endedAt, facts }: Pick<PairView, 'endedAt' | 'facts'>, receivedAt: Date): boolean {
  const heardAt = endedAt && (firstOf([facts.offerUndone, facts.acceptUndone]) ?? endedAt);
  return heardAt !== null && receivedAt.getTime() - heardAt.getTime() > UNDER_WAY_MAX_MS;
}
