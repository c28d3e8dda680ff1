import { expect, it } from 'vitest';
import { BulkWriteFailure, type Database, isDuplicateKey } from '../../../server/storage/index.ts';

interface Item {
  _id: string;
  n: number;
}

export function bulkContract(database: () => Database): void {
  const items = () => database().collection<Item>('items');
  const ids = async () =>
    (
      await items()
        .find({}, { sort: { _id: 1 } })
        .toArray()
    ).map(({ _id }) => _id);
  const failureOf = async (write: Promise<unknown>): Promise<BulkWriteFailure> => {
    const error = await write.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(BulkWriteFailure);
    return error as BulkWriteFailure;
  };
  const four = [
    { _id: 'a', n: 1 },
    { _id: 'taken', n: 2 },
    { _id: 'b', n: 3 },
    { _id: 'a', n: 4 },
  ];

  it('stops at the first failure when ordered', async () => {
    await items().insertOne({ _id: 'taken', n: 0 });
    const failure = await failureOf(items().insertMany(four));
    expect(isDuplicateKey(failure)).toBe(true);
    expect(failure.insertedCount).toBe(1);
    expect(failure.writeErrors.map(({ index }) => index)).toEqual([1]);
    expect(await ids()).toEqual(['a', 'taken']);
  });

  it('goes on after failures when not ordered', async () => {
    await items().insertOne({ _id: 'taken', n: 0 });
    const failure = await failureOf(items().insertMany(four, { ordered: false }));
    expect(failure.insertedCount).toBe(2);
    expect(failure.writeErrors.map(({ index, code }) => [index, code])).toEqual([
      [1, 11000],
      [3, 11000],
    ]);
    expect(await ids()).toEqual(['a', 'b', 'taken']);
    expect(await items().findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 1 });
  });

  it('does mixed operations in order', async () => {
    const result = await items().bulkWrite([
      { insertOne: { document: { _id: 'a', n: 1 } } },
      { insertOne: { document: { _id: 'b', n: 1 } } },
      { updateOne: { filter: { _id: 'a' }, update: { $inc: { n: 1 } } } },
      { updateOne: { filter: { _id: 'c' }, update: { $set: { n: 9 } }, upsert: true } },
      { updateMany: { filter: { n: { $gte: 1 } }, update: { $inc: { n: 10 } } } },
      { replaceOne: { filter: { _id: 'b' }, replacement: { n: 100 } } },
      { deleteOne: { filter: { _id: 'c' } } },
      { deleteMany: { filter: { n: 12 } } },
    ]);
    expect(result).toEqual({ insertedCount: 2, matchedCount: 5, modifiedCount: 5, deletedCount: 2, upsertedCount: 1 });
    expect(await items().find().toArray()).toEqual([{ _id: 'b', n: 100 }]);
  });
}
