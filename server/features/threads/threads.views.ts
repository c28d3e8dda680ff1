import type { FeedbackKind } from '../../../shared/vocabulary.ts';
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
  sentAt: Date;
  /** Position in this instance's copy of the thread: the order of arrival here. */
  cursor: string;
  deleted: boolean;
}

/** Owns the collection `messages`. */
export class ThreadViews {
  readonly messages: Collection<MessageView>;

  constructor(db: Database) {
    this.messages = db.collection<MessageView>('messages');
  }

  async prepare(): Promise<void> {
    await this.messages.createIndexes([{ key: { pair: 1, cursor: 1 } }, { key: { id: 1 } }]);
  }

  async clear(): Promise<void> {
    await this.messages.drop();
  }

  byIri(iri: string): Promise<MessageView | null> {
    return this.messages.findOne({ _id: iri });
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
}
