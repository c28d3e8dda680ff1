import type { Collection, Database } from '../storage/index.ts';
import type { LogEntry } from './log-entry.ts';

/** Attempts before an entry is a dead letter: about two hours, restarts not counted. */
const MAX_FAILURES = 8;
const RETRY_FIRST_MS = 60_000;
const RETRY_MAX_MS = 60 * 60_000;

export type WorkMark = 'unprojected' | 'unsent';

/** An entry that failed as often as it may: kept, shown to who runs this instance, and tried again when they say so. */
export interface DeadLetter {
  /** What `replay` and `drop` take: the entry's place in the log. */
  id: string;
  iri: string;
  type: LogEntry['type'];
  /** `host[:port]` it came from; null when it was written here. */
  host: string | null;
  receivedAt: Date;
  failures: number;
  /** What went wrong, in words of ours: nothing of what the activity says. */
  error: string;
}

/** How long to wait after the n-th failure. */
export function retryDelayMs(failures: number): number {
  return Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** (failures - 1));
}

/**
 * Entries of the log on which there is work left: to be sent, to be tried again after a failure, or given up. They are
 * few, and found by their marks, each with an index that holds nothing else.
 */
export class Unfinished {
  readonly #entries: Collection<LogEntry>;

  constructor(db: Database) {
    this.#entries = db.collection<LogEntry>('activities');
  }

  async prepare(): Promise<void> {
    await this.#entries.createIndexes([
      { key: { unprojected: 1, order: 1 }, partialFilterExpression: { unprojected: true } },
      { key: { unsent: 1, order: 1 }, partialFilterExpression: { unsent: true } },
      { key: { dead: 1, order: -1 }, partialFilterExpression: { dead: true } },
    ]);
  }

  /**
   * Entries with work left that arrived before a moment, in order, a page at a time after the `order` of the last.
   * @param due leaves out those whose next attempt is later than this
   */
  marked(mark: WorkMark, before: Date, after: string, limit: number, due?: Date): Promise<LogEntry[]> {
    return this.#entries
      .find(
        {
          [mark]: true,
          order: { $gt: after },
          receivedAt: { $lte: before },
          ...(due ? { retryAt: { $not: { $gt: due } } } : {}),
        },
        { sort: { order: 1 }, limit },
      )
      .toArray();
  }

  async sent({ _id }: LogEntry): Promise<void> {
    await this.#entries.updateOne({ _id }, { $unset: { unsent: '' } });
  }

  /** Takes the marks of earlier failures off. Costs nothing when there are none. */
  async projected({ _id, unprojected, dead }: LogEntry): Promise<void> {
    if (!unprojected && !dead) return;
    await this.#entries.updateOne(
      { _id },
      { $unset: { unprojected: '', retryAt: '', dead: '', failures: '', error: '' } },
    );
  }

  /** Counts a failure and says when it is tried again; at the cap it is given up, and true is the answer. */
  async failed({ _id, failures: before = 0 }: LogEntry, error: string, now: Date): Promise<boolean> {
    const retryAt = new Date(now.getTime() + retryDelayMs(before + 1));
    const entry = await this.#entries.findOneAndUpdate(
      { _id },
      { $inc: { failures: 1 }, $set: { unprojected: true, retryAt, error } },
      { returnDocument: 'after', projection: { failures: 1 } },
    );
    if ((entry?.failures ?? 0) < MAX_FAILURES) return false;
    await this.#entries.updateOne({ _id }, { $set: { dead: true }, $unset: { unprojected: '', retryAt: '' } });
    return true;
  }

  /** Newest first; `cursor` from the page before. */
  async deadLetters(cursor: string | null, limit: number): Promise<{ items: DeadLetter[]; next: string | null }> {
    const entries = await this.#entries
      .find(
        { dead: true, ...(cursor ? { order: { $lt: cursor } } : {}) },
        { sort: { order: -1 }, limit, projection: { json: 0 } },
      )
      .toArray();
    return { items: entries.map(deadLetter), next: entries.length === limit ? (entries.at(-1)?.order ?? null) : null };
  }

  deadLetter(id: string): Promise<LogEntry | null> {
    return this.#entries.findOne({ order: id, dead: true });
  }

  /** From now on it changes nothing, also in a rebuild. False when there is no such dead letter. */
  async drop(id: string): Promise<boolean> {
    const { matchedCount } = await this.#entries.updateOne(
      { order: id, dead: true },
      { $set: { silenced: true }, $unset: { dead: '', error: '' } },
    );
    return matchedCount === 1;
  }
}

function deadLetter({ _id, order, type, origin, actor, receivedAt, failures = 0, error = '' }: LogEntry): DeadLetter {
  const host = origin === 'local' ? null : (URL.parse(actor)?.host ?? null);
  return { id: order, iri: _id, type, host, receivedAt, failures, error };
}
