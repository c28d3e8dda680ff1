import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface FoundMongo {
  url: string;
  stop(): Promise<void>;
}

/**
 * A MongoDB to test on: `DATABASE_URL`, else a `mongod` that is installed or cached, started for the occasion; a download
 * happens only with `STAFFROOM_DOWNLOAD_MONGOD=1`. Undefined when there is none; decides within seconds.
 */
export async function findMongo(): Promise<FoundMongo | undefined> {
  const url = process.env.DATABASE_URL;
  if (url !== undefined) return { url, stop: async () => {} };
  const systemBinary = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'mongod'))
    .find((path) => existsSync(path));
  if (systemBinary !== undefined) process.env.MONGOMS_SYSTEM_BINARY ??= systemBinary;
  process.env.MONGOMS_RUNTIME_DOWNLOAD ??= process.env.STAFFROOM_DOWNLOAD_MONGOD === '1' ? 'true' : 'false';
  const { MongoBinary, MongoMemoryReplSet } = await import('mongodb-memory-server');
  try {
    await MongoBinary.getPath();
  } catch {
    return undefined;
  }
  const server = await MongoMemoryReplSet.create({ replSet: { count: 1 } });
  return { url: server.getUri(), stop: async () => void (await server.stop()) };
}

/** The same deployment, another database: several hosts in one URL are why `URL` cannot do it. */
export function withDatabase(url: string, database: string): string {
  const parts = /^(mongodb(?:\+srv)?:\/\/[^/?]+)\/?[^?]*(\?.*)?$/.exec(url);
  if (parts === null) throw new Error('DATABASE_URL is not a MongoDB URL');
  return `${parts[1]}/${database}${parts[2] ?? ''}`;
}
