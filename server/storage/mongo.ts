import type { Database } from './database.ts';
import { StorageUnavailableError } from './errors.ts';
import type { StorageLogger } from './index.ts';

export async function openMongo(_options: {
  databaseUrl: string;
  logger?: StorageLogger | undefined;
}): Promise<Database> {
  throw new StorageUnavailableError('The MongoDB engine is not ready yet.');
}
