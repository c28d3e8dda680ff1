import { Query } from 'mingo';
import { describe, expect, it } from 'vitest';
import type { Collection, Database, IndexSpec } from '../../../server/storage/index.ts';
import { type Random, seeded } from '../../support/storage/random.ts';
import { compareSamples, randomFilter, randomSort, type Sample, sample } from '../../support/storage/samples.ts';

const DOCUMENTS = 300;
const QUERIES = 400;

const INDEXES: IndexSpec[] = [
  { key: { a: 1 } },
  { key: { b: -1 } },
  { key: { c: 1, b: -1 } },
  { key: { tags: 1, at: -1 } },
  { key: { at: -1, a: 1 } },
  { key: { 'inner.y': 1, c: -1 } },
  { key: { 'items.k': 1, 'items.v': -1 } },
  { key: { b: 1, c: 1 }, name: 'partial', partialFilterExpression: { b: { $gt: 0 } } },
];

export function randomContract(database: () => Database): void {
  describe.each([1, 2, 3, 4])('seed %i', (seed) => {
    it('finds, orders, pages and counts the same documents', async () => {
      const random = seeded(seed);
      const all = Array.from({ length: DOCUMENTS }, (_, n) => sample(random, `id-${n}`));
      const collection = database().collection<Sample>('samples');
      // Some indexes exist before the documents, some are built over them.
      await collection.createIndexes(INDEXES.slice(0, 4));
      await collection.insertMany(all);
      await collection.createIndexes(INDEXES.slice(4));
      await compareMany(random, collection, all, QUERIES);
      await changeSome(random, collection, all);
      await compareMany(random, collection, all, QUERIES / 4);
    });
  });
}

async function compareMany(random: Random, collection: Collection<Sample>, all: readonly Sample[], queries: number) {
  for (let i = 0; i < queries; i++) {
    const filter = randomFilter(random);
    const sort = randomSort(random);
    const [skip, limit] = [random.below(4), 1 + random.below(30)];
    const query = new Query(filter);
    const matching = all.filter((document) => query.test({ ...document })).sort(compareSamples(sort));
    const page = await collection.find(filter, { sort, skip, limit }).toArray();
    const context = JSON.stringify({ filter, sort, skip, limit });
    expect(ids(page), context).toEqual(ids(matching.slice(skip, skip + limit)));
    expect(await collection.countDocuments(filter), context).toBe(matching.length);
    if (i % 10 === 0) {
      const unsorted = await collection.find(filter).toArray();
      expect(ids(unsorted).sort(), context).toEqual(ids(matching).sort());
    }
  }
}

async function changeSome(random: Random, collection: Collection<Sample>, all: Sample[]): Promise<void> {
  const writes: Promise<unknown>[] = [];
  for (const [n, document] of all.entries()) {
    if (random.chance(0.3)) {
      all[n] = sample(random, document._id);
      const { _id, ...fields } = all[n];
      writes.push(collection.replaceOne({ _id }, fields));
    } else if (random.chance(0.2)) {
      writes.push(collection.deleteOne({ _id: document._id }));
    }
  }
  await Promise.all(writes);
  const kept = new Set(ids(await collection.find({}, { projection: { _id: 1 } }).toArray()));
  const remaining = all.filter(({ _id }) => kept.has(_id));
  all.splice(0, all.length, ...remaining);
}

function ids(documents: readonly Sample[]): string[] {
  return documents.map(({ _id }) => _id);
}
