import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type EmbeddedDatabase, openEmbedded } from '../../server/storage/embedded/database.ts';
import { compareKeys, encodeValue, invert } from '../../server/storage/embedded/key-encoding.ts';
import { LogFile } from '../../server/storage/embedded/log-file.ts';
import { StorageUnavailableError } from '../../server/storage/index.ts';
import { until } from '../support/until.ts';

let dataDir: string;
let database: EmbeddedDatabase;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'staffroom-engine-'));
  database = await openEmbedded({ dataDir });
});
afterEach(async () => {
  await database.close();
  await rm(dataDir, { recursive: true });
});

describe('key encoding', () => {
  const ordered = [
    null,
    Number.NaN,
    Number.NEGATIVE_INFINITY,
    -1e300,
    -1,
    -Number.MIN_VALUE,
    0,
    Number.MIN_VALUE,
    0.5,
    1,
    2 ** 53,
    Number.POSITIVE_INFINITY,
    '',
    '\u0000',
    '\u0000a',
    '\u0001',
    '\u0002',
    '\u0003',
    'a',
    'a\u0000',
    'a\u0001',
    'aa',
    'b',
    'z\u007f',
    'é',
    '\uffee',
    '🎓',
    {},
    { a: 1 },
    { a: 1, b: 1 },
    { a: 2 },
    [],
    [1],
    [1, 2],
    [2],
    false,
    true,
    new Date(-1),
    new Date(0),
    new Date(1e12),
  ];

  it('orders values as MongoDB does, and mirrored for descending parts', () => {
    for (const [i, a] of ordered.entries()) {
      for (const [j, b] of ordered.entries()) {
        const context = `${JSON.stringify(a)} and ${JSON.stringify(b)}`;
        const [x, y] = [encodeValue(a), encodeValue(b)];
        expect(Math.sign(compareKeys(x, y)), context).toBe(Math.sign(i - j));
        expect(Math.sign(compareKeys(invert(x), invert(y))), context).toBe(Math.sign(j - i) || 0);
        // No component is the beginning of another, so that components can be joined.
        if (i !== j) expect(y.startsWith(x) || invert(y).startsWith(invert(x)), context).toBe(false);
      }
    }
  });
});

