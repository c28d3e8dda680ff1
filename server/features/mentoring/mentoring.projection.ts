import type { ActivityOf, Note } from '../../activities/activity.ts';
import type { ActivityLog } from '../../activities/log.ts';
import type { Occurrence, Projection } from '../../activities/pipeline.ts';
import { namedIn } from '../../activities/visibility.ts';
import { keyOf } from '../../core/ids.ts';
import type { PracticeViews } from '../practice/index.ts';
import { memberOf, NO_FACTS, otherMember, type PairFacts, type PairView, stateOf } from './mentoring.model.ts';
import type { MentoringViews } from './mentoring.views.ts';

interface Step {
  iri: string;
  reason: string;
  at: Date;
}

/** Offers and what follows them -> pairs; feedback between people -> the ledger. */
export class MentoringProjection implements Projection {
  readonly name = 'mentoring';
  readonly #views: MentoringViews;
  readonly #practice: PracticeViews;
  readonly #log: ActivityLog;

  constructor(views: MentoringViews, practice: PracticeViews, log: ActivityLog) {
    this.#views = views;
    this.#practice = practice;
    this.#log = log;
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
        if (activity.object.kind === 'note' && activity.actor === activity.object.author) {
          await this.#onNote(activity.object);
        }
        return;
      case 'Delete':
        await this.#views.feedback.deleteOne({ _id: activity.object, giver: activity.actor });
        return;
      default:
    }
  }

  async #onOffer(activity: ActivityOf<'Offer'>, { receivedAt, origin }: Occurrence): Promise<void> {
    const { actor: offerer, object: proposal, iri, audience } = activity;
    const partner = proposal.object;
    const addressed = namedIn(audience, null);
    // One offers oneself, to one other person, and in private; a fetched copy of an offer proves nothing.
    if (origin === 'fetched' || proposal.subject !== offerer || partner === offerer) return;
    if (addressed.length !== 1 || addressed[0] !== partner) return;
    const { _id, ...pair }: PairView = {
      _id: iri,
      id: keyOf(iri),
      thread: proposal.iri,
      offerer,
      partner,
      agreement: proposal.agreement,
      facts: NO_FACTS,
      state: stateOf(NO_FACTS),
      position: `${receivedAt.toISOString()} ${keyOf(iri)}`,
      offeredAt: activity.publishedAt,
      startedAt: null,
      endedAt: null,
      reason: '',
    };
    await this.#views.pairs.updateOne({ _id }, { $setOnInsert: pair }, { upsert: true });
    // The Undo may have come first.
    if (await this.#log.has('Undo', iri, offerer)) {
      await this.#record(iri, 'offerUndone', { iri, reason: '', at: activity.publishedAt });
    }
  }

  async #onAnswer(activity: ActivityOf<'Accept'> | ActivityOf<'Reject'>, fact: 'accepted' | 'rejected'): Promise<void> {
    const pair = await this.#views.byOffer(activity.object);
    // Only the one who was asked can answer (security case 12).
    if (!pair || activity.actor !== pair.partner) return;
    const reason = activity.type === 'Reject' ? activity.reason : '';
    await this.#record(pair._id, fact, { iri: activity.iri, reason, at: activity.publishedAt });
    if (fact === 'accepted' && (await this.#log.has('Undo', activity.iri, pair.partner))) {
      await this.#record(pair._id, 'acceptUndone', { iri: activity.iri, reason: '', at: activity.publishedAt });
    }
  }

  async #onUndo(activity: ActivityOf<'Undo'>): Promise<void> {
    const step = { iri: activity.iri, reason: activity.reason, at: activity.publishedAt };
    const offered = await this.#views.byOffer(activity.object);
    if (offered) {
      if (activity.actor === offered.offerer) await this.#record(offered._id, 'offerUndone', step);
      return;
    }
    const accepted = await this.#views.byAccept(activity.object);
    if (accepted && activity.actor === accepted.partner) await this.#record(accepted._id, 'acceptUndone', step);
  }

  /**
   * Adds a fact, once, and then writes the state that all facts together amount to; only if they are still the facts,
   * because whoever added another one writes a newer state.
   */
  async #record(offer: string, fact: keyof PairFacts, step: Step): Promise<void> {
    const times = fact === 'accepted' ? { startedAt: step.at } : { endedAt: step.at };
    const reason = step.reason ? { reason: step.reason } : {};
    await this.#views.pairs.updateOne(
      { _id: offer, [`facts.${fact}`]: null },
      { $set: { [`facts.${fact}`]: step.iri, ...times, ...reason } },
    );
    const facts = (await this.#views.byOffer(offer))?.facts;
    if (facts) await this.#views.pairs.updateOne({ _id: offer, facts }, { $set: { state: stateOf(facts) } });
  }

  async #onNote(note: Note): Promise<void> {
    if (note.feedbackKind === null) return;
    const found = note.context ? await this.#receiverInPair(note) : await this.#receiverOfReply(note);
    if (!found) return;
    const { _id, ...feedback } = {
      _id: note.iri,
      giver: note.author,
      kind: note.feedbackKind,
      at: note.publishedAt,
      ...found,
    };
    if (await this.#log.has('Delete', _id, note.author)) return;
    await this.#views.feedback.replaceOne({ _id }, feedback, { upsert: true });
  }

  async #receiverInPair(note: Note): Promise<{ receiver: string; post: null } | null> {
    const pair = note.context ? await this.#views.byThread(note.context) : null;
    if (!pair || memberOf(pair, note.author) === null) return null;
    return { receiver: otherMember(pair, note.author), post: null };
  }

  async #receiverOfReply(note: Note): Promise<{ receiver: string; post: string } | null> {
    const reply = await this.#practice.byIri(note.iri);
    const parent = reply?.inReplyTo ? await this.#practice.byIri(reply.inReplyTo) : null;
    if (!parent || parent.author === note.author) return null;
    return { receiver: parent.author, post: parent._id };
  }
}
