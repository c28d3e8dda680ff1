import type { OfferFields, Pair } from '../../../shared/contracts/mentoring.ts';
import { appError } from '../../core/errors.ts';
import { fail, type Result } from '../../core/result.ts';
import { type ActorView, findProfile } from '../profiles/index.ts';
import type { MentoringParts } from './context.ts';
import { invitePartner } from './invite-partner.ts';
import { presentOne } from './present-pairs.ts';
import { publishOffer } from './publish-offer.ts';
import { lackOfRoom } from './room.ts';
import { flawIn } from './terms.model.ts';

const MAX_BETWEEN = 100;
/** What two people can have one of between them. */
const OPEN_STATES = ['active', 'offered', 'invited'] as const;

/** Offers someone a reciprocal pair. Only the two ever see it; one open offer or pair between two people at a time. */
export async function offerPair(parts: MentoringParts, actor: string, offer: OfferFields): Promise<Result<Pair>> {
  const found = await findProfile({ ...parts, views: parts.profiles }, offer.partner, true);
  if (!found.ok) return found;
  const partner = found.value;
  if (partner._id === actor) {
    return fail(appError('invalid_input', 'A pair needs two people.', { partner: 'Choose somebody else.' }));
  }
  const flaw = flawIn(offer, parts.clock.now());
  if (flaw) return fail(flaw);
  return parts.turns.run([actor, partner._id], () => makeOffer(parts, actor, partner, offer));
}

async function makeOffer(
  parts: MentoringParts,
  actor: string,
  partner: ActorView,
  offer: OfferFields,
): Promise<Result<Pair>> {
  const pairs = await parts.views.betweenPeople(actor, partner._id, MAX_BETWEEN);
  // An invitation is no hindrance once their server has learnt of pairs.
  const states = OPEN_STATES.filter((state) => state !== 'invited' || !partner.understandsPairs);
  const standing = states.flatMap((open) => pairs.find(({ state }) => state === open) ?? [])[0];
  if (standing) {
    const { displayName } = partner;
    return fail(
      appError(
        'conflict',
        standing.state === 'active'
          ? `You and ${displayName} are already a pair.`
          : standing.state === 'offered'
            ? `You and ${displayName} already have an open offer between you.`
            : `You have invited ${displayName} already. Write to them in your thread.`,
      ),
    );
  }

  const full = await lackOfRoom(parts, actor);
  if (full) return fail(full);
  if (!partner.understandsPairs) return invitePartner(parts, actor, partner, offer);
  return presentOne(parts, actor, await publishOffer(parts, actor, partner._id, { terms: offer }));
}
