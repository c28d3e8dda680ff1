import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { StorageUnavailableError } from '../errors.ts';
import { LogFile } from './log-file.ts';

const FILE_NAME = 'staffroom.sqlite';
/** How long a write waits for another process's transaction (the CLI's are short). */
const BUSY_TIMEOUT_MS = 5_000;
const PAGE_CACHE_KIB = 16_384;
const WAL_LIMIT_BYTES = 64 * 1024 * 1024;

/** A row as an array of columns: node:sqlite builds these much faster than objects. */
export type Row = readonly (string | number)[];

/** One SQLite file, with its statements prepared once. */
export class Connection {
  readonly #sqlite: DatabaseSync;
  readonly #log: LogFile;
  readonly #statements = new Map<string, StatementSync>();

  constructor(dataDir: string) {
    const file = join(dataDir, FILE_NAME);
    this.#log = new LogFile(`${file}-wal`);
    try {
      mkdirSync(dataDir, { recursive: true, mode: 0o700 });
      // Made here, so that it and the -wal and -shm files, which copy its mode, are never readable by others.
      closeSync(openSync(file, 'a', 0o600));
      chmodSync(file, 0o600);
      this.#sqlite = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
      // secure_delete: what is deleted or overwritten is zeroed in the file, not merely forgotten.
      this.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -${PAGE_CACHE_KIB};
        PRAGMA journal_size_limit = ${WAL_LIMIT_BYTES}; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON`);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new StorageUnavailableError(
        `The database in ${dataDir} cannot be opened (${reason}). Check that the folder exists, is writable and has space left.`,
        { cause },
      );
    }
  }

  exec(sql: string): void {
    this.#sqlite.exec(sql);
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    const rows: unknown = this.#prepare(sql).all(...values);
    return rows as Row[];
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    const row: unknown = this.#prepare(sql).get(...values);
    return row as Row | undefined;
  }

  run(sql: string, ...values: SQLInputValue[]): { changes: number; rowid: number } {
    const { changes, lastInsertRowid } = this.#prepare(sql).run(...values);
    return { changes: Number(changes), rowid: Number(lastInsertRowid) };
  }

  /** A prepared statement for a hot path; its rows come as arrays. */
  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#sqlite.prepare(sql);
    statement.setReturnArrays(true);
    this.#statements.set(sql, statement);
    return statement;
  }

  /** After tables were dropped their statements are of no more use. */
  forgetStatements(): void {
    this.#statements.clear();
  }

  /** Runs a synchronous reader on one consistent snapshot. Inside a transaction it just runs. */
  reading<T>(read: () => T): T {
    if (this.#sqlite.isTransaction) return read();
    this.run('BEGIN');
    try {
      return read();
    } finally {
      this.run('COMMIT');
    }
  }

  /**
   * Runs `write` in one transaction; nothing of it remains when this throws. When it returns, the process may be killed, but
   * the power may not fail before `flush`.
   */
  writing<T>(write: () => T): T {
    this.run('BEGIN IMMEDIATE');
    try {
      const result = write();
      this.run('COMMIT');
      return result;
    } catch (error) {
      if (this.#sqlite.isTransaction) this.run('ROLLBACK');
      throw error;
    }
  }

  /** Inside `writing`: all of `work` or, when it throws, nothing of it, whatever else the transaction holds. */
  atomically<T>(work: () => T): T {
    this.run('SAVEPOINT whole');
    try {
      return work();
    } catch (error) {
      if (this.#sqlite.isTransaction) this.run('ROLLBACK TO whole');
      throw error;
    } finally {
      if (this.#sqlite.isTransaction) this.run('RELEASE whole');
    }
  }

  /**
   * Resolves when all that was committed before the call is on the disk. The event loop is free meanwhile.
   * @throws StorageUnavailableError when the disk does not take it
   */
  async flush(): Promise<void> {
    try {
      await this.#log.flush();
    } catch (cause) {
      throw new StorageUnavailableError('The disk did not take what was written.', { cause });
    }
  }

  close(): void {
    this.#statements.clear();
    this.#log.close();
    this.#sqlite.close();
  }
}

/** SQLite's own failures, which may leave a half-done operation, unlike errors thrown by our checks. */
export function isSqliteError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR';
}

/** SQLite's primary result code (https://sqlite.org/rescode.html). */
export function sqliteCode(error: Error): number {
  return 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : 0;
}
