import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../server/storage/embedded/database.ts';
import { startChild } from '../support/storage/child.ts';
import { type Claim, type Counter, writeShared } from '../support/storage/write-shared.ts';

const WRITES = 120;

let dataDir: string;
beforeEach(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'staffroom-processes-')), 'data');
});
afterEach(async () => {
  await rm(join(dataDir, '..'), { recursive: true });
});

describe('several processes on one embedded database', () => {
  it('lose no update, share unique keys and notice each other’s collections and indexes', async () => {
    const database = await openEmbedded({ dataDir });
    const script = new URL('../support/storage/shared-writer.ts', import.meta.url);
    const [one, two] = ['one', 'two'].map((name) => startChild(script, [dataDir, name, String(WRITES)]));
    const own = await writeShared(database, 'parent', WRITES);
    for (const child of [one!, two!]) expect(await child.ended).toEqual({ code: 0, signal: null });

    const counters = database.collection<Counter>('counters');
    expect((await counters.findOne({ _id: 'shared' }))?.n).toBe(3 * WRITES);
    for (const name of ['one', 'two', 'parent']) {
      const expected = Array.from({ length: WRITES }, (_, n) => `${name}-${n}`);
      expect((await counters.findOne({ _id: `own-${name}` }))?.seen).toEqual(expected);
    }
    const won = [...one!.lines, ...two!.lines, ...own];
    expect(won).toHaveLength(WRITES);
    expect(new Set(won).size).toBe(WRITES);
    const claims = database.collection<Claim>('claims');
    expect(await claims.countDocuments({ owner: 'one' })).toBe(one!.lines.length);
    expect(await database.verify()).toEqual([]);
    await database.close();
  });

  it('see collections and indexes that another connection made, changed or dropped', async () => {
    const [server, cli] = [await openEmbedded({ dataDir }), await openEmbedded({ dataDir })];
    const ours = server.collection<{ _id: string; n: number; list?: number[] }>('things');
    const theirs = cli.collection<{ _id: string; n: number; list?: number[] }>('things');
    expect(await ours.findOne({ _id: 'a' })).toBeNull();
    await theirs.insertOne({ _id: 'a', n: 1 });
    expect(await ours.findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 1 });
    await theirs.createIndexes([{ key: { n: 1 }, unique: true }]);
    await expect(ours.insertOne({ _id: 'b', n: 1 })).rejects.toThrow('E11000');
    expect((await ours.explain({ n: 1 })).indexes).toEqual(['n_1']);
    // From one element to several: ranges on that path must no longer be combined.
    await ours.createIndexes([{ key: { list: 1 } }]);
    await theirs.insertOne({ _id: 'c', n: 3, list: [0, 9] });
    expect(await ours.countDocuments({ list: { $gt: 1, $lt: 5 } })).toBe(1);
    await theirs.drop();
    expect(await ours.findOne({ _id: 'a' })).toBeNull();
    expect(await ours.find().toArray()).toEqual([]);
    await theirs.insertOne({ _id: 'a', n: 2 });
    expect(await ours.findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 2 });
    await server.close();
    await cli.close();
  });

  it('keep their files to the owner', async () => {
    const database = await openEmbedded({ dataDir });
    await database.collection('a').insertOne({ _id: 'x' });
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    for (const file of ['staffroom.sqlite', 'staffroom.sqlite-wal', 'staffroom.sqlite-shm']) {
      expect((await stat(join(dataDir, file))).mode & 0o777, file).toBe(0o600);
    }
    await database.close();
  });
});
