import { describe, expect, it } from 'vitest';
import { type Database, isDuplicateKey } from '../../../server/storage/index.ts';

interface Item {
  _id: string;
  n?: number;
  name?: string;
  list?: unknown[];
  inner?: { x?: number; y?: number };
  at?: Date;
}

export function writeContract(database: () => Database): void {
  const items = () => database().collection<Item>('items');
  async function changed(before: Item, update: Parameters<ReturnType<typeof items>['updateOne']>[1]) {
    await items().insertOne(before);
    const result = await items().updateOne({ _id: before._id }, update);
    return { result, after: await items().findOne({ _id: before._id }) };
  }

  it('refuses a second document with the same _id', async () => {
    await items().insertOne({ _id: 'x', n: 1 });
    const error = await items()
      .insertOne({ _id: 'x', n: 2 })
      .catch((caught: unknown) => caught);
    expect(isDuplicateKey(error)).toBe(true);
    expect(await items().findOne({ _id: 'x' })).toEqual({ _id: 'x', n: 1 });
  });

  it('does not share what it stored with the caller', async () => {
    const list = ['a'];
    await items().insertOne({ _id: 'x', list });
    list.push('b');
    (await items().findOne({ _id: 'x' }))!.list!.push('c');
    expect((await items().findOne({ _id: 'x' }))?.list).toEqual(['a']);
  });

  describe('update operators', () => {
    it.each<[name: string, before: Omit<Item, '_id'>, update: object, after: Omit<Item, '_id'>]>([
      ['$set', { n: 1 }, { $set: { n: 2, 'inner.x': 5 } }, { n: 2, inner: { x: 5 } }],
      ['$set on an element', { list: [1, 2] }, { $set: { 'list.1': 9 } }, { list: [1, 9] }],
      ['$unset', { n: 1, inner: { x: 1, y: 2 } }, { $unset: { n: '', 'inner.x': '' } }, { inner: { y: 2 } }],
      ['$unset of nothing', { n: 1 }, { $unset: { 'inner.x': '' } }, { n: 1 }],
      ['$inc', { n: 1 }, { $inc: { n: 2, 'inner.x': -1 } }, { n: 3, inner: { x: -1 } }],
      ['$min', { n: 5 }, { $min: { n: 3, 'inner.x': 1 } }, { n: 3, inner: { x: 1 } }],
      ['$max, already greater', { n: 5 }, { $max: { n: 3 } }, { n: 5 }],
      ['$max of dates', { at: new Date(1) }, { $max: { at: new Date(2) } }, { at: new Date(2) }],
      ['$push', { list: [1] }, { $push: { list: 2 } }, { list: [1, 2] }],
      ['$push to nothing', {}, { $push: { list: { $each: [3, 1, 2], $sort: 1, $slice: 2 } } }, { list: [1, 2] }],
      ['$push keeps the last', { list: [1, 2] }, { $push: { list: { $each: [3], $slice: -2 } } }, { list: [2, 3] }],
      [
        '$push sorts objects',
        { list: [{ a: 2, b: 1 }] },
        { $push: { list: { $each: [{ a: 1 }, { a: 2, b: 0 }], $sort: { a: -1, b: 1 } } } },
        { list: [{ a: 2, b: 0 }, { a: 2, b: 1 }, { a: 1 }] },
      ],
      ['$push at a place', { list: [1, 3] }, { $push: { list: { $each: [2], $position: 1 } } }, { list: [1, 2, 3] }],
      ['$addToSet', { list: ['a'] }, { $addToSet: { list: { $each: ['a', 'b', 'b'] } } }, { list: ['a', 'b'] }],
      ['$addToSet of an object', { list: [{ k: 1 }] }, { $addToSet: { list: { k: 1 } } }, { list: [{ k: 1 }] }],
      ['$pull of a value', { list: [1, 2, 1] }, { $pull: { list: 1 } }, { list: [2] }],
      ['$pull by operator', { list: [1, 5, 9] }, { $pull: { list: { $gte: 5 } } }, { list: [1] }],
      ['$pull by field', { list: [{ k: 1, v: 1 }, { k: 2 }] }, { $pull: { list: { k: 1 } } }, { list: [{ k: 2 }] }],
      ['$pull from nothing', { n: 1 }, { $pull: { list: 1 } }, { n: 1 }],
      [
        'several at once',
        { n: 1 },
        { $inc: { n: 1 }, $set: { name: 'a' }, $push: { list: 1 } },
        { n: 2, name: 'a', list: [1] },
      ],
    ])('%s', async (_, before, update, after) => {
      expect((await changed({ _id: 'x', ...before }, update)).after).toEqual({ _id: 'x', ...after });
    });

    it.each<[name: string, before: Omit<Item, '_id'>, update: object]>([
      ['$inc of a text', { name: 'a' }, { $inc: { name: 1 } }],
      ['$push onto a number', { n: 1 }, { $push: { n: 1 } }],
      ['$addToSet onto a text', { name: 'a' }, { $addToSet: { name: 1 } }],
      ['$set through a number', { n: 1 }, { $set: { 'n.x': 1 } }],
      ['a change of _id', {}, { $set: { _id: 'y' } }],
    ])('refuses %s and changes nothing', async (_, before, update) => {
      await items().insertOne({ _id: 'x', ...before });
      await expect(items().updateOne({ _id: 'x' }, update)).rejects.toThrow();
      expect(await items().findOne({ _id: 'x' })).toEqual({ _id: 'x', ...before });
    });
  });

  it('counts what matched and what changed', async () => {
    const same = await changed({ _id: 'x', n: 1 }, { $set: { n: 1 } });
    expect(same.result).toMatchObject({ matchedCount: 1, modifiedCount: 0, upsertedCount: 0 });
    expect(await items().updateOne({ _id: 'none' }, { $set: { n: 1 } })).toMatchObject({ matchedCount: 0 });
    await items().insertMany([
      { _id: 'y', n: 1 },
      { _id: 'z', n: 2 },
    ]);
    const many = await items().updateMany({ n: { $lte: 2 } }, { $max: { n: 2 } });
    expect(many).toMatchObject({ matchedCount: 3, modifiedCount: 2 });
  });

  it('updates each document once, even when the change moves it within the index used', async () => {
    await items().createIndexes([{ key: { n: 1 } }]);
    await items().insertMany(Array.from({ length: 300 }, (_, n) => ({ _id: `i${n}`, n })));
    const result = await items().updateMany({ n: { $gte: 0 } }, { $inc: { n: 1000 } });
    expect(result.modifiedCount).toBe(300);
    expect(await items().countDocuments({ n: { $gte: 2000 } })).toBe(0);
  });

  it('upserts from the filter, the update and $setOnInsert', async () => {
    const filter = { _id: 'x', 'inner.x': 1, n: { $eq: 4 } };
    const update = { $inc: { n: 1 }, $setOnInsert: { name: 'new' } };
    expect(await items().updateOne(filter, update, { upsert: true })).toMatchObject({
      matchedCount: 0,
      upsertedCount: 1,
      upsertedId: 'x',
    });
    expect(await items().findOne({ _id: 'x' })).toEqual({ _id: 'x', inner: { x: 1 }, n: 5, name: 'new' });
    await items().updateOne({ _id: 'x' }, { $setOnInsert: { name: 'again' }, $inc: { n: 1 } }, { upsert: true });
    expect(await items().findOne({ _id: 'x' })).toMatchObject({ name: 'new', n: 6 });
  });

  it('replaces whole documents', async () => {
    await items().insertOne({ _id: 'x', n: 1, name: 'a' });
    expect(await items().replaceOne({ n: 1 }, { n: 2 })).toMatchObject({ matchedCount: 1, modifiedCount: 1 });
    expect(await items().findOne({ _id: 'x' })).toEqual({ _id: 'x', n: 2 });
    expect(await items().replaceOne({ _id: 'y' }, { n: 3 }, { upsert: true })).toMatchObject({ upsertedId: 'y' });
    expect(await items().findOne({ _id: 'y' })).toEqual({ _id: 'y', n: 3 });
  });

  it('finds and updates, returning either form', async () => {
    await items().insertMany([
      { _id: 'x', n: 1 },
      { _id: 'y', n: 2 },
    ]);
    expect(await items().findOneAndUpdate({}, { $inc: { n: 10 } }, { sort: { n: -1 } })).toEqual({ _id: 'y', n: 2 });
    const options = { sort: { n: 1 }, returnDocument: 'after', projection: { n: 1, _id: 0 } } as const;
    expect(await items().findOneAndUpdate({}, { $inc: { n: 10 } }, options)).toEqual({ n: 11 });
    expect(await items().findOneAndUpdate({ n: 0 }, { $inc: { n: 1 } })).toBeNull();
    const upsert = { upsert: true, returnDocument: 'after' } as const;
    expect(await items().findOneAndUpdate({ _id: 'z' }, { $inc: { n: 1 } }, upsert)).toEqual({ _id: 'z', n: 1 });
    expect(await items().findOneAndUpdate({ _id: 'w' }, { $inc: { n: 1 } }, { upsert: true })).toBeNull();
  });

  it('deletes one, many, or the first in an order', async () => {
    await items().insertMany(Array.from({ length: 10 }, (_, n) => ({ _id: `i${n}`, n })));
    expect(await items().findOneAndDelete({ n: { $gt: 2 } }, { sort: { n: -1 } })).toEqual({ _id: 'i9', n: 9 });
    expect(await items().findOneAndDelete({ n: 9 })).toBeNull();
    expect(await items().deleteOne({ n: { $lt: 5 } })).toEqual({ deletedCount: 1 });
    expect(await items().deleteMany({ n: { $lt: 5 } })).toEqual({ deletedCount: 4 });
    expect(await items().countDocuments()).toBe(4);
    expect(await items().deleteMany({})).toEqual({ deletedCount: 4 });
  });
}
