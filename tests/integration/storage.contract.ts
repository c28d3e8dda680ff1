import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/storage/index.ts';
import { aggregateContract } from './storage/aggregate.contract.ts';
import { bulkContract } from './storage/bulk.contract.ts';
import { concurrencyContract } from './storage/concurrency.contract.ts';
import { indexContract } from './storage/index.contract.ts';
import { randomContract } from './storage/random.contract.ts';
import { readContract } from './storage/read.contract.ts';
import { refusalContract } from './storage/refusal.contract.ts';
import { textContract } from './storage/text.contract.ts';
import { writeContract } from './storage/write.contract.ts';

export interface OpenedDatabase {
  database: Database;
  dispose(): Promise<void>;
}

/** What the storage port promises, checked on whichever engine `open` opens. Defines a suite of vitest tests. */
export function storageContract(open: () => Promise<OpenedDatabase>): void {
  let opened: OpenedDatabase | undefined;
  beforeAll(async () => {
    opened = await open();
  });
  afterEach(async () => {
    await opened?.database.drop();
  });
  afterAll(async () => {
    await opened?.dispose();
  });
  const database = (): Database => opened!.database;

  describe('reads', () => readContract(database));
  describe('writes', () => writeContract(database));
  describe('bulk writes', () => bulkContract(database));
  describe('indexes', () => indexContract(database));
  describe('text search', () => textContract(database));
  describe('aggregation', () => aggregateContract(database));
  describe('concurrency', () => concurrencyContract(database));
  describe('what is refused', () => refusalContract(database));
  describe('random queries agree with a plain evaluation', () => randomContract(database));

  describe('the database itself', () => {
    it('lists its collections and drops them', async () => {
      await database().collection('b').insertOne({ _id: '1' });
      await database().collection('a').insertOne({ _id: '1' });
      expect(await database().collections()).toEqual(['a', 'b']);
      await database().collection('a').drop();
      expect(await database().collections()).toEqual(['b']);
      expect(await database().collection('a').findOne({ _id: '1' })).toBeNull();
      await database().drop();
      expect(await database().collections()).toEqual([]);
    });

    it('answers a ping', async () => {
      await expect(database().ping()).resolves.toBeUndefined();
    });
  });
}
