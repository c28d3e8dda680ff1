import { MongoClient, MongoNetworkError, MongoServerSelectionError } from 'mongodb';
import type { Database, StorageLogger } from './database.ts';
import { StorageUnavailableError } from './errors.ts';
import { MongoCollection, type MongoDocument } from './mongo-collection.ts';

const SERVER_SELECTION_TIMEOUT_MS = 10_000;
const DEFAULT_DATABASE = 'staffroom';

/**
 * Connects to the MongoDB (or compatible) deployment of `databaseUrl`; the database is the one that the URL names.
 * @throws StorageUnavailableError when no server answers.
 */
export async function openMongo(options: {
  databaseUrl: string;
  logger?: StorageLogger | undefined;
}): Promise<Database> {
  const client = connectable(options.databaseUrl);
  const named = /^mongodb(?:\+srv)?:\/\/[^/]+\/[^?]/.test(options.databaseUrl);
  const db = client.db(named ? undefined : DEFAULT_DATABASE);
  try {
    await client.connect();
    await db.command({ ping: 1 });
  } catch (cause) {
    await client.close();
    throw unavailable(cause);
  }
  options.logger?.info({ database: db.databaseName }, 'connected to MongoDB');

  return {
    engine: 'mongo',
    collection(name) {
      return new MongoCollection(db.collection<MongoDocument>(name));
    },
    async collections() {
      const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
      return names.filter((name) => !name.startsWith('system.')).sort();
    },
    async drop() {
      await db.dropDatabase();
    },
    async ping() {
      try {
        await db.command({ ping: 1 });
      } catch (cause) {
        throw unavailable(cause);
      }
    },
    async close() {
      await client.close();
    },
  };
}

function connectable(databaseUrl: string): MongoClient {
  try {
    return new MongoClient(databaseUrl, {
      appName: 'staffroom',
      writeConcern: { w: 'majority', journal: true },
      retryWrites: true,
      // As in the embedded engine: an undefined field is not stored.
      ignoreUndefined: true,
      promoteBuffers: true,
      ...(!/serverSelectionTimeoutMS=/i.test(databaseUrl) && { serverSelectionTimeoutMS: SERVER_SELECTION_TIMEOUT_MS }),
    });
  } catch (cause) {
    throw unavailable(cause);
  }
}

/** The URL may hold a password, so it is not part of the text. */
function unavailable(cause: unknown): StorageUnavailableError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const unreachable = cause instanceof MongoServerSelectionError || cause instanceof MongoNetworkError;
  const advice = unreachable
    ? 'Check that it is running and that DATABASE_URL names its host and port.'
    : 'Check DATABASE_URL, and the user and password in it.';
  return new StorageUnavailableError(`MongoDB cannot be used: ${reason}. ${advice}`, { cause });
}
