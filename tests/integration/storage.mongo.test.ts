import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { StorageUnavailableError } from '../../server/storage/index.ts';
import { openMongo } from '../../server/storage/mongo.ts';
import { findMongo, withDatabase } from '../support/storage/mongod.ts';
import { storageContract } from './storage.contract.ts';

const mongo = await findMongo();

if (mongo === undefined) {
  describe.skip('storage contract on MongoDB (skipped: no mongod found; set DATABASE_URL)', () => {
    it('is not checked on this machine', () => {});
  });
} else {
  describe('storage contract on MongoDB', () => {
    afterAll(() => mongo.stop());
    storageContract(async () => {
      const name = `staffroom_contract_${randomUUID().replaceAll('-', '')}`;
      const database = await openMongo({ databaseUrl: withDatabase(mongo.url, name) });
      return {
        database,
        async dispose() {
          await database.drop();
          await database.close();
        },
      };
    });
  });
}

describe('a MongoDB that does not answer', () => {
  it('is reported as such, without the password', async () => {
    const databaseUrl = 'mongodb://someone:secret@127.0.0.1:9/staffroom?serverSelectionTimeoutMS=50';
    const error = await openMongo({ databaseUrl }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(StorageUnavailableError);
    expect(String(error)).toContain('DATABASE_URL');
    expect(String(error)).not.toContain('secret');
  });
});
