import type { ActivityOf } from '../../activities/activity.ts';
import type { History } from '../../activities/history.ts';
import type { Occurrence } from '../../activities/pipeline.ts';
import type { PostView, PracticeViews } from '../practice/index.ts';
import type { FeedbackView } from './feedback.views.ts';
import { isTooLate, otherMember } from './mentoring.model.ts';
import type { MentoringViews } from './mentoring.views.ts';

/** How many answers to one post that arrives after them are entered in the ledger. */
const MAX_LATE = 200;

/**
 * Feedback between people -> the ledger: public replies and messages that name their kind. The part of
 * `MentoringProjection` for them; what is said in a turn is entered by whoever knows whether it was in its place there.
 */
export class FeedbackProjection {
  readonly #views: MentoringViews;
  readonly #practice: PracticeViews;
  readonly #history: History;

  constructor(views: MentoringViews, practice: PracticeViews, history: History) {
    this.#views = views;
    this.#practice = practice;
    this.#history = history;
  }

  async onCreate(activity: ActivityOf<'Create'>, { receivedAt, origin }: Occurrence): Promise<void> {
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
      const reply = await this.#practice.byIri(object.iri);
      if (reply) await this.#enterReply(reply);
    }
    if (!(await this.#practice.hasAnswers(object))) return;
    for (const reply of await this.#practice.feedbackOn(object.iri, MAX_LATE)) await this.#enterReply(reply);
  }

  async onDelete({ object, actor }: ActivityOf<'Delete'>): Promise<void> {
    await this.#views.feedback.deleted(object, actor);
  }

  async #enterReply(reply: PostView): Promise<void> {
    if (reply.feedbackKind === null || reply.inReplyTo === null || reply.deleted) return;
    const parent = await this.#practice.byIri(reply.inReplyTo);
    if (!parent || parent.author === reply.author) return;
    const { _id: iri, feedbackKind: kind, author: giver, publishedAt: at } = reply;
    await this.#enter({ iri, kind, giver, receiver: parent.author, post: parent._id, at });
  }

  async #enter({ iri, ...feedback }: Omit<FeedbackView, '_id'> & { iri: string }): Promise<void> {
    await this.#views.feedback.enter({ _id: iri, ...feedback });
    // Asked for afterwards, so that a Delete which comes at this moment is seen here or finds what it deletes.
    if (await this.#history.has('Delete', iri, feedback.giver)) await this.#views.feedback.deleted(iri, feedback.giver);
  }
}
