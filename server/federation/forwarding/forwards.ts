import { type Collection, type Database, isDuplicateKey } from '../../storage/index.ts';

/** An activity of somebody else that is passed on, as it came. */
export interface Forward {
  /** The activity's IRI. */
  _id: string;
  /** The IRI of what it is about: no words of it are kept once its author deleted it. */
  about: string;
  /** Who said it. */
  author: string;
  /** The actor of this instance whose followers get it, and who signs the requests. */
  as: string;
  /** The body byte by byte: signatures and proofs in it are about nothing else. */
  body: string;
  /** Where it came from: hosts that have it. */
  from: string[];
  /** Until its deliveries are durable. */
  pending?: true;
  expiresAt: Date;
}

/** A day longer than a delivery is tried. */
const KEPT_MS = 8 * 24 * 60 * 60 * 1000;
const PAGE = 100;

/** Owns `forwards`. */
export class Forwards {
  readonly #forwards: Collection<Forward>;

  constructor(db: Database) {
    this.#forwards = db.collection<Forward>('forwards');
  }

  async prepare(): Promise<void> {
    await this.#forwards.createIndexes([
      { key: { pending: 1, _id: 1 }, partialFilterExpression: { pending: true } },
      { key: { about: 1 } },
      { key: { expiresAt: 1 }, expireAfterSeconds: 0 },
    ]);
  }

  /** False when it is kept already. Durable when it resolves. */
  async keep(forward: Omit<Forward, 'pending' | 'expiresAt'>, now: Date): Promise<boolean> {
    try {
      await this.#forwards.insertOne({ ...forward, pending: true, expiresAt: new Date(now.getTime() + KEPT_MS) });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** What is posted of an activity that is passed on; null when it is not, or not any more. */
  async bodyOf(activity: string): Promise<Buffer | null> {
    const found = await this.#forwards.findOne({ _id: activity });
    return found === null ? null : Buffer.from(found.body);
  }

  /** Those that have no deliveries yet, a page at a time after the last. */
  pending(after: string): Promise<Forward[]> {
    return this.#forwards.find({ pending: true, _id: { $gt: after } }, { sort: { _id: 1 }, limit: PAGE }).toArray();
  }

  async done(activity: string): Promise<void> {
    await this.#forwards.updateOne({ _id: activity }, { $unset: { pending: '' } });
  }

  async drop(activity: string): Promise<void> {
    await this.#forwards.deleteOne({ _id: activity });
  }

  /** Drops what its author said about an object before they deleted it. */
  async dropBefore(deletion: string, about: string, author: string): Promise<void> {
    await this.#forwards.deleteMany({ about, author, _id: { $ne: deletion } });
  }
}
