import type { Collection, Database } from '../../storage/index.ts';

/** When a poll of ours says next what it stands at. Plain data: it says when to look, not what to say. */
export interface PollRoundView {
  /** IRI of the poll. */
  _id: string;
  closesAt: Date;
  /** Not before: the end of a pause or of a lease, and of the voting at the latest. */
  dueAt: Date;
  /** Votes that were heard of, given and taken back, whether they count or not. */
  heard: number;
}

/** Between two Updates of one poll. */
const PAUSE_MS = 5 * 60_000;
const LEASE_MS = 2 * 60_000;

/** Polls of this instance that are open. Owns the collection `poll_rounds`; of several processes one takes each. */
export class PollRoundViews {
  readonly #rounds: Collection<PollRoundView>;

  constructor(db: Database) {
    this.#rounds = db.collection<PollRoundView>('poll_rounds');
  }

  async prepare(): Promise<void> {
    await this.#rounds.createIndexes([{ key: { dueAt: 1 } }]);
  }

  /** Again is harmless. */
  async opened(poll: string, closesAt: Date): Promise<void> {
    const round = { closesAt, dueAt: closesAt, heard: 0 };
    await this.#rounds.updateOne({ _id: poll }, { $setOnInsert: round }, { upsert: true });
  }

  /** What comes within one pause is said together, at its end. */
  async heard(poll: string, now: Date): Promise<void> {
    const dueAt = new Date(now.getTime() + PAUSE_MS);
    await this.#rounds.updateOne({ _id: poll }, { $inc: { heard: 1 }, $min: { dueAt } });
  }

  /** The next one that is due, for its caller alone until the lease ends; null when there is none. */
  take(now: Date): Promise<PollRoundView | null> {
    return this.#rounds.findOneAndUpdate(
      { dueAt: { $lte: now } },
      { $set: { dueAt: new Date(now.getTime() + LEASE_MS) } },
      { sort: { dueAt: 1 }, returnDocument: 'after' },
    );
  }

  /** It was said; what was heard meanwhile is said after another pause. */
  async told({ _id, closesAt, heard }: PollRoundView, now: Date): Promise<void> {
    const { matchedCount } = await this.#rounds.updateOne({ _id, heard }, { $set: { dueAt: closesAt } });
    if (matchedCount === 1) return;
    const dueAt = new Date(Math.min(now.getTime() + PAUSE_MS, closesAt.getTime()));
    await this.#rounds.updateOne({ _id }, { $set: { dueAt } });
  }

  /** It is over, or is no more. */
  async closed(poll: string): Promise<void> {
    await this.#rounds.deleteOne({ _id: poll });
  }
}
