import type { ActivityOf } from '../../activities/activity.ts';
import type { ActivityLog } from '../../activities/log.ts';
import type { Occurrence, Projection } from '../../activities/pipeline.ts';
import { namedIn } from '../../activities/visibility.ts';
import { keyOf } from '../../core/ids.ts';
import { type MentoringViews, memberOf, otherMember } from '../mentoring/index.ts';
import type { MessageView, ThreadViews } from './threads.views.ts';

/**
 * Private Notes with a pair's thread as their `context` -> messages. Who may write is decided here and not at the inbox:
 * a Note from anyone but a member, or addressed to anyone but the other one, never becomes a message.
 */
export class ThreadsProjection implements Projection {
  readonly name = 'threads';
  readonly #views: ThreadViews;
  readonly #mentoring: MentoringViews;
  readonly #log: ActivityLog;

  constructor(views: ThreadViews, mentoring: MentoringViews, log: ActivityLog) {
    this.#views = views;
    this.#mentoring = mentoring;
    this.#log = log;
  }

  prepare(): Promise<void> {
    return this.#views.prepare();
  }

  clear(): Promise<void> {
    return this.#views.clear();
  }

  async apply({ activity, order, origin }: Occurrence): Promise<void> {
    if (activity.type === 'Create' && origin !== 'fetched') return this.#onCreate(activity, order);
    if (activity.type === 'Delete') return this.#onDelete(activity);
  }

  async #onCreate(activity: ActivityOf<'Create'>, order: string): Promise<void> {
    const note = activity.object;
    if (note.kind !== 'note' || note.context === null || activity.actor !== note.author) return;
    const pair = await this.#mentoring.byThread(note.context);
    if (!pair || memberOf(pair, note.author) === null) return;
    const addressed = namedIn(note.audience, null);
    if (addressed.length !== 1 || addressed[0] !== otherMember(pair, note.author)) return;
    const deleted = await this.#log.has('Delete', note.iri, note.author);
    const { _id, ...message }: MessageView = {
      _id: note.iri,
      id: keyOf(note.iri),
      pair: pair._id,
      author: note.author,
      activity: activity.iri,
      html: deleted ? '' : note.html,
      feedbackKind: deleted ? null : note.feedbackKind,
      sentAt: note.publishedAt,
      cursor: order,
      deleted,
    };
    await this.#views.messages.updateOne({ _id }, { $setOnInsert: message }, { upsert: true });
  }

  async #onDelete(activity: ActivityOf<'Delete'>): Promise<void> {
    await this.#views.messages.updateOne(
      { _id: activity.object, author: activity.actor },
      { $set: { html: '', feedbackKind: null, deleted: true } },
    );
  }
}
