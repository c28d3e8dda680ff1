import type { ActivityOf } from '../../activities/activity.ts';
import type { History } from '../../activities/history.ts';
import type { Occurrence, Projection } from '../../activities/pipeline.ts';
import { isOnlyFor } from '../../activities/visibility.ts';
import { keyOf } from '../../core/ids.ts';
import type { PracticeViews } from '../practice/index.ts';
import { AmendmentsProjection } from './amendments.projection.ts';
import { FeedbackProjection } from './feedback.projection.ts';
import { InvitationsProjection } from './invitations.projection.ts';
import {
  afterFact,
  factOf,
  isAnswerTo,
  memberOf,
  NO_FACTS,
  outcomeOf,
  type PairFact,
  type PairFacts,
  type PairView,
} from './mentoring.model.ts';
import type { MentoringViews } from './mentoring.views.ts';

/** How many offers in answer to one that arrives after them are looked at. */
const MAX_COUNTERS = 50;

/** Offers and what follows them -> pairs and amendments; feedback between people -> the ledger. */
export class MentoringProjection implements Projection {
  readonly name = 'mentoring';
  readonly #views: MentoringViews;
  readonly #history: History;
  readonly #amendments: AmendmentsProjection;
  readonly #feedback: FeedbackProjection;
  readonly #invitations: InvitationsProjection;

  constructor(views: MentoringViews, practice: PracticeViews, history: History) {
    this.#views = views;
    this.#history = history;
    this.#amendments = new AmendmentsProjection(views, history);
    this.#invitations = new InvitationsProjection(views);
    this.#feedback = new FeedbackProjection(views, practice, history);
  }

  prepare(): Promise<void> {
    return this.#views.prepare();
  }

  clear(): Promise<void> {
    return this.#views.clear();
  }

  async apply(occurrence: Occurrence): Promise<void> {
    const { activity } = occurrence;
    switch (activity.type) {
      case 'Offer':
        return this.#onOffer(activity, occurrence);
      case 'Accept':
        await this.#onAnswer(activity, 'accepted');
        return this.#amendments.onAnswer(activity);
      case 'Reject':
        await this.#onAnswer(activity, 'rejected');
        return this.#amendments.onAnswer(activity);
      case 'Undo':
        await this.#onUndo(activity, occurrence);
        return this.#amendments.onAnswer(activity);
      case 'Create':
        await this.#invitations.onCreate(activity, occurrence);
        return this.#feedback.onCreate(activity, occurrence);
      case 'Delete':
        return this.#feedback.onDelete(activity);
      default:
    }
  }

  async #onOffer(activity: ActivityOf<'Offer'>, { receivedAt, origin }: Occurrence): Promise<void> {
    const { actor: offerer, object: proposal, iri, audience } = activity;
    const partner = proposal.object;
    // One offers oneself, to one other person, and in private; a fetched copy of an offer proves nothing.
    if (origin === 'fetched' || proposal.subject !== offerer || partner === offerer) return;
    if (!isOnlyFor(audience, partner)) return;
    if (activity.amends !== null) return this.#amendments.onOffer(activity, activity.amends);
    const { _id, ...pair }: PairView = {
      _id: iri,
      id: keyOf(iri),
      thread: proposal.iri,
      offerer,
      partner,
      agreement: proposal.agreement,
      offered: proposal.agreement,
      amendedBy: null,
      counters: activity.counters,
      facts: NO_FACTS,
      ...outcomeOf(NO_FACTS),
      position: `${receivedAt.toISOString()} ${keyOf(iri)}`,
      offeredAt: activity.publishedAt,
    };
    await this.#views.pairs.updateOne({ _id }, { $setOnInsert: pair }, { upsert: true });
    await this.#catchUp('Accept', iri, partner);
    await this.#catchUp('Reject', iri, partner);
    await this.#catchUp('Undo', iri, offerer);
    await this.#linkCounters({ _id, ...pair });
    await this.#amendments.fold({ _id });
  }

  /** Applies what came before the thing it is about. */
  async #catchUp(type: 'Accept' | 'Reject' | 'Undo', object: string, actor: string): Promise<void> {
    for (const occurrence of await this.#history.said(type, object, actor)) {
      const { activity } = occurrence;
      if (activity.type === 'Accept') await this.#onAnswer(activity, 'accepted');
      if (activity.type === 'Reject') await this.#onAnswer(activity, 'rejected');
      if (activity.type === 'Undo') await this.#onUndo(activity, occurrence);
    }
  }

  /** An offer may answer one that is here, and may have been answered by one that came first. */
  async #linkCounters(pair: PairView): Promise<void> {
    const answered = pair.counters === null ? null : await this.#views.byOffer(pair.counters);
    if (answered && isAnswerTo(pair, answered)) {
      await this.#record(answered._id, 'countered', pair.offerer, offerFact(pair));
    }
    for (const counter of await this.#views.counterOffersTo(pair, MAX_COUNTERS)) {
      await this.#record(pair._id, 'countered', counter.offerer, offerFact(counter));
    }
  }

  async #onAnswer(activity: ActivityOf<'Accept'> | ActivityOf<'Reject'>, fact: 'accepted' | 'rejected'): Promise<void> {
    const pair = await this.#views.byOffer(activity.object);
    if (!pair) return;
    await this.#record(pair._id, fact, activity.actor, factOf(activity));
    if (fact === 'accepted') await this.#catchUp('Undo', activity.iri, pair.partner);
  }

  async #onUndo(activity: ActivityOf<'Undo'>, { receivedAt: heardAt }: Pick<Occurrence, 'receivedAt'>): Promise<void> {
    const fact = { ...factOf(activity), heardAt };
    const offered = await this.#views.byOffer(activity.object);
    if (offered) return this.#record(offered._id, 'offerUndone', activity.actor, fact);
    const undone = await this.#history.entry(activity.object);
    if (undone?.type !== 'Accept' || undone.actor !== activity.actor || undone.object === null) return;
    await this.#record(undone.object, 'acceptUndone', activity.actor, fact);
  }

  /**
   * Adds a fact, if `actor` may say it (security case 12), and what all facts together amount to, in one write; again when
   * another fact came in between.
   */
  async #record(offer: string, name: keyof PairFacts, actor: string, fact: PairFact): Promise<void> {
    for (;;) {
      const pair = await this.#views.byOffer(offer);
      if (!pair) return;
      const facts = afterFact(pair.facts, name, memberOf(pair, actor), fact);
      if (isSame(facts[name], pair.facts[name])) return;
      const { matchedCount } = await this.#views.pairs.updateOne(
        { _id: offer, facts: pair.facts },
        { $set: { facts, ...outcomeOf(facts) } },
      );
      if (matchedCount === 1) return;
    }
  }
}

function isSame(one: PairFact | null, other: PairFact | null): boolean {
  return one?.iri === other?.iri && one?.heardAt?.getTime() === other?.heardAt?.getTime();
}

/** That terms were offered in answer. */
function offerFact({ _id, offeredAt }: PairView): PairFact {
  return { iri: _id, at: offeredAt, reason: '', cause: null };
}
