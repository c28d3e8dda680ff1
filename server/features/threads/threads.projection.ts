import type { ActivityOf, Note } from '../../activities/activity.ts';
import type { History } from '../../activities/history.ts';
import type { Occurrence, Projection } from '../../activities/pipeline.ts';
import { escapeHtml, sanitizeHtml } from '../../core/html.ts';
import { keyOf } from '../../core/ids.ts';
import { isTooLate, type MentoringViews } from '../mentoring/index.ts';
import type { MessageView, ThreadViews } from './threads.views.ts';

/**
 * Private Notes with a pair's thread as their `context` -> messages. Who may write is decided here and not at the inbox:
 * a Note from anyone but a member, or addressed to anyone but the other one, never becomes a message.
 */
export class ThreadsProjection implements Projection {
  readonly name = 'threads';
  readonly #views: ThreadViews;
  readonly #mentoring: MentoringViews;
  readonly #history: History;

  constructor(views: ThreadViews, mentoring: MentoringViews, history: History) {
    this.#views = views;
    this.#mentoring = mentoring;
    this.#history = history;
  }

  prepare(): Promise<void> {
    return this.#views.prepare();
  }

  clear(): Promise<void> {
    return this.#views.clear();
  }

  async apply(occurrence: Occurrence): Promise<void> {
    const { activity, origin } = occurrence;
    if (activity.type === 'Create' && origin !== 'fetched') return this.#onCreate(activity, occurrence);
    if (activity.type === 'Delete') return this.#onDelete(activity);
  }

  async #onCreate(activity: ActivityOf<'Create'>, { order, receivedAt }: Occurrence): Promise<void> {
    const note = activity.object;
    if (note.kind !== 'note' || activity.actor !== note.author) return;
    const pair = await this.#mentoring.pairOfMessage(activity);
    if (!pair || isTooLate(pair, receivedAt)) return;
    const deleted = await this.#history.has('Delete', note.iri, note.author);
    const { _id, ...message }: MessageView = {
      _id: note.iri,
      id: keyOf(note.iri),
      pair: pair._id,
      author: note.author,
      activity: activity.iri,
      // What is between two people is not folded away: its warning opens it.
      html: deleted ? '' : sanitizeHtml(warningOf(note) + note.html),
      feedbackKind: deleted ? null : note.feedbackKind,
      attachments: deleted ? [] : note.attachments,
      sentAt: note.publishedAt,
      cursor: order,
      deleted,
    };
    await this.#views.messages.updateOne({ _id }, { $setOnInsert: message }, { upsert: true });
  }

  async #onDelete(activity: ActivityOf<'Delete'>): Promise<void> {
    await this.#views.messages.updateOne(
      { _id: activity.object, author: activity.actor },
      { $set: { html: '', feedbackKind: null, attachments: [], deleted: true } },
    );
  }
}

function warningOf({ warning }: Note): string {
  return warning === '' ? '' : `<p><strong>${escapeHtml(warning)}</strong></p>`;
}
