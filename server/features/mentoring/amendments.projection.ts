import type { ActivityOf } from '../../activities/activity.ts';
import type { History } from '../../activities/history.ts';
import { keyOf } from '../../core/ids.ts';
import {
  type AmendmentFacts,
  type AmendmentView,
  afterAnswer,
  agreementOf,
  amendmentMemberOf,
  amendmentOutcomeOf,
  NO_ANSWER,
} from './amendments.model.ts';
import { factOf, type PairView } from './mentoring.model.ts';
import type { MentoringViews } from './mentoring.views.ts';

/** More offers than this that name one thread are none that a person made. */
const MAX_IN_THREAD = 20;

/**
 * Offers that would change an agreement, and their answers -> amendments, and the agreement in force of the pair. The part
 * of `MentoringProjection` for them. An amendment is kept whether or not its pair is known yet.
 */
export class AmendmentsProjection {
  readonly #views: MentoringViews;
  readonly #history: History;

  constructor(views: MentoringViews, history: History) {
    this.#views = views;
    this.#history = history;
  }

  /** `thread` is what it amends; that it is by one person for the other alone has been looked at. */
  async onOffer({ iri, actor, object, publishedAt }: ActivityOf<'Offer'>, thread: string): Promise<void> {
    const { _id, ...amendment }: AmendmentView = {
      _id: iri,
      id: keyOf(iri),
      thread,
      proposer: actor,
      other: object.object,
      agreement: object.agreement,
      facts: NO_ANSWER,
      ...amendmentOutcomeOf(NO_ANSWER),
      at: publishedAt,
    };
    await this.#views.changes.amendments.updateOne({ _id }, { $setOnInsert: amendment }, { upsert: true });
    const before = await Promise.all([
      this.#history.said('Accept', iri, amendment.other),
      this.#history.said('Reject', iri, amendment.other),
      this.#history.said('Undo', iri, amendment.proposer),
    ]);
    for (const { activity } of before.flat()) {
      if (activity.type === 'Accept' || activity.type === 'Reject' || activity.type === 'Undo') {
        await this.onAnswer(activity);
      }
    }
  }

  async onAnswer(activity: ActivityOf<'Accept' | 'Reject' | 'Undo'>): Promise<void> {
    const amendment = await this.#views.changes.byOffer(activity.object);
    if (!amendment) return;
    const name = ANSWERS[activity.type];
    await this.#record(amendment._id, name, activity);
    if (name !== 'accepted') return;
    const { thread, proposer, other } = amendment;
    for (const pair of await this.#views.inThreadOfBoth(thread, proposer, other, MAX_IN_THREAD)) await this.fold(pair);
  }

  async #record(
    offer: string,
    name: keyof AmendmentFacts,
    activity: ActivityOf<'Accept' | 'Reject' | 'Undo'>,
  ): Promise<void> {
    for (;;) {
      const amendment = await this.#views.changes.byOffer(offer);
      if (!amendment) return;
      const facts = afterAnswer(amendment.facts, name, amendmentMemberOf(amendment, activity.actor), factOf(activity));
      if (facts[name]?.iri === amendment.facts[name]?.iri) return;
      const { matchedCount } = await this.#views.changes.amendments.updateOne(
        { _id: offer, facts: amendment.facts },
        { $set: { facts, ...amendmentOutcomeOf(facts) } },
      );
      if (matchedCount === 1) return;
    }
  }

  /** Brings a pair's agreement up to what was accepted; again when somebody else did so in between. */
  async fold({ _id }: Pick<PairView, '_id'>): Promise<void> {
    for (;;) {
      const pair = await this.#views.byOffer(_id);
      if (!pair) return;
      const inForce = agreementOf(pair, await this.#views.changes.accepted(pair));
      if (inForce.amendedBy === pair.amendedBy) return;
      const { matchedCount } = await this.#views.pairs.updateOne({ _id, amendedBy: pair.amendedBy }, { $set: inForce });
      if (matchedCount === 1) return;
    }
  }
}

const ANSWERS = { Accept: 'accepted', Reject: 'rejected', Undo: 'withdrawn' } as const;
