import type { FeedbackKind } from '../../../shared/vocabulary.ts';
import type { Attachment } from '../../activities/activity.ts';
import { nameOf } from '../../core/ids.ts';
import type { Collection, Database } from '../../storage/index.ts';

/** A private message between the two members of a pair. */
export interface MessageView {
  /** IRI of the Note. */
  _id: string;
  /** Its id in the API. */
  id: string;
  /** IRI of the pair's Offer. */
  pair: string;
  author: string;
  /** IRI of the Create: its deliveries are looked up by it. */
  activity: string;
  html: string;
  feedbackKind: FeedbackKind | null;
  /** Not on one that an earlier version wrote, until a rebuild. */
  attachments?: Attachment[];
  sentAt: Date;
  /** Position in this instance's copy of the thread: the order of arrival here. */
  cursor: string;
  deleted: boolean;
}

/** How far somebody has read a thread. Plain data: the partner never learns of it. */
interface MarkDocument {
  _id: string;
  /** The cursor of the last message they saw. */
  cursor: string;
}

/** Unread messages of one thread are counted up to here. */
export const UNREAD_MAX = 100;

/** Owns the collections `messages` and, which a rebuild leaves alone, `thread_marks`. */
export class ThreadViews {
  readonly messages: Collection<MessageView>;
  readonly #marks: Collection<MarkDocument>;

  constructor(db: Database) {
    this.messages = db.collection<MessageView>('messages');
    this.#marks = db.collection<MarkDocument>('thread_marks');
  }

  async prepare(): Promise<void> {
    await this.messages.createIndexes([
      { key: { pair: 1, cursor: 1 } },
      { key: { pair: 1, author: 1, deleted: 1, cursor: 1 } },
      { key: { id: 1 } },
    ]);
  }

  async clear(): Promise<void> {
    await this.messages.drop();
  }

  /** Somebody has gone elsewhere, and what they wrote in these threads is the one's they are there. */
  async moved(pairs: readonly string[], actor: string, now: string): Promise<void> {
    for (const pair of pairs) await this.messages.updateMany({ pair, author: actor }, { $set: { author: now } });
  }

  /** How far an account that is deleted has read these threads. */
  async forget(reader: string, pairs: readonly string[]): Promise<void> {
    const ids = pairs.map((pair) => markId(reader, pair));
    if (ids.length > 0) await this.#marks.deleteMany({ _id: { $in: ids } });
  }

  /** What somebody wrote in a thread and has not deleted, at most `limit`. */
  writtenBy(pair: string, author: string, limit: number): Promise<MessageView[]> {
    return this.messages.find({ pair, author, deleted: false }, { sort: { cursor: 1 }, limit }).toArray();
  }

  byIri(iri: string): Promise<MessageView | null> {
    return this.messages.findOne({ _id: iri });
  }

  byIris(iris: readonly string[]): Promise<MessageView[]> {
    return this.messages.find({ _id: { $in: iris } }).toArray();
  }

  byId(id: string): Promise<MessageView | null> {
    return this.messages.findOne({ id });
  }

  /** Oldest first; one more than `limit` when there are more, so that the caller can tell. */
  async after(pair: string, cursor: string, limit: number): Promise<MessageView[]> {
    return this.messages.find({ pair, cursor: { $gt: cursor } }, { sort: { cursor: 1 }, limit: limit + 1 }).toArray();
  }

  /** The last ones before `cursor` (or the newest of all), newest first; one more than `limit` when there are more. */
  async before(pair: string, cursor: string | null, limit: number): Promise<MessageView[]> {
    return this.messages
      .find({ pair, ...(cursor ? { cursor: { $lt: cursor } } : {}) }, { sort: { cursor: -1 }, limit: limit + 1 })
      .toArray();
  }

  /** Moves a reader's mark to the last message up to `cursor`; never back. False when it stood there already. */
  async mark(reader: string, pair: string, cursor: string): Promise<boolean> {
    const last = await this.messages.findOne({ pair, cursor: { $lte: cursor } }, { sort: { cursor: -1 } });
    if (!last) return false;
    const update = { $max: { cursor: last.cursor } };
    const done = await this.#marks.updateOne({ _id: markId(reader, pair) }, update, { upsert: true });
    return done.modifiedCount + done.upsertedCount > 0;
  }

  /** How many messages of the partner each of these threads has after the reader's mark, counted up to 100. */
  async unread(reader: string, threads: readonly { pair: string; partner: string }[]): Promise<Map<string, number>> {
    const ids = threads.map(({ pair }) => markId(reader, pair));
    const marks = await this.#marks.find({ _id: { $in: ids } }).toArray();
    const cursors = new Map(marks.map(({ _id, cursor }) => [_id, cursor]));
    const counts = threads.map(async ({ pair, partner }) => {
      const cursor = cursors.get(markId(reader, pair));
      const fresh = {
        pair,
        author: partner,
        deleted: false,
        ...(cursor === undefined ? {} : { cursor: { $gt: cursor } }),
      };
      return [pair, await this.messages.countDocuments(fresh, { limit: UNREAD_MAX })] as const;
    });
    return new Map(await Promise.all(counts));
  }
}

function markId(reader: string, pair: string): string {
  return nameOf('mark', reader, pair);
}
