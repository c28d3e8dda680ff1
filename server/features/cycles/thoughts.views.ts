import type { Collection, Database } from '../../storage/index.ts';

/** Feedback made somebody think, as they said. It counts only when it was for them, which whoever shows it asks. */
export interface ThoughtView {
  /** Of `thoughtId`. */
  _id: string;
  actor: string;
  /** IRI of the contribution, message or reply. */
  feedback: string;
  /** IRI of the newest activity that says so: what an Undo must name. */
  activity: string;
  at: Date;
  /** Taken back. It stays, so that an older one that arrives late changes nothing. */
  undone: boolean;
}

/** Feedback and the one who got it. */
export interface Received {
  feedback: string;
  receiver: string;
}

/** Owns the collection `thoughts`. */
export class ThoughtViews {
  readonly thoughts: Collection<ThoughtView>;

  constructor(db: Database) {
    this.thoughts = db.collection<ThoughtView>('thoughts');
  }

  async prepare(): Promise<void> {
    await this.thoughts.createIndexes([{ key: { activity: 1 } }]);
  }

  async clear(): Promise<void> {
    await this.thoughts.drop();
  }

  /** Those pieces of feedback that made the one who got them think, by their IRIs. For the two it is between alone. */
  async among(received: readonly Received[]): Promise<Set<string>> {
    if (received.length === 0) return new Set();
    const ids = received.map(({ receiver, feedback }) => thoughtId(receiver, feedback));
    const found = await this.thoughts.find({ _id: { $in: ids } }).toArray();
    return new Set(found.filter(({ undone }) => !undone).map(({ feedback }) => feedback));
  }

  /** Somebody has gone elsewhere, and thinks there what they thought here. */
  async moved(_pairs: readonly string[], actor: string, now: string): Promise<void> {
    const theirs = await this.thoughts.find({ _id: { $gte: thoughtId(actor, ''), $lt: `${actor}!` } }).toArray();
    for (const { _id, ...thought } of theirs) {
      const moved = { ...thought, actor: now };
      await this.thoughts.replaceOne({ _id: thoughtId(now, thought.feedback) }, moved, { upsert: true });
      await this.thoughts.deleteOne({ _id });
    }
  }

  /** By the IRI of the activity that says so. */
  byActivity(activity: string): Promise<ThoughtView | null> {
    return this.thoughts.findOne({ activity });
  }
}

export function thoughtId(actor: string, feedback: string): string {
  return `${actor} ${feedback}`;
}
