import { setImmediate as nextTurn } from 'node:timers/promises';
import { StorageUnavailableError } from '../errors.ts';
import type { Catalog } from './catalog.ts';
import { type Connection, isSqliteError, sqliteCode } from './connection.ts';

interface Job {
  work: () => unknown;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
}

type Outcome = { value: unknown } | { error: unknown };
interface Done {
  job: Job;
  outcome: Outcome;
}

/** Waiting writes beyond this are refused: the machine cannot keep up, and a caller should hear that. */
const MAX_WAITING = 100_000;
/** A batch ends here, so that one flush does not hold up the event loop. */
const MAX_BATCH_MS = 20;

/** SQLite's codes for busy, locked, read-only, I/O, corrupt, full, cannot open, not a database: no write would fare better. */
const ENVIRONMENTAL = new Set([5, 6, 8, 10, 11, 13, 14, 26]);

/**
 * Group commit. All writes that arrive in one turn of the event loop, and those that arrive while the disk takes the batch
 * before, share one transaction and one flush; each promise settles only after that. A write that is refused (a duplicate
 * key, a bad operand) rejects alone.
 */
export class WriteQueue {
  readonly #connection: Connection;
  readonly #catalog: Catalog;
  #waiting: Job[] = [];
  #working: Promise<void> | null = null;
  #closed = false;

  constructor(connection: Connection, catalog: Catalog) {
    this.#connection = connection;
    this.#catalog = catalog;
  }

  /** Runs `work` (synchronous, check-before-write) inside a durable transaction. */
  run<T>(work: () => T): Promise<T> {
    if (this.#closed) return Promise.reject(new StorageUnavailableError('The database is closed.'));
    if (this.#waiting.length >= MAX_WAITING) {
      return Promise.reject(new StorageUnavailableError('Too many writes are waiting; try again later.'));
    }
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#waiting.push({ work, resolve: (value) => resolve(value as T), reject });
    this.#working ??= this.#work();
    return promise;
  }

  /** Makes everything that waits durable; later writes are refused. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#working;
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      await nextTurn();
      const batch = this.#commit();
      const lost = await this.#connection.flush().then(
        () => null,
        (error: unknown) => ({ error }),
      );
      for (const { job, outcome } of batch) settle(job, lost ?? outcome);
    }
    this.#working = null;
  }

  /** Commits what waits, up to one batch. */
  #commit(): Done[] {
    const jobs = this.#waiting;
    this.#waiting = [];
    const done: Done[] = [];
    try {
      this.#connection.writing(() => {
        this.#catalog.refresh();
        const deadline = performance.now() + MAX_BATCH_MS;
        for (const job of jobs) {
          done.push({ job, outcome: attempt(job) });
          if (performance.now() > deadline) break;
        }
      });
    } catch (error) {
      this.#catalog.invalidate();
      return this.#recover(jobs, error);
    }
    this.#waiting = [...jobs.slice(done.length), ...this.#waiting];
    return done;
  }

  /** SQLite itself refused something: nothing was committed. One by one, so that only the culprit fails. */
  #recover(jobs: readonly Job[], error: unknown): Done[] {
    if (jobs.length === 1 || !isSqliteError(error) || ENVIRONMENTAL.has(sqliteCode(error))) {
      return jobs.map((job) => ({ job, outcome: { error } }));
    }
    return jobs.map((job) => ({ job, outcome: this.#alone(job) }));
  }

  #alone(job: Job): Outcome {
    try {
      return this.#connection.writing(() => {
        this.#catalog.refresh();
        return attempt(job);
      });
    } catch (error) {
      this.#catalog.invalidate();
      return { error };
    }
  }
}

function attempt(job: Job): Outcome {
  try {
    return { value: job.work() };
  } catch (error) {
    if (isSqliteError(error)) throw error;
    return { error };
  }
}

function settle(job: Job, outcome: Outcome): void {
  if ('error' in outcome) job.reject(outcome.error);
  else job.resolve(outcome.value);
}
