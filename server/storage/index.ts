import type { Database, StorageLogger } from './database.ts';
import { openEmbedded } from './embedded/database.ts';
import { openMongo } from './mongo.ts';

export type * from './database.ts';
export {
  BulkWriteFailure,
  isDuplicateKey,
  StorageQueryError,
  StorageUnavailableError,
} from './errors.ts';

export interface DatabaseOptions {
  /** `mongodb://…` or `mongodb+srv://…`. Without it the embedded engine is used. */
  databaseUrl?: string | undefined;
  /** Where the embedded engine keeps its files; made (0700) when missing. */
  dataDir: string;
  logger?: StorageLogger | undefined;
}

/**
 * Opens the configured database.
 * @throws StorageUnavailableError when it cannot be reached or opened.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { databaseUrl, dataDir, logger } = options;
  return databaseUrl === undefined ? openEmbedded({ dataDir, logger }) : openMongo({ databaseUrl, logger });
}
