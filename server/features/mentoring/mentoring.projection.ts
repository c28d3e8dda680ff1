import type { Activity, ActivityOf } from '../../activities/activity.ts';
import type { History } from '../../activities/history.ts';
import type { Occurrence, Projection } from '../../activities/pipeline.ts';
import { isOnlyFor } from '../../activities/visibility.ts';
import { keyOf } from '../../core/ids.ts';
import type { PostView, PracticeViews } from '../practice/index.ts';
import {
  isTooLate,
  NO_FACTS,
  otherMember,
  outcomeOf,
  type PairFact,
  type PairFacts,
  type PairView,
  withFact,
} from './mentoring.model.ts';
import type { FeedbackView, MentoringViews } from './mentoring.views.ts';

/** How many answers to one post that arrives after them are entered in the ledger. */
const MAX_LATE = 200;

/** Offers and what follows them -> pairs; feedback between people -> the ledger. */
export class MentoringProjection implements Projection {
  readonly name = 'mentoring';
  readonly #views: MentoringViews;
  readonly #practice: PracticeViews;
  readonly #history: History;

  constructor(views: MentoringViews, practice: PracticeViews, history: History) {
    this.#views = views;
    this.#practice = practice;
    this.#history = history;
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
        return this.#onAnswer(activity, 'accepted');
      case 'Reject':
        return this.#onAnswer(activity, 'rejected');
      case 'Undo':
        return this.#onUndo(activity);
      case 'Create':
        return this.#onCreate(activity, occurrence);
      case 'Delete':
        await this.#views.feedback.deleteOne({ _id: activity.object, giver: activity.actor });
        return;
      default:
    }
  }

  async #onOffer(activity: ActivityOf<'Offer'>, { receivedAt, origin }: Occurrence): Promise<void> {
    const { actor: offerer, object: proposal, iri, audience } = activity;
    const partner = proposal.object;
    // One offers oneself, to one other person, and in private; a fetched copy of an offer proves nothing.
    if (origin === 'fetched' || proposal.subject !== offerer || partner === offerer) return;
    if (!isOnlyFor(audience, partner)) return;
    const { _id, ...pair }: PairView = {
      _id: iri,
      id: keyOf(iri),
      thread: proposal.iri,
      offerer,
      partner,
      agreement: proposal.agreement,
      facts: NO_FACTS,
      ...outcomeOf(NO_FACTS),
      position: `${receivedAt.toISOString()} ${keyOf(iri)}`,
      offeredAt: activity.publishedAt,
    };
    await this.#views.pairs.updateOne({ _id }, { $setOnInsert: pair }, { upsert: true });
    await this.#catchUp('Accept', iri, partner);
    await this.#catchUp('Reject', iri, partner);
    await this.#catchUp('Undo', iri, offerer);
  }

  /** Applies what came before the thing it is about. */
  async #catchUp(type: 'Accept' | 'Reject' | 'Undo', object: string, actor: string): Promise<void> {
    for (const { activity } of await this.#history.said(type, object, actor)) {
      if (activity.type === 'Accept') await this.#onAnswer(activity, 'accepted');
      if (activity.type === 'Reject') await this.#onAnswer(activity, 'rejected');
      if (activity.type === 'Undo') await this.#onUndo(activity);
    }
  }

  async #onAnswer(activity: ActivityOf<'Accept'> | ActivityOf<'Reject'>, fact: 'accepted' | 'rejected'): Promise<void> {
    const pair = await this.#views.byOffer(activity.object);
    // Only the one who was asked can answer (security case 12).
    if (!pair || activity.actor !== pair.partner) return;
    await this.#record(pair._id, fact, factOf(activity));
    if (fact === 'accepted') await this.#catchUp('Undo', activity.iri, pair.partner);
  }

  async #onUndo(activity: ActivityOf<'Undo'>): Promise<void> {
    const offered = await this.#views.byOffer(activity.object);
    if (offered) {
      if (activity.actor === offered.offerer) await this.#record(offered._id, 'offerUndone', factOf(activity));
      return;
    }
    const undone = await this.#history.entry(activity.object);
    if (undone?.type !== 'Accept' || undone.actor !== activity.actor || undone.object === null) return;
    const accepted = await this.#views.byOffer(undone.object);
    if (accepted?.partner === activity.actor) await this.#record(accepted._id, 'acceptUndone', factOf(activity));
  }

  /** Adds a fact and what all facts together amount to, in one write; again when another fact came in between. */
  async #record(offer: string, name: keyof PairFacts, fact: PairFact): Promise<void> {
    for (;;) {
      const pair = await this.#views.byOffer(offer);
      if (!pair) return;
      const facts = withFact(pair.facts, name, fact);
      if (facts[name]?.iri === pair.facts[name]?.iri) return;
      const { matchedCount } = await this.#views.pairs.updateOne(
        { _id: offer, facts: pair.facts },
        { $set: { facts, ...outcomeOf(facts) } },
      );
      if (matchedCount === 1) return;
    }
  }

  async #onCreate(activity: ActivityOf<'Create'>, { receivedAt, origin }: Occurrence): Promise<void> {
    const { object } = activity;
    if (activity.actor !== object.author) return;
    if (object.kind === 'note' && object.feedbackKind !== null) {
      const pair = await this.#views.pairOfMessage(activity);
      if (pair && origin !== 'fetched' && !isTooLate(pair, receivedAt)) {
        const receiver = otherMember(pair, object.author);
        await this.#enter({
          iri: object.iri,
          kind: object.feedbackKind,
          giver: object.author,
          receiver,
          post: null,
          at: object.publishedAt,
        });
      }
    }
    if (object.kind === 'note' && object.feedbackKind !== null) {
      const reply = await this.#practice.byIri(object.iri);
      if (reply) await this.#enterReply(reply);
    }
    if (!(await this.#practice.hasAnswers(object.iri))) return;
    for (const reply of await this.#practice.feedbackOn(object.iri, MAX_LATE)) await this.#enterReply(reply);
  }

  async #enterReply(reply: PostView): Promise<void> {
    if (reply.feedbackKind === null || reply.inReplyTo === null || reply.deleted) return;
    const parent = await this.#practice.byIri(reply.inReplyTo);
    if (!parent || parent.author === reply.author) return;
    const { _id: iri, feedbackKind: kind, author: giver, publishedAt: at } = reply;
    await this.#enter({ iri, kind, giver, receiver: parent.author, post: parent._id, at });
  }

  async #enter({ iri, ...feedback }: Omit<FeedbackView, '_id'> & { iri: string }): Promise<void> {
    await this.#views.feedback.updateOne({ _id: iri }, { $setOnInsert: feedback }, { upsert: true });
    // Asked for afterwards, so that a Delete which comes at this moment is seen here or finds what it deletes.
    if (await this.#history.has('Delete', iri, feedback.giver))
      await this.#views.feedback.deleteOne({ _id: iri, giver: feedback.giver });
  }
}

function factOf({ iri, publishedAt, ...activity }: Activity): PairFact {
  return { iri, at: publishedAt, reason: 'reason' in activity ? activity.reason : '' };
}
