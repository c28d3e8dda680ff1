import type { OfferFields, Pair } from '../../../shared/contracts/mentoring.ts';
import type { Pipeline } from '../../activities/pipeline.ts';
import type { Naming, RemoteDirectory } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { appError, NOT_FOUND } from '../../core/errors.ts';
import type { KeyedQueue } from '../../core/keyed-queue.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { type ActorView, findProfile } from '../profiles/index.ts';
import { type PairParts, presentPairs } from './present-pairs.ts';
import { lackOfRoom } from './room.ts';
import { agreementBetween, flawIn } from './terms.model.ts';

export interface MentoringParts extends PairParts {
  pipeline: Pipeline;
  naming: Naming;
  remote: RemoteDirectory;
  clock: Clock;
  /** How many pairs at once a person of this instance has room for. */
  capacityOf(actor: string): Promise<number>;
  /** One step at a time of the same person, by their IRI, so that each is decided on what the one before it made. */
  turns: KeyedQueue;
}

const MAX_PAIRS = 100;

/** Offers someone a reciprocal pair. Only the two ever see it; one open offer or pair between two people at a time. */
export async function offerPair(parts: MentoringParts, actor: string, offer: OfferFields): Promise<Result<Pair>> {
  const found = await findProfile({ ...parts, views: parts.profiles }, offer.partner, true);
  if (!found.ok) return found;
  const partner = found.value;
  if (partner._id === actor) {
    return fail(appError('invalid_input', 'A pair needs two people.', { partner: 'Choose somebody else.' }));
  }
  if (!partner.understandsPairs) {
    return fail(
      appError(
        'conflict',
        `The instance of ${partner.displayName} does not know mentoring pairs yet, so the offer would not reach them.`,
      ),
    );
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
  const standing = pairs.find(({ state }) => state === 'active') ?? pairs.find(({ state }) => state === 'offered');
  if (standing) {
    const { displayName } = partner;
    return fail(
      appError(
        'conflict',
        standing.state === 'active'
          ? `You and ${displayName} are already a pair.`
          : `You and ${displayName} already have an open offer between you.`,
      ),
    );
  }

  const full = await lackOfRoom(parts, actor);
  if (full) return fail(full);
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
