import type { History } from '../../activities/history.ts';
import type { Occurrence, Pipeline, Reaction } from '../../activities/pipeline.ts';
import type { Naming } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { nameOf } from '../../core/ids.ts';
import type { Collection, Database } from '../../storage/index.ts';
import { type Begun, beyondCapacity } from './capacity.model.ts';
import { otherMember, type PairView, undoneBy } from './mentoring.model.ts';
import type { MentoringViews } from './mentoring.views.ts';

export interface CapacityParts {
  db: Database;
  views: MentoringViews;
  history: History;
  pipeline: Pipeline;
  naming: Naming;
  clock: Clock;
  /** How many pairs at once a person of this instance has room for. */
  capacityOf(actor: string): Promise<number>;
}

/** Far above what anybody may have. */
const MAX_ACTIVE = 100;

/** An Accept that was weighed: it is once, when it comes, and not again when there is less room. */
interface WeighedDocument {
  /** IRI of the Accept. */
  _id: string;
  at: Date;
}

/**
 * Two offers of one person can be accepted on two other instances before either hears of the other. Their own instance
 * then takes the later one back, under a name of its own, so that doing it twice is doing it once. Owns the collection
 * `weighed_accepts`.
 */
export class CapacityReaction implements Reaction {
  readonly name = 'capacity';
  readonly #parts: CapacityParts;
  readonly #weighed: Collection<WeighedDocument>;

  constructor(parts: CapacityParts) {
    this.#parts = parts;
    this.#weighed = parts.db.collection<WeighedDocument>('weighed_accepts');
  }

  async react({ activity }: Occurrence): Promise<void> {
    if (activity.type !== 'Accept') return;
    const pair = await this.#parts.views.byOffer(activity.object);
    if (pair?.state !== 'active' || pair.facts.accepted?.iri !== activity.iri) return;
    // What follows it may fail, and then all of it is done again, with another capacity perhaps.
    if (await this.#weighed.findOne({ _id: activity.iri })) return;
    for (const member of [pair.offerer, pair.partner]) {
      if (this.#parts.naming.isLocal(member)) await this.#keepWithin(member, pair._id);
    }
    await this.#weighed.updateOne(
      { _id: activity.iri },
      { $setOnInsert: { at: this.#parts.clock.now() } },
      { upsert: true },
    );
  }

  async #keepWithin(member: string, just: string): Promise<void> {
    const { views, capacityOf } = this.#parts;
    const [pairs, capacity] = await Promise.all([views.activeOf(member, MAX_ACTIVE), capacityOf(member)]);
    if (pairs.length <= capacity) return;
    const begun = await Promise.all(pairs.map((pair) => this.#begun(pair)));
    const beyond = beyondCapacity(
      begun.filter((one) => one !== null),
      just,
      capacity,
    );
    for (const pair of pairs) if (beyond.includes(pair._id)) await this.#takeBack(member, pair);
  }

  async #begun({ _id, facts }: PairView): Promise<Begun | null> {
    const accept = facts.accepted && (await this.#parts.history.entry(facts.accepted.iri));
    return accept && { pair: _id, order: accept.order, receivedAt: accept.receivedAt };
  }

  async #takeBack(member: string, pair: PairView): Promise<void> {
    const { pipeline, naming, clock } = this.#parts;
    await pipeline.publish({
      type: 'Undo',
      iri: naming.newActivity(nameOf('capacity', member, pair._id)),
      actor: member,
      audience: { to: [otherMember(pair, member)], cc: [] },
      publishedAt: clock.now(),
      object: undoneBy(member, pair),
      reason: '',
      cause: 'capacity',
    });
  }
}