describe('the embedded engine', () => {
  it('removes what a TTL index has expired, however much it is', async () => {
    const sessions = database.collection<{ _id: string; expires?: Date }>('sessions');
    await sessions.createIndexes([{ key: { expires: 1 }, expireAfterSeconds: 60 }]);
    await sessions.insertMany(Array.from({ length: 1203 }, (_, n) => ({ _id: `s${n}`, expires: new Date(n) })));
    await sessions.insertMany([{ _id: 'fresh', expires: new Date(100_000) }, { _id: 'forever' }]);
    expect(await database.sweepExpired(new Date(61_202))).toBe(1203);
    expect((await sessions.find({}, { sort: { _id: 1 } }).toArray()).map(({ _id }) => _id)).toEqual([
      'forever',
      'fresh',
    ]);
  });

  it('reads only its page of a merge over many sources, wherever the page is', async () => {
    const posts = database.collection<{ _id: string; source: string; order: string }>('posts');
    await posts.createIndexes([{ key: { source: 1, order: -1 } }]);
    const order = (n: number) => String(n).padStart(6, '0');
    await posts.insertMany(
      Array.from({ length: 5000 }, (_, n) => ({ _id: `p${n}`, source: `s${n % 100}`, order: order(n) })),
    );
    const source = { $in: Array.from({ length: 100 }, (_, n) => `s${n}`) };
    for (const before of [5000, 2500, 500]) {
      const filter = { source, order: { $lt: order(before) } };
      const explained = await posts.explain(filter, { sort: { order: -1 }, limit: 20 });
      expect(explained).toMatchObject({ indexes: ['source_1_order_-1'], documentsExamined: 20, sortedInMemory: false });
      expect(explained.keysExamined).toBeLessThanOrEqual(300);
      const [first] = await posts.find(filter, { sort: { order: -1 }, limit: 20 }).toArray();
      expect(first?._id).toBe(`p${before - 1}`);
    }
    const pair = { source, $or: [{ order: { $lt: order(2500) } }, { order: order(2500), _id: { $lt: 'p2500' } }] };
    const explained = await posts.explain(pair, { sort: { order: -1 }, limit: 20 });
    expect(explained.documentsExamined).toBeLessThanOrEqual(22);
  });

  it('pages a text search in order, whether its words are rare, common or everywhere', async () => {
    interface Post {
      _id: string;
      order: string;
      body: string;
      open: boolean;
    }
    const posts = database.collection<Post>('posts');
    await posts.createIndexes([{ key: { body: 'text' } }, { key: { open: 1, order: -1 } }]);
    const count = 20_000;
    const order = (n: number) => String((n * 7919) % count).padStart(6, '0');
    const body = (n: number) =>
      `everywhere ${n % 10 === 0 ? 'common' : ''} ${n % 997 === 0 ? 'rare' : ''} ${n % 3 === 0 ? 'two words' : 'words two'}`;
    const all = Array.from({ length: count }, (_, n) => ({
      _id: `p${n}`,
      order: order(n),
      body: body(n),
      open: n % 4 > 0,
    }));
    await posts.insertMany(all);
    const newest = all.filter(({ open }) => open).sort((a, b) => (a.order < b.order ? 1 : -1));
    for (const [search, matches] of [
      ['rare', /rare/],
      ['common', /common/],
      ['everywhere', /everywhere/],
      ['"two words"', /two words/],
      ['nowhere', /nowhere/],
    ] as const) {
      const filter = { $text: { $search: search }, open: true, order: { $lt: '015000' } };
      const options = { sort: { order: -1 as const }, limit: 20 };
      const expected = newest.filter((post) => matches.test(post.body) && post.order < '015000').slice(0, 20);
      expect(await posts.find(filter, options).toArray(), search).toEqual(expected);
      expect((await posts.explain(filter, options)).documentsExamined, search).toBeLessThanOrEqual(60);
      const found = all.filter((post) => matches.test(post.body));
      expect(await posts.countDocuments({ $text: { $search: search } }), search).toBe(found.length);
    }
  });

  it('acknowledges nothing before the disk has it, and reads and gathers writes meanwhile', async () => {
    const posts = database.collection<{ _id: string }>('posts');
    await posts.insertOne({ _id: 'first' });
    const disk: ReturnType<typeof Promise.withResolvers<void>>[] = [];
    const flush = vi.spyOn(LogFile.prototype, 'flush').mockImplementation(() => {
      disk.push(Promise.withResolvers<void>());
      return disk.at(-1)!.promise;
    });
    const acknowledged: string[] = [];
    const insert = (id: string) => posts.insertOne({ _id: id }).then(({ insertedId }) => acknowledged.push(insertedId));
    const [one, again] = [insert('one'), expect(insert('first')).rejects.toThrow('E11000')];
    await until('committed', () => disk.length === 1);
    const later = [insert('two'), insert('three')];
    expect(await posts.countDocuments()).toBe(2);
    expect(acknowledged).toEqual([]);
    disk[0]!.resolve();
    await Promise.all([one, again]);
    expect(acknowledged).toEqual(['one']);
    await until('committed', () => disk.length === 2);
    expect(await posts.countDocuments()).toBe(4);
    disk[1]!.reject(Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' }));
    for (const write of later) await expect(write).rejects.toThrow(StorageUnavailableError);
    flush.mockRestore();
    await expect(posts.insertOne({ _id: 'four' })).resolves.toEqual({ insertedId: 'four' });
  });

  it('answers after it was closed only with a clear error', async () => {
    const posts = database.collection<{ _id: string }>('posts');
    const pending = posts.insertOne({ _id: 'a' });
    await database.close();
    await expect(pending).resolves.toEqual({ insertedId: 'a' });
    await expect(posts.insertOne({ _id: 'b' })).rejects.toThrow(StorageUnavailableError);
    await expect(database.ping()).rejects.toThrow(StorageUnavailableError);
    await database.close();
    database = await openEmbedded({ dataDir });
    expect(await database.collection('posts').findOne({ _id: 'a' })).toEqual({ _id: 'a' });
  });

  it('says what to check when the data folder cannot be used', async () => {
    const file = join(dataDir, 'a-file');
    await writeFile(file, '');
    await expect(openEmbedded({ dataDir: join(file, 'data') })).rejects.toThrow(/cannot be opened.*Check that/);
  });
});
