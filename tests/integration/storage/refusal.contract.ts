import { expect, it } from 'vitest';
import { type Database, StorageQueryError } from '../../../server/storage/index.ts';

interface Item {
  _id: string;
  [field: string]: unknown;
}

export function refusalContract(database: () => Database): void {
  const items = () => database().collection<Item>('items');
  const outcome = async (work: () => unknown): Promise<unknown> => {
    try {
      return await work();
    } catch (error) {
      return error;
    }
  };

  it.each<[string, Record<string, unknown>]>([
    ['an unknown top-level operator', { $where: 'true' }],
    ['an unknown field operator', { n: { $near: 1 } }],
    ['an unknown operator inside $or', { $or: [{ n: { $foo: 1 } }] }],
    ['an undefined value, which would match everything', { owner: undefined }],
    ['an undefined operand', { n: { $gt: undefined } }],
    ['undefined in a list', { n: { $in: [undefined] } }],
    ['$in without a list', { n: { $in: 'a' } }],
    ['an empty $or', { $or: [] }],
    ['$text without a search', { $text: {} }],
  ])('a filter with %s', async (_, filter) => {
    await items().insertOne({ _id: 'x', n: 1 });
    for (const work of [
      () => items().find(filter).toArray(),
      () => items().findOne(filter),
      () => items().countDocuments(filter),
      () => items().deleteMany(filter),
      () => items().updateMany(filter, { $set: { n: 2 } }),
      () =>
        items()
          .aggregate([{ $match: filter }])
          .toArray(),
    ]) {
      expect(await outcome(work)).toBeInstanceOf(StorageQueryError);
    }
    expect(await items().find().toArray()).toEqual([{ _id: 'x', n: 1 }]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['an unknown operator', { $rename: { a: 'b' } }],
    ['a whole document', { n: 2 }],
    ['a path twice', { $set: { 'a.b': 1 }, $inc: { a: 1 } }],
    ['a positional path', { $set: { 'list.$.x': 1 } }],
    ['a prototype path', { $set: { '__proto__.x': 1 } }],
  ])('an update with %s', async (_, update) => {
    await items().insertOne({ _id: 'x', n: 1 });
    expect(await outcome(() => items().updateOne({ _id: 'x' }, update))).toBeInstanceOf(StorageQueryError);
    expect(await items().findOne({ _id: 'x' })).toEqual({ _id: 'x', n: 1 });
  });

  it('documents and upserts without a text _id', async () => {
    expect(await outcome(() => items().insertOne({ n: 1 } as never))).toBeInstanceOf(StorageQueryError);
    expect(await outcome(() => items().insertOne({ _id: '' }))).toBeInstanceOf(StorageQueryError);
    const upsert = () => items().updateOne({ n: 1 }, { $set: { n: 2 } }, { upsert: true });
    expect(await outcome(upsert)).toBeInstanceOf(StorageQueryError);
  });

  it('an unknown aggregation stage', async () => {
    expect(
      await outcome(() =>
        items()
          .aggregate([{ $out: 'elsewhere' }])
          .toArray(),
      ),
    ).toBeInstanceOf(StorageQueryError);
  });
}
