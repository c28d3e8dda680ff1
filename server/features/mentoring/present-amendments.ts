import type { Amendment } from '../../../shared/contracts/mentoring.ts';
import type { AmendmentState, PairState } from '../../../shared/vocabulary.ts';
import { type AmendmentView, amendmentMemberOf, mayAnswer } from './amendments.model.ts';
import { otherMember, type PairView } from './mentoring.model.ts';
import type { MentoringViews } from './mentoring.views.ts';
import { termsFor } from './terms.model.ts';

/** With the offer itself, this many are listed. */
const MAX_LISTED = 50;

/** A change as `actor`, one of the two, sees it; `rests` while nothing can be sent to the other. */
export function presentAmendment(
  actor: string,
  pair: Pick<PairView, 'state'>,
  amendment: AmendmentView,
  rests: boolean,
): Amendment {
  const { proposer, other, agreement, at, answeredAt, ...rest } = amendment;
  const member = amendmentMemberOf(amendment, actor);
  const states = { pair: pair.state, amendment: amendment.state };
  const may = (step: Parameters<typeof mayAnswer>[2]) => !rests && mayAnswer(states, member, step);
  return {
    id: rest.id,
    proposedByMe: member === 'proposer',
    state: rest.state,
    terms: termsFor(actor, actor === proposer ? other : proposer, agreement),
    at: at.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
    reason: rest.reason,
    may: { accept: may('accept'), decline: may('decline'), withdraw: may('withdraw') },
  };
}

/** How the agreement came to be what it is, newest first; the offer itself comes last. */
export async function presentHistory(
  views: MentoringViews,
  actor: string,
  pair: PairView,
  rests: boolean,
): Promise<Amendment[]> {
  const changes = await views.changes.ofPair(pair, MAX_LISTED - 1);
  return [...changes.map((change) => presentAmendment(actor, pair, change, rests)), presentOffer(actor, pair)];
}

/** What became of an offer, in the words for changes. */
const OFFER_STATES: Record<PairState, AmendmentState> = {
  offered: 'proposed',
  invited: 'proposed',
  countered: 'declined',
  active: 'accepted',
  declined: 'declined',
  withdrawn: 'withdrawn',
  ended: 'accepted',
};

function presentOffer(actor: string, pair: PairView): Amendment {
  // An invitation ends without ever having been accepted.
  const isUnanswered = pair.state === 'ended' && pair.startedAt === null;
  return {
    id: pair.id,
    proposedByMe: pair.offerer === actor,
    state: isUnanswered ? 'withdrawn' : OFFER_STATES[pair.state],
    terms: termsFor(actor, otherMember(pair, actor), pair.offered),
    at: pair.offeredAt.toISOString(),
    answeredAt: (pair.startedAt ?? pair.endedAt)?.toISOString() ?? null,
    reason: pair.startedAt === null ? pair.reason : '',
    may: { accept: false, decline: false, withdraw: false },
  };
}
