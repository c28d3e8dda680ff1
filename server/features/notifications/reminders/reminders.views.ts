import { randomUUID } from 'node:crypto';
import type { FollowUpNews, SessionNews } from '../../../../shared/vocabulary.ts';
import { type Collection, type Database, isDuplicateKey } from '../../../storage/index.ts';

/** Something to remind one person of. Plain data: it says what to look at then, not what to say. */
export interface ReminderView {
  /** Made of what it is: adding it twice is adding it once. */
  _id: string;
  kind: 'session' | 'follow-up';
  news: SessionNews | FollowUpNews;
  /** IRI of the local actor. */
  owner: string;
  /** IRI of the pair's Offer, and of the entry that it is about. */
  pair: string;
  thing: string;
  /** The time or day it was due when this was added: moved since, there is another reminder. */
  due: string;
  /** See `Moment`. */
  until: Date | null;
  state: 'waiting' | 'done';
  attempts: number;
  /** Not to be taken before: when it is due, the end of a lease, or of quiet hours. */
  notBefore: Date;
  /** Of the lease; empty while nobody has it. */
  holder: string;
  expiresAt: Date;
}

const LEASE_MS = 2 * 60_000;
/** Settled ones are kept for so long after they were due, so that the same is not added again. */
const KEPT_MS = 30 * 24 * 3600_000;
const ATTEMPTS_MAX = 20;

/**
 * Reminders to come. Of several processes one takes each; one that dies with a reminder in its hands has it taken again,
 * and the list of notifications knows by its name whether it was told. Owns the collection `reminders`.
 */
export class ReminderViews {
  readonly #rows: Collection<ReminderView>;

  constructor(db: Database) {
    this.#rows = db.collection<ReminderView>('reminders');
  }

  async prepare(): Promise<void> {
    await this.#rows.createIndexes([
      { key: { notBefore: 1 }, partialFilterExpression: { state: 'waiting' } },
      { key: { expiresAt: 1 }, expireAfterSeconds: 0 },
    ]);
  }

  async add(
    reminder: Omit<ReminderView, 'state' | 'attempts' | 'notBefore' | 'holder' | 'expiresAt'>,
    at: Date,
  ): Promise<void> {
    const expiresAt = new Date(at.getTime() + KEPT_MS);
    try {
      await this.#rows.insertOne({
        ...reminder,
        state: 'waiting',
        attempts: 0,
        notBefore: at,
        holder: '',
        expiresAt,
      });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** The next one that is due, for its caller alone until the lease ends; null when there is none. */
  take(now: Date): Promise<ReminderView | null> {
    return this.#rows.findOneAndUpdate(
      { state: 'waiting', notBefore: { $lte: now } },
      { $set: { holder: randomUUID(), notBefore: new Date(now.getTime() + LEASE_MS) }, $inc: { attempts: 1 } },
      { sort: { notBefore: 1 }, returnDocument: 'after' },
    );
  }

  done(reminder: ReminderView): Promise<void> {
    return this.#settle(reminder, { state: 'done' });
  }

  async postpone(reminder: ReminderView, notBefore: Date): Promise<void> {
    await this.#settle(reminder, reminder.attempts < ATTEMPTS_MAX ? { notBefore } : { state: 'done' });
  }

  /** Only what is still held: a lease that ended meanwhile is somebody else's. */
  async #settle({ _id, holder }: ReminderView, change: Partial<ReminderView>): Promise<void> {
    await this.#rows.updateOne({ _id, holder }, { $set: { ...change, holder: '' } });
  }
}
