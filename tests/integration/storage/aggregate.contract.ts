import { expect, it } from 'vitest';
import type { Database } from '../../../server/storage/index.ts';

interface Entry {
  _id: string;
  user: string;
  hours: number;
  tags: string[];
}

export function aggregateContract(database: () => Database): void {
  async function entries() {
    const collection = database().collection<Entry>('entries');
    await collection.createIndexes([{ key: { user: 1 } }]);
    await collection.insertMany(
      Array.from({ length: 12 }, (_, n) => ({ _id: `e${n}`, user: `u${n % 3}`, hours: n, tags: [`t${n % 2}`, 'all'] })),
    );
    return collection;
  }

  it('groups, sums and sorts', async () => {
    const collection = await entries();
    const totals = await collection
      .aggregate([
        { $match: { hours: { $gte: 3 } } },
        { $group: { _id: '$user', total: { $sum: '$hours' }, count: { $sum: 1 }, most: { $max: '$hours' } } },
        { $sort: { _id: 1 } },
      ])
      .toArray();
    expect(totals).toEqual([
      { _id: 'u0', total: 18, count: 3, most: 9 },
      { _id: 'u1', total: 21, count: 3, most: 10 },
      { _id: 'u2', total: 24, count: 3, most: 11 },
    ]);
  });

  it('unwinds, counts, projects and computes', async () => {
    const collection = await entries();
    const tags = [{ $unwind: '$tags' }, { $group: { _id: '$tags', n: { $sum: 1 } } }, { $sort: { n: -1, _id: 1 } }];
    expect(await collection.aggregate(tags).toArray()).toEqual([
      { _id: 'all', n: 12 },
      { _id: 't0', n: 6 },
      { _id: 't1', n: 6 },
    ]);
    expect(await collection.aggregate([{ $match: { user: 'u1' } }, { $count: 'n' }]).toArray()).toEqual([{ n: 4 }]);
    const doubled = await collection
      .aggregate([
        { $match: { user: 'u2' } },
        { $sort: { hours: -1 } },
        { $limit: 2 },
        { $set: { double: { $multiply: ['$hours', 2] } } },
        { $project: { _id: 0, double: 1 } },
      ])
      .toArray();
    expect(doubled).toEqual([{ double: 22 }, { double: 16 }]);
  });

  it('can be iterated, and is empty for a collection that does not exist', async () => {
    const seen: unknown[] = [];
    for await (const result of (await entries()).aggregate([{ $sort: { hours: 1 } }, { $skip: 10 }])) seen.push(result);
    expect(seen).toMatchObject([{ _id: 'e10' }, { _id: 'e11' }]);
    expect(
      await database()
        .collection('none')
        .aggregate([{ $match: {} }])
        .toArray(),
    ).toEqual([]);
  });
}
