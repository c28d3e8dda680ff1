import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { newSecret } from '../../core/ids.ts';

/** Bytes in memory, or in a file of this machine. */
export type Content = Uint8Array | { path: string };

/** First and last byte, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

/** Where files are kept. Keys are made by `storeKey`; no part of one comes from outside. */
export interface MediaStore {
  /** Durable when it resolves; replaces what was there. */
  put(key: string, content: Content): Promise<void>;
  /** Null when there is no such file. */
  get(key: string, range?: ByteRange): Promise<Readable | null>;
  /** One that is not there is not an error. */
  remove(key: string): Promise<void>;
}

export async function bytesOf(content: Content): Promise<Uint8Array> {
  return content instanceof Uint8Array ? content : readFile(content.path);
}

/** Files in a folder. A file appears whole: it is written aside, flushed, then renamed. */
export class DiskStore implements MediaStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async put(key: string, content: Content): Promise<void> {
    const path = join(this.#folder, key);
    const folder = dirname(path);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const aside = `${path}.${newSecret().slice(0, 12)}`;
    try {
      const file = await open(aside, 'wx', 0o600);
      try {
        await file.writeFile(content instanceof Uint8Array ? content : createReadStream(content.path));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(aside, path);
    } catch (error) {
      await rm(aside, { force: true });
      throw error;
    }
    await syncFolder(folder);
  }

  async get(key: string, range?: ByteRange): Promise<Readable | null> {
    const path = join(this.#folder, key);
    const found = await stat(path).catch(() => null);
    return found?.isFile() ? createReadStream(path, range) : null;
  }

  async remove(key: string): Promise<void> {
    const path = join(this.#folder, key);
    await rm(path, { force: true });
    // The folder of a file's variants goes with the last of them.
    await rmdir(dirname(path)).catch(() => {});
  }
}

/** A rename is durable once the folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
