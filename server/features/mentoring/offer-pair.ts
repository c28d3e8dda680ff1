import type { OfferFields, Pair } from '../../../shared/contracts/mentoring.ts';
import type { Pipeline } from '../../activities/pipeline.ts';
import type { Naming, RemoteDirectory } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { appError, NOT_FOUND } from '../../core/errors.ts';
import type { KeyedQueue } from '../../core/keyed-queue.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { RateLimit } from '../../http/rate-limit.ts';
import { type ActorView, findProfile } from '../profiles/index.ts';
import { type InvitationParts, invitePartner } from './invite-partner.ts';
import { type PairParts, presentPairs } from './present-pairs.ts';
import { lackOfRoom } from './room.ts';
import { agreementBetween, flawIn } from './terms.model.ts';

export interface MentoringParts extends PairParts {
  pipeline: Pipeline;
  naming: Naming;
  remote: RemoteDirectory;
  clock: Clock;
  invitations: InvitationParts;
  /** By the IRI of whoever invites. */
  mayInvite: RateLimit;
  /** How many pairs at once a person of this instance has room for. */
  capacityOf(actor: string): Promise<number>;
  /** One step at a time of the same person, by their IRI, so that each is decided on what the one before it made. */
  turns: KeyedQueue;
}

const MAX_PAIRS = 100;
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
  const pairs = await parts.views.betweenPeople(actor, partner._id, MAX_PAIRS);
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

/** Publishes terms, of a new pair or for one that there is, to the one they are offered to alone; answers the IRI. */
export async function publishOffer(
  { pipeline, naming, clock }: Pick<MentoringParts, 'pipeline' | 'naming' | 'clock'>,
  actor: string,
  other: string,
  about: { terms: Parameters<typeof agreementBetween>[2]; counters?: string; amends?: string },
): Promise<string> {
  const iri = naming.newActivity();
  await pipeline.publish({
    type: 'Offer',
    iri,
    actor,
    audience: { to: [other], cc: [] },
    publishedAt: clock.now(),
    object: {
      kind: 'relationship',
      iri: naming.newObject(),
      subject: actor,
      object: other,
      agreement: agreementBetween(actor, other, about.terms),
    },
    counters: about.counters ?? null,
    amends: about.amends ?? null,
  });
  return iri;
}

export async function presentOne(parts: PairParts, actor: string, offerIri: string): Promise<Result<Pair>> {
  const pair = await parts.views.byOffer(offerIri);
  const [shown] = pair ? await presentPairs(parts, actor, [pair]) : [];
  return shown ? ok(shown) : fail(NOT_FOUND);
}

export async function listPairs(parts: PairParts, actor: string): Promise<Pair[]> {
  return presentPairs(parts, actor, await parts.views.ofMember(actor, MAX_PAIRS));
}
