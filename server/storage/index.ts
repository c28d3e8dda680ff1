import type { Database, StorageLogger } from './database.ts';
import { openEmbedded } from './embedded/database.ts';

export type * from './database.ts';
export {
  BulkWriteFailure,
  isDuplicateKey,
  StorageQueryError,
  StorageUnavailableError,
} from './errors.ts';
export { renameIn } from './rename-in.ts';

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
  if (databaseUrl === undefined) return openEmbedded({ dataDir, logger });
  // The driver takes a tenth of a second to load, which nobody without MongoDB should wait for.
  const { openMongo } = await import('./mongo.ts');
  return openMongo({ databaseUrl, logger });
}
