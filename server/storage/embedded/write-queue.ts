import { StorageUnavailableError } from '../errors.ts';
import type { Catalog } from './catalog.ts';
import { type Connection, isSqliteError, sqliteCode } from './connection.ts';

interface Job {
  work: () => unknown;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
}

type Outcome = { value: unknown } | { error: unknown };

/** Waiting writes beyond this are refused: the machine cannot keep up, and a caller should hear that. */
const MAX_WAITING = 100_000;
/** A batch ends here, so that one flush does not hold up the event loop. */
const MAX_BATCH_MS = 20;

/** SQLite's codes for busy, locked, read-only, I/O, corrupt, full, cannot open, not a database: no write would fare better. */
const ENVIRONMENTAL = new Set([5, 6, 8, 10, 11, 13, 14, 26]);

/**
 * Group commit. All writes that arrive in one turn of the event loop share one transaction and one fsync; each promise
 * settles only after COMMIT. A write that is refused (a duplicate key, a bad operand) rejects alone.
 */
export class WriteQueue {
  readonly #connection: Connection;
  readonly #catalog: Catalog;
  #waiting: Job[] = [];
  #scheduled = false;
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
    this.#schedule();
    return promise;
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#flush();
      if (this.#waiting.length > 0) this.#schedule();
    });
  }

  /** Commits what waits, up to one batch. */
  #flush(): void {
    const jobs = this.#waiting;
    if (jobs.length === 0) return;
    this.#waiting = [];
    const outcomes: Outcome[] = [];
    try {
      this.#connection.writing(() => {
        this.#catalog.refresh();
        const deadline = performance.now() + MAX_BATCH_MS;
        for (const job of jobs) {
          outcomes.push(attempt(job));
          if (performance.now() > deadline) break;
        }
      });
    } catch (error) {
      this.#catalog.invalidate();
      this.#recover(jobs, error);
      return;
    }
    this.#waiting = [...jobs.slice(outcomes.length), ...this.#waiting];
    outcomes.forEach((outcome, i) => {
      settle(jobs[i], outcome);
    });
  }

  /** SQLite itself refused something: nothing was committed. One by one, so that only the culprit fails. */
  #recover(jobs: readonly Job[], error: unknown): void {
    if (jobs.length === 1 || !isSqliteError(error) || ENVIRONMENTAL.has(sqliteCode(error))) {
      for (const job of jobs) settle(job, { error });
      return;
    }
    for (const job of jobs) {
      try {
        settle(
          job,
          this.#connection.writing(() => {
            this.#catalog.refresh();
            return attempt(job);
          }),
        );
      } catch (own) {
        this.#catalog.invalidate();
        settle(job, { error: own });
      }
    }
  }

  /** Commits everything that waits; later writes are refused. */
  close(): void {
    this.#closed = true;
    while (this.#waiting.length > 0) this.#flush();
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

function settle(job: Job | undefined, outcome: Outcome): void {
  if ('error' in outcome) job?.reject(outcome.error);
  else job?.resolve(outcome.value);
}
