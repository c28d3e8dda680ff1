import type { Database } from '../database.ts';
import { StorageUnavailableError } from '../errors.ts';
import type { StorageLogger } from '../index.ts';

export async function openEmbedded(_options: {
  dataDir: string;
  logger?: StorageLogger | undefined;
}): Promise<Database> {
  throw new StorageUnavailableError('The embedded engine is not ready yet.');
}
