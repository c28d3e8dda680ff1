import { expect, it } from 'vitest';
import { type Database, isDuplicateKey } from '../../../server/storage/index.ts';

interface Job {
  _id: string;
  state: 'ready' | 'leased';
  runAt: Date;
  worker?: string;
}

export function concurrencyContract(database: () => Database): void {
  it('one of many that insert the same unique key wins', async () => {
    const users = database().collection<{ _id: string; handle: string }>('users');
    await users.createIndexes([{ key: { handle: 1 }, unique: true }]);
    const writes = Array.from({ length: 40 }, (_, n) => users.insertOne({ _id: `u${n}`, handle: `h${n % 4}` }));
    const results = await Promise.allSettled(writes);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
    for (const result of results) {
      if (result.status === 'rejected') expect(isDuplicateKey(result.reason)).toBe(true);
    }
    expect(await users.countDocuments()).toBe(4);
  });

  it('a failing write does not take its neighbours with it', async () => {
    const items = database().collection<{ _id: string; n: number | string }>('items');
    await items.insertMany([
      { _id: 'number', n: 1 },
      { _id: 'text', n: 'one' },
    ]);
    const results = await Promise.allSettled([
      items.insertOne({ _id: 'a', n: 1 }),
      items.insertOne({ _id: 'number', n: 2 }),
      items.updateOne({ _id: 'text' }, { $inc: { n: 1 } }),
      items.updateOne({ _id: 'number' }, { $inc: { n: 1 } }),
      items.insertOne({ _id: 'b', n: 1 }),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    const all = await items.find({}, { sort: { _id: 1 } }).toArray();
    expect(all.map(({ _id, n }) => `${_id}:${n}`)).toEqual(['a:1', 'b:1', 'number:2', 'text:one']);
  });

  it('concurrent increments all count', async () => {
    const counters = database().collection<{ _id: string; n: number }>('counters');
    await counters.insertOne({ _id: 'c', n: 0 });
    await Promise.all(Array.from({ length: 100 }, () => counters.updateOne({ _id: 'c' }, { $inc: { n: 1 } })));
    expect(await counters.findOne({ _id: 'c' })).toEqual({ _id: 'c', n: 100 });
  });

  it('concurrent upserts of one document make one document', async () => {
    const counters = database().collection<{ _id: string; n: number }>('counters');
    const upsert = () => counters.updateOne({ _id: 'c' }, { $inc: { n: 1 } }, { upsert: true });
    const results = await Promise.all(Array.from({ length: 50 }, upsert));
    expect(results.filter(({ upsertedCount }) => upsertedCount === 1)).toHaveLength(1);
    expect(await counters.find().toArray()).toEqual([{ _id: 'c', n: 50 }]);
  });

  it('each job is leased to exactly one of many workers, in order', async () => {
    const jobs = database().collection<Job>('jobs');
    await jobs.createIndexes([{ key: { state: 1, runAt: 1 } }]);
    const now = new Date(100_000);
    await jobs.insertMany(
      Array.from({ length: 60 }, (_, n) => ({ _id: `j${n}`, state: 'ready' as const, runAt: new Date(n * 2000) })),
    );
    const claims: string[][] = await Promise.all(
      Array.from({ length: 8 }, async (_, worker) => {
        const mine: string[] = [];
        for (;;) {
          const job = await jobs.findOneAndUpdate(
            { state: 'ready', runAt: { $lte: now } },
            { $set: { state: 'leased', worker: `w${worker}` } },
            { sort: { runAt: 1 }, returnDocument: 'after' },
          );
          if (job === null) return mine;
          expect(job).toMatchObject({ state: 'leased', worker: `w${worker}` });
          mine.push(job._id);
        }
      }),
    );
    const claimed = claims.flat();
    expect(new Set(claimed).size).toBe(claimed.length);
    expect(claimed.toSorted()).toEqual(Array.from({ length: 51 }, (_, n) => `j${n}`).sort());
    expect(await jobs.countDocuments({ state: 'ready' })).toBe(9);
  });

  it('a write is visible to every read after it is acknowledged', async () => {
    const items = database().collection<{ _id: string; n: number }>('items');
    await items.createIndexes([{ key: { n: 1 } }]);
    await Promise.all(
      Array.from({ length: 30 }, async (_, n) => {
        await items.insertOne({ _id: `i${n}`, n });
        expect(await items.findOne({ _id: `i${n}` })).toEqual({ _id: `i${n}`, n });
        expect(await items.countDocuments({ n })).toBe(1);
        await items.deleteOne({ _id: `i${n}` });
        expect(await items.countDocuments({ n })).toBe(0);
      }),
    );
  });
}
