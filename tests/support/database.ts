import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../server/storage/index.ts';
import { withDatabase } from './storage/mongod.ts';

export interface TestDatabase {
  database: Database;
  /** The embedded engine's folder; a second handle or process may open it. */
  dataDir: string;
  /** Closes the database and removes what it left. */
  dispose(): Promise<void>;
}

/** Where a fresh database that no other test sees will be: embedded, or on MongoDB when `TEST_DATABASE=mongo`. */
export async function testDatabasePlace(): Promise<{
  databaseUrl: string | undefined;
  dataDir: string;
  /** Removes what was left there. Whoever opened it has closed it. */
  remove(): Promise<void>;
}> {
  const dataDir = await mkdtemp(join(tmpdir(), 'staffroom-test-'));
  const databaseUrl = process.env.TEST_DATABASE === 'mongo' ? mongoUrl() : undefined;
  return {
    databaseUrl,
    dataDir,
    async remove() {
      if (databaseUrl !== undefined) {
        const database = await openDatabase({ databaseUrl, dataDir });
        await database.drop();
        await database.close();
      }
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export async function openTestDatabase(): Promise<TestDatabase> {
  const { databaseUrl, dataDir, remove } = await testDatabasePlace();
  const database = await openDatabase({ databaseUrl, dataDir });
  return {
    database,
    dataDir,
    async dispose() {
      await database.close();
      await remove();
    },
  };
}

function mongoUrl(): string {
  const base = process.env.DATABASE_URL;
  if (base === undefined) throw new Error('TEST_DATABASE=mongo needs a MongoDB: run the tests with npm run test:mongo');
  return withDatabase(base, `staffroom_test_${randomUUID().replaceAll('-', '')}`);
}
