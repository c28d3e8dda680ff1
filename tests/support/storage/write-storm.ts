/**
 * Child process of the kill test. Writes to the embedded database of argv[2] as fast as it can and prints each write
 * once it is acknowledged: `i <id>` for an insert, `u <id> <revision>` for an update. Runs until it is killed.
 */
import { openEmbedded } from '../../../server/storage/embedded/database.ts';

const [, , dataDir = '', round = '0'] = process.argv;
const database = await openEmbedded({ dataDir });
const posts = database.collection<{ _id: string; handle: string; revision: number; tags: string[]; body: string }>(
  'posts',
);
await posts.createIndexes([
  { key: { handle: 1 }, unique: true },
  { key: { tags: 1, revision: -1 } },
  { key: { body: 'text' } },
]);

async function writer(number: number): Promise<never> {
  for (let n = 0; ; n++) {
    const _id = `r${round}-w${number}-${n}`;
    await posts.insertOne({ _id, handle: _id, revision: 0, tags: [`t${n % 5}`, 'all'], body: `post ${n}` });
    process.stdout.write(`i ${_id}\n`);
    const target = `r${round}-w${number}-${Math.floor(n / 2)}`;
    const change = { $inc: { revision: 1 }, $set: { tags: [`v${n % 3}`], body: `changed ${n}` } };
    const after = await posts.findOneAndUpdate({ _id: target }, change, { returnDocument: 'after' });
    process.stdout.write(`u ${target} ${after?.revision}\n`);
    // Refused writes are part of the storm: none may leave a trace.
    await posts
      .insertOne({ _id: `${_id}-clash`, handle: _id, revision: -1, tags: [], body: 'clash' })
      .catch(() => undefined);
  }
}

await Promise.all(Array.from({ length: 8 }, (_, number) => writer(number)));
