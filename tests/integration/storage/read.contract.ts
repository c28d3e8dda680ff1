import { expect, it } from 'vitest';
import type { Database } from '../../../server/storage/index.ts';

interface Post {
  _id: string;
  author: { name: string; school?: string };
  order: string;
  likes?: number;
  at?: Date;
  tags?: string[];
}

const post = (n: number): Post => ({
  _id: `p${n}`,
  author: { name: n % 2 === 0 ? 'Ana' : 'Ben', school: `s${n % 3}` },
  order: String(n).padStart(4, '0'),
  likes: n % 5,
  at: new Date(Date.UTC(2026, 0, 1 + n)),
  tags: n % 2 === 0 ? ['even', `t${n}`] : ['odd'],
});

export function readContract(database: () => Database): void {
  async function posts(count = 20) {
    const collection = database().collection<Post>('posts');
    await collection.insertMany(Array.from({ length: count }, (_, n) => post(n)));
    return collection;
  }

  it('returns a document as it was stored, dates included', async () => {
    const collection = await posts();
    expect(await collection.findOne({ _id: 'p7' })).toEqual(post(7));
    expect(await collection.findOne({ _id: 'missing' })).toBeNull();
    expect(await database().collection('nothing').findOne({ _id: 'x' })).toBeNull();
  });

  it('keeps keys that look like operators or tags, and values that JSON lacks', async () => {
    const collection = database().collection<{ _id: string; [key: string]: unknown }>('odd');
    const document = {
      _id: 'x',
      text: '"$date" and {"$date":1}',
      list: [new Date(5), { deep: [new Date(6)] }, null],
      none: null,
      numbers: [0, -1.5, 2 ** 53, 1e-7],
      'emoji 🎓': 'ñandú 🎓',
    };
    await collection.insertOne(document);
    expect(await collection.findOne({ _id: 'x' })).toEqual(document);
  });

  it('does not store undefined fields', async () => {
    const collection = database().collection<{ _id: string; gone?: undefined | string }>('posts');
    await collection.insertOne({ _id: 'x', gone: undefined });
    expect(Object.keys((await collection.findOne({ _id: 'x' }))!)).toEqual(['_id']);
  });

  it('finds by dotted paths, array elements, dates and patterns', async () => {
    const collection = await posts();
    const ids = async (filter: Parameters<typeof collection.find>[0]) =>
      (await collection.find(filter, { sort: { order: 1 } }).toArray()).map(({ _id }) => _id);
    expect(await ids({ 'author.name': 'Ana', 'author.school': 's0' })).toEqual(['p0', 'p6', 'p12', 'p18']);
    expect(await ids({ tags: 't4' })).toEqual(['p4']);
    expect(await ids({ at: { $gt: post(17).at! } })).toEqual(['p18', 'p19']);
    expect(await ids({ at: post(3).at! })).toEqual(['p3']);
    expect(await ids({ order: /^000[12]$/ })).toEqual(['p1', 'p2']);
    expect(await ids({ 'author.name': { $regex: '^aN', $options: 'i' }, likes: 4 })).toEqual(['p4', 'p14']);
    expect(await ids({ $and: [{ likes: { $in: [1, 2] } }, { order: { $lt: '0003' } }] })).toEqual(['p1', 'p2']);
  });

  it('sorts, skips and limits', async () => {
    const collection = await posts();
    const page = await collection.find({}, { sort: { likes: -1, order: 1 }, skip: 2, limit: 3 }).toArray();
    expect(page.map(({ _id }) => _id)).toEqual(['p14', 'p19', 'p3']);
    expect(await collection.find({}, { limit: 0 }).toArray()).toHaveLength(20);
    expect((await collection.findOne({}, { sort: { order: -1 } }))?._id).toBe('p19');
  });

  it('keeps or leaves out fields', async () => {
    const collection = await posts(1);
    expect(await collection.findOne({ _id: 'p0' }, { projection: { order: 1 } })).toEqual({ _id: 'p0', order: '0000' });
    const kept = await collection.findOne({}, { projection: { _id: 0, 'author.name': 1 } });
    expect(kept).toEqual({ author: { name: 'Ana' } });
    const { tags: _, ...others } = post(0);
    expect(await collection.findOne({}, { projection: { tags: 0 } })).toEqual(others);
  });

  it('counts', async () => {
    const collection = await posts();
    expect(await collection.countDocuments()).toBe(20);
    expect(await collection.countDocuments({ likes: 1 })).toBe(4);
    expect(await collection.countDocuments({ likes: { $gte: 0 } }, { limit: 7 })).toBe(7);
  });

  it('iterates over more than a batch while others write', async () => {
    const collection = await posts(700);
    const seen: string[] = [];
    for await (const { _id, order } of collection.find({}, { sort: { _id: 1 } })) {
      if (seen.length === 10) await collection.updateOne({ _id }, { $set: { likes: 99 } });
      seen.push(`${_id}${order}`);
    }
    expect(seen).toHaveLength(700);
    expect(new Set(seen).size).toBe(700);
  });

  it('pages by cursor without gaps or repeats while new documents arrive', async () => {
    const collection = await posts(50);
    await collection.createIndexes([{ key: { 'author.name': 1, order: -1 } }]);
    const seen: string[] = [];
    let before = '9999';
    for (let newer = 0; ; newer++) {
      const filter = { 'author.name': { $in: ['Ana', 'Ben'] }, order: { $lt: before } };
      const page = await collection.find(filter, { sort: { order: -1 }, limit: 7 }).toArray();
      if (page.length === 0) break;
      seen.push(...page.map(({ _id }) => _id));
      before = page.at(-1)!.order;
      await collection.insertOne({ ...post(1), _id: `new${newer}`, order: `5${newer}`.padEnd(4, '0') });
    }
    expect(seen).toEqual(Array.from({ length: 50 }, (_, n) => `p${49 - n}`));
  });
}
