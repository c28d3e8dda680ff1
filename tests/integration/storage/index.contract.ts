import { describe, expect, it } from 'vitest';
import { type Database, type Filter, isDuplicateKey } from '../../../server/storage/index.ts';

interface Post {
  _id: string;
  source: string;
  order: string;
  tags?: string[];
  email?: string | null;
  state?: string;
}

const post = (n: number): Post => ({
  _id: `p${n}`,
  source: `s${n % 100}`,
  order: String(n).padStart(6, '0'),
  tags: [`t${n % 7}`, `u${n % 5}`],
  state: n % 50 === 0 ? 'waiting' : 'done',
});

export function indexContract(database: () => Database): void {
  const posts = () => database().collection<Post>('posts');
  const duplicate = async (write: Promise<unknown>) => isDuplicateKey(await write.catch((error: unknown) => error));

  it('creates indexes once, under MongoDB’s names, also on existing documents', async () => {
    await posts().insertMany(Array.from({ length: 30 }, (_, n) => post(n)));
    const specs = [{ key: { source: 1, order: -1 } as const }, { key: { tags: 1 } as const, name: 'by_tag' }];
    expect(await posts().createIndexes(specs)).toEqual(['source_1_order_-1', 'by_tag']);
    expect(await posts().createIndexes(specs)).toEqual(['source_1_order_-1', 'by_tag']);
    expect((await posts().explain({ tags: 't3' })).indexes).toEqual(['by_tag']);
    expect(await posts().countDocuments({ tags: 't3' })).toBe(4);
    await expect(posts().createIndexes([{ key: { order: 1 }, name: 'by_tag' }])).rejects.toThrow();
  });

  it('refuses a unique index over documents that clash, and then does not have it', async () => {
    await posts().insertMany([
      { _id: 'a', source: 's', order: '1' },
      { _id: 'b', source: 's', order: '2' },
    ]);
    expect(await duplicate(posts().createIndexes([{ key: { source: 1 }, unique: true }]))).toBe(true);
    await posts().insertOne({ _id: 'c', source: 's', order: '3' });
    expect(await posts().countDocuments({ source: 's' })).toBe(3);
  });

  describe('unique', () => {
    it('holds for inserts, updates, replacements and upserts', async () => {
      await posts().createIndexes([{ key: { source: 1, order: 1 }, unique: true }]);
      await posts().insertOne({ _id: 'a', source: 's', order: '1' });
      await posts().insertOne({ _id: 'b', source: 's', order: '2' });
      expect(await duplicate(posts().insertOne({ _id: 'c', source: 's', order: '1' }))).toBe(true);
      expect(await duplicate(posts().updateOne({ _id: 'b' }, { $set: { order: '1' } }))).toBe(true);
      expect(await duplicate(posts().replaceOne({ _id: 'b' }, { source: 's', order: '1' }))).toBe(true);
      const upsert = posts().updateOne({ _id: 'd' }, { $set: { source: 's', order: '1' } }, { upsert: true });
      expect(await duplicate(upsert)).toBe(true);
      await posts().updateOne({ _id: 'a' }, { $set: { order: '9' } });
      await posts().updateOne({ _id: 'b' }, { $set: { order: '1' } });
      expect(
        await posts()
          .find({}, { sort: { _id: 1 }, projection: { order: 1 } })
          .toArray(),
      ).toEqual([
        { _id: 'a', order: '9' },
        { _id: 'b', order: '1' },
      ]);
    });

    it('frees the key of a deleted document', async () => {
      await posts().createIndexes([{ key: { order: 1 }, unique: true }]);
      await posts().insertOne({ _id: 'a', source: 's', order: '1' });
      await posts().deleteOne({ _id: 'a' });
      await expect(posts().insertOne({ _id: 'b', source: 's', order: '1' })).resolves.toEqual({ insertedId: 'b' });
    });

    it('treats missing as null, unless the index is partial', async () => {
      await posts().createIndexes([
        { key: { email: 1 }, unique: true, partialFilterExpression: { email: { $type: 'string' } } },
      ]);
      await posts().insertOne({ _id: 'a', source: 's', order: '1' });
      await posts().insertOne({ _id: 'b', source: 's', order: '1', email: null });
      await posts().insertOne({ _id: 'c', source: 's', order: '1', email: 'x@y' });
      expect(await duplicate(posts().insertOne({ _id: 'd', source: 's', order: '1', email: 'x@y' }))).toBe(true);
      expect((await posts().explain({ email: 'x@y' })).fullScan).toBe(false);
      expect(await posts().countDocuments({ email: null })).toBe(2);
      expect(await duplicate(posts().createIndexes([{ key: { state: 1 }, unique: true }]))).toBe(true);
    });

    it('holds between documents for the elements of arrays, not within one', async () => {
      await posts().createIndexes([{ key: { tags: 1 }, unique: true }]);
      await posts().insertOne({ _id: 'a', source: 's', order: '1', tags: ['x', 'x', 'y'] });
      expect(await duplicate(posts().insertOne({ _id: 'b', source: 's', order: '1', tags: ['z', 'y'] }))).toBe(true);
      await posts().updateOne({ _id: 'a' }, { $pull: { tags: 'y' } });
      expect(await duplicate(posts().insertOne({ _id: 'b', source: 's', order: '1', tags: ['z', 'y'] }))).toBe(false);
    });
  });

  describe('are used', () => {
    const fill = async () => {
      await posts().createIndexes([
        { key: { source: 1, order: -1 } },
        { key: { tags: 1, order: -1 } },
        { key: { order: 1 } },
        { key: { order: 1, source: 1 }, name: 'waiting', partialFilterExpression: { state: 'waiting' } },
      ]);
      await posts().insertMany(Array.from({ length: 3000 }, (_, n) => post(n)));
    };
    const some = Array.from({ length: 40 }, (_, n) => `s${n}`);

    it.each<
      [string, Filter<Post>, { sort?: Record<string, 1 | -1>; limit?: number }, { index: string; atMost: number }]
    >([
      ['an equal prefix', { source: 's1' }, {}, { index: 'source_1_order_-1', atMost: 30 }],
      [
        'a page in order',
        { source: 's1' },
        { sort: { order: -1 }, limit: 5 },
        { index: 'source_1_order_-1', atMost: 5 },
      ],
      [
        'a page backwards',
        { source: 's1' },
        { sort: { order: 1 }, limit: 5 },
        { index: 'source_1_order_-1', atMost: 5 },
      ],
      ['a range', { order: { $gte: '000100', $lt: '000110' } }, {}, { index: 'order_1', atMost: 10 }],
      [
        'an element and a range',
        { tags: 't1', order: { $lt: '002000' } },
        { sort: { order: -1 }, limit: 5 },
        { index: 'tags_1_order_-1', atMost: 5 },
      ],
      [
        'many sources merged, newest first',
        { source: { $in: some } },
        { sort: { order: -1 }, limit: 20 },
        { index: 'source_1_order_-1', atMost: 20 },
      ],
      [
        'many sources merged, from a cursor on',
        { source: { $in: some }, order: { $lt: '001500' } },
        { sort: { order: -1 }, limit: 20 },
        { index: 'source_1_order_-1', atMost: 20 },
      ],
      [
        'a partial index that the filter implies',
        { state: 'waiting', order: { $gt: '001000' } },
        { sort: { order: 1 }, limit: 3 },
        { index: 'waiting', atMost: 3 },
      ],
      [
        // Among 3,000 documents each of which has an element above and one below.
        'a range that one element is in',
        { tags: { $elemMatch: { $gte: 't3', $lt: 't4' } } },
        { limit: 5 },
        { index: 'tags_1_order_-1', atMost: 5 },
      ],
      ['the _id', { _id: { $in: ['p1', 'p2', 'none'] } }, {}, { index: '_id_', atMost: 3 }],
    ])('%s', async (_, filter, options, expected) => {
      await fill();
      const explained = await posts().explain(filter, options);
      expect(explained.indexes).toEqual([expected.index]);
      expect(explained.documentsExamined).toBeLessThanOrEqual(expected.atMost);
      expect(explained.sortedInMemory).toBe(false);
      const page = await posts().find(filter, options).toArray();
      expect(page).toHaveLength(explained.returned);
    });

    it('a partial index is not used for a filter that it may not cover', async () => {
      await fill();
      expect((await posts().explain({ state: 'done' })).indexes).toEqual([]);
      expect(await posts().countDocuments({ state: 'done' })).toBe(2940);
    });

    it('a merged page is the same as a sorted scan', async () => {
      await fill();
      const filter = { source: { $in: some }, order: { $lt: '002222' } };
      const page = await posts()
        .find(filter, { sort: { order: -1 }, limit: 50 })
        .toArray();
      const all = Array.from({ length: 2222 }, (_, n) => post(n)).filter(({ source }) => some.includes(source));
      expect(page).toEqual(all.reverse().slice(0, 50));
    });
  });
}
