import type { OfferFields, Pair } from '../../../shared/contracts/mentoring.ts';
import type { Pipeline } from '../../activities/pipeline.ts';
import type { DomainPolicy, Naming, RemoteDirectory } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { appError, NOT_FOUND } from '../../core/errors.ts';
import type { KeyedQueue } from '../../core/keyed-queue.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { type ActorView, findProfile } from '../profiles/index.ts';
import { type PairParts, presentPairs } from './present-pairs.ts';

export interface MentoringParts extends PairParts {
  pipeline: Pipeline;
  naming: Naming;
  remote: RemoteDirectory;
  policy: DomainPolicy;
  clock: Clock;
  /** One step at a time between the same two people, so that each is decided on what the one before it made. */
  turns: KeyedQueue;
}

const MAX_PAIRS = 100;
/** Behind UTC is where a day ends last (UTC-12). */
const LAST_ZONE_MS = 12 * 60 * 60_000;

/** The key of `turns`. */
export function turnOf(one: string, other: string): string {
  return [one, other].sort().join(' ');
}

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
  const earliest = new Date(parts.clock.now().getTime() - LAST_ZONE_MS).toISOString().slice(0, 10);
  if (offer.endsOn < earliest) {
    return fail(
      appError('invalid_input', 'Choose an end date that is still to come.', { endsOn: 'This day is past.' }),
    );
  }
  return parts.turns.run([turnOf(actor, partner._id)], () => makeOffer(parts, actor, partner, offer));
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

  const iri = parts.naming.newActivity();
  const now = parts.clock.now();
  await parts.pipeline.publish({
    type: 'Offer',
    iri,
    actor,
    audience: { to: [partner._id], cc: [] },
    publishedAt: now,
    object: {
      kind: 'relationship',
      iri: parts.naming.newObject(),
      subject: actor,
      object: partner._id,
      agreement: {
        goals: { [actor]: offer.myGoals, [partner._id]: offer.partnerGoals },
        cadence: offer.cadence,
        endsOn: offer.endsOn,
        protocol: offer.protocol,
        confidentiality: offer.confidentiality,
        note: offer.note,
      },
    },
    counters: null,
    amends: null,
  });
  return presentOne(parts, actor, iri);
}

export async function presentOne(parts: PairParts, actor: string, offerIri: string): Promise<Result<Pair>> {
  const pair = await parts.views.byOffer(offerIri);
  const [shown] = pair ? await presentPairs(parts, actor, [pair]) : [];
  return shown ? ok(shown) : fail(NOT_FOUND);
}

export async function listPairs(parts: PairParts, actor: string): Promise<Pair[]> {
  return presentPairs(parts, actor, await parts.views.ofMember(actor, MAX_PAIRS));
}
