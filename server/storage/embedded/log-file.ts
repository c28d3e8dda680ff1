import { closeSync, fdatasync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const flushToDisk = promisify(fdatasync);

/**
 * SQLite's write-ahead log, as the file it is. With `synchronous = NORMAL` a commit is in that file when it returns, but it
 * is left to us when the disk must have it (https://sqlite.org/pragma.html#pragma_synchronous): here, off the event
 * loop, which SQLite itself would hold up for as long as the disk takes.
 */
export class LogFile {
  readonly #path: string;
  #file: number | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  /** Resolves when all that was committed before the call survives a loss of power. */
  async flush(): Promise<void> {
    this.#file ??= this.#open();
    await flushToDisk(this.#file);
  }

  /** The log stays the same file as long as SQLite has it open; until this returns its name is durable too. */
  #open(): number {
    const file = openSync(this.#path, 'r+');
    try {
      // Windows has no such thing as flushing a folder.
      if (process.platform !== 'win32') flushFolder(dirname(this.#path));
      return file;
    } catch (error) {
      closeSync(file);
      throw error;
    }
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }
}

function flushFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
