import { type Database, isDuplicateKey } from '../../../server/storage/index.ts';

export interface Claim {
  _id: string;
  handle: string;
  owner: string;
}

export interface Counter {
  _id: string;
  n: number;
  seen?: string[];
}

/** One writer's share of the two-process test. Returns the handles that it could claim. */
export async function writeShared(database: Database, name: string, count: number): Promise<string[]> {
  const counters = database.collection<Counter>('counters');
  const claims = database.collection<Claim>('claims');
  // Another process made the collection or makes it now; this one must notice.
  await claims.createIndexes([{ key: { handle: 1 }, unique: true }, { key: { owner: 1 } }]);
  const won: string[] = [];
  for (let n = 0; n < count; n++) {
    await counters.updateOne({ _id: 'shared' }, { $inc: { n: 1 } }, { upsert: true });
    await counters.updateOne({ _id: `own-${name}` }, { $push: { seen: `${name}-${n}` } }, { upsert: true });
    try {
      await claims.insertOne({ _id: `${name}-${n}`, handle: `handle-${n}`, owner: name });
      won.push(`handle-${n}`);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }
  return won;
}
