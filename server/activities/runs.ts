import type { Clock } from '../core/clock.ts';
import { newId } from '../core/ids.ts';
import type { Collection, Database } from '../storage/index.ts';
import type { LogEntry } from './log-entry.ts';

/** How often a run writes down how far it is. A crash repeats this much at most. */
const RECORD_INTERVAL_MS = 1_000;
/** A run that was not heard of for so long is over: its entries are anybody's. Clocks of several machines differ by less. */
const LEASE_MS = 3 * 60_000;
/** A run that has not said for so long that it goes on says it before it takes more in. */
const RENEW_AFTER_MS = LEASE_MS / 3;
/** Processes that share a database, and crashes of one lease. */
const MAX_RUNS = 1_000;

/** One process's time with the log, from its first entry to its end. */
export interface RunView {
  _id: string;
  /** Every entry of this run whose `order` is below is worked off, or marked. */
  open: string;
  seenAt: Date;
}

/** The place of an entry in the log, given before it is written. */
export interface Place {
  run: string;
  order: string;
}

/**
 * Which entries this process has taken in and not worked off. Instead of a mark on each entry, which would cost a second
 * write of it, one row per process says up to where all is done (docs/adr/0022). Owns the collection `runs`.
 */
export class Runs {
  readonly #rows: Collection<RunView>;
  readonly #clock: Clock;
  readonly #id = newId();
  /** Orders of the entries under way, the lowest first: they are given in growing order. */
  readonly #open = new Set<string>();
  #recorded: { open: string; at: number } | null = null;
  #recording: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(db: Database, clock: Clock) {
    this.#rows = db.collection<RunView>('runs');
    this.#clock = clock;
  }

  /** A place for an entry that arrived at `receivedAt`. When it resolves, a crash will not lose the entry. */
  async enter(receivedAt: Date): Promise<Place> {
    // Given first, so that what is recorded meanwhile stays below it.
    const order = newId(receivedAt.getTime());
    this.#open.add(order);
    try {
      if (this.#recorded === null || this.#age() > RENEW_AFTER_MS) await this.#record();
    } catch (error) {
      this.#open.delete(order);
      throw error;
    }
    return { run: this.#id, order };
  }

  /** The entry is worked off, has a mark of its own, or was never written. */
  leave({ run, order }: Pick<LogEntry, 'run' | 'order'>): void {
    if (run !== this.#id || !this.#open.delete(order)) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      // What could not be recorded is done twice after a crash, and no more.
      void this.#record().catch(() => {});
    }, RECORD_INTERVAL_MS).unref();
  }

  /** Other runs that are over, or may be: at a start nobody can tell a crash of a moment ago from a process that lives. */
  async others(atStart: boolean): Promise<RunView[]> {
    const rows = await this.#rows.find({ _id: { $gt: '' } }, { limit: MAX_RUNS }).toArray();
    return rows.filter((row) => row._id !== this.#id && (atStart || this.#isOver(row)));
  }

  /**
   * Everything of another run is worked off. The row of one that may still live stays: it counts on it, and would not know that it
   * is gone. Should one that is over go on all the same, it makes its row anew.
   */
  async forget(row: RunView): Promise<void> {
    if (!this.#isOver(row)) return;
    await this.#rows.deleteOne({ _id: row._id, seenAt: row.seenAt });
  }

  #isOver({ seenAt }: RunView): boolean {
    return this.#clock.now().getTime() - seenAt.getTime() > LEASE_MS;
  }

  /** After the last entry: nothing of this run is left to anybody, unless something is still under way. */
  async end(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#recording;
    if (this.#recorded === null) return;
    if (this.#open.size > 0) await this.#record();
    else await this.#rows.deleteOne({ _id: this.#id });
    this.#recorded = null;
  }

  #age(): number {
    return this.#clock.now().getTime() - (this.#recorded?.at ?? 0);
  }

  /** One at a time. One under way is good for whoever asks meanwhile: what it says is below their places. */
  #record(): Promise<void> {
    this.#recording ??= this.#write().finally(() => {
      this.#recording = null;
    });
    return this.#recording;
  }

  async #write(): Promise<void> {
    const now = this.#clock.now();
    const [lowest] = this.#open;
    const open = lowest ?? newId(now.getTime());
    await this.#rows.replaceOne({ _id: this.#id }, { open, seenAt: now }, { upsert: true });
    this.#recorded = { open, at: now.getTime() };
  }
}
