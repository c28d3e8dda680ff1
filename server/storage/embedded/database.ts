import type { Collection, Database, StorageLogger, Stored } from '../database.ts';
import { StorageUnavailableError } from '../errors.ts';
import { EmbeddedCollection } from './collection.ts';
import { type Engine, openEngine, read } from './engine.ts';
import { startSweeper, sweepExpired } from './ttl.ts';
import { verify } from './verify.ts';

export interface EmbeddedDatabase extends Database {
  readonly engine: 'embedded';
  /** What is wrong with the file or its indexes; empty when all is well. Reads everything. */
  verify(): Promise<string[]>;
  /** Deletes documents that TTL indexes have expired by `now`; runs by itself every minute. */
  sweepExpired(now?: Date): Promise<number>;
}

/** Opens (and makes, when missing) the database in `dataDir`. Several processes may have it open. */
export async function openEmbedded(options: {
  dataDir: string;
  logger?: StorageLogger | undefined;
}): Promise<EmbeddedDatabase> {
  const opened = openEngine(options.dataDir);
  const stopSweeper = startSweeper(opened, options.logger);
  let closed = false;

  function open(): Engine {
    if (closed) throw new StorageUnavailableError('The database is closed.');
    return opened;
  }

  return {
    engine: 'embedded',
    collection<T extends Stored>(name: string): Collection<T> {
      return new EmbeddedCollection<T>(open(), name);
    },
    async collections() {
      return read(open(), () => opened.catalog.names());
    },
    async drop() {
      await open().queue.run(() => {
        for (const entry of opened.catalog.entries()) opened.catalog.drop(entry);
      });
    },
    async ping() {
      open().connection.get('SELECT 1');
    },
    async close() {
      if (closed) return;
      closed = true;
      stopSweeper();
      await opened.queue.close();
      opened.connection.close();
    },
    async verify() {
      return verify(open());
    },
    sweepExpired: (now = new Date()) => sweepExpired(open(), now),
  };
}
