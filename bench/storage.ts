/** The embedded engine against the same work by hand on node:sqlite, and the home feed's merge at 100,000 posts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Collection, openDatabase } from '../server/storage/index.ts';
import { openFloor } from './floor/storage.ts';
import { type Figure, median, percentile } from './support/figures.ts';
import { benchmark } from './support/program.ts';
import { interleaved, latencies, throughput, throughputSync } from './support/rounds.ts';

const POSTS = 100_000;
const SOURCES = 100;
const BATCH = 100;
const ROUND_READS = 4_000;
const ROUND_PAGES = 1_000;
const ROUND_INSERTS = 5_000;

interface Post {
  _id: string;
  source: string;
  order: string;
  author: string;
  title: string;
  content: string;
  tags: string[];
  likes: number;
}

const order = (n: number) => `2026-01-01T00:00:00.000Z-${String(n).padStart(8, '0')}`;
const source = (n: number) => `https://school${n % SOURCES}.example/users/teacher${n % SOURCES}`;
function post(n: number): Post {
  return {
    _id: `https://school.example/posts/${n}`,
    source: source(n),
    order: order(n),
    author: `Teacher ${n % SOURCES}`,
    title: `Practice number ${n}`,
    content: `<p>${'What worked, what did not, and what to try next time. '.repeat(8)}</p>`,
    tags: ['math', `grade${n % 8}`],
    likes: n % 17,
  };
}

async function measure(): Promise<Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'staffroom-bench-'));
  const database = await openDatabase({ dataDir });
  const posts = database.collection<Post>('posts');
  const floor = openFloor(dataDir);
  try {
    await posts.createIndexes([{ key: { source: 1, order: -1 } }]);
    for (let n = 0; n < POSTS; n += 1000) {
      const some = Array.from({ length: 1000 }, (_, i) => post(n + i));
      await posts.insertMany(some);
      floor.insert(some);
    }
    return [...(await againstFloor(posts, floor)), ...(await homeFeed(posts))];
  } finally {
    await database.close();
    floor.close();
    rmSync(dataDir, { recursive: true });
  }
}

async function againstFloor(posts: Collection<Post>, floor: ReturnType<typeof openFloor>): Promise<Figure[]> {
  const anyId = (i: number) => `https://school.example/posts/${(i * 7919) % POSTS}`;
  const anyPage = (i: number) => ({ source: source(i), before: order((i * 7919) % POSTS) });
  let inserted = POSTS;
  const batch = () => Array.from({ length: BATCH }, () => post(inserted++));

  return [
    await compared('point read', 'reads/s', {
      own: () => throughput(ROUND_READS, (i) => posts.findOne({ _id: anyId(i) })),
      raw: () => throughputSync(ROUND_READS, (i) => floor.findById(anyId(i))),
    }),
    await compared(`20-row page by index, ${POSTS.toLocaleString('en')} documents`, 'pages/s', {
      own: () =>
        throughput(ROUND_PAGES, (i) => {
          const { source, before } = anyPage(i);
          return posts.find({ source, order: { $lt: before } }, { sort: { order: -1 }, limit: 20 }).toArray();
        }),
      raw: () =>
        throughputSync(ROUND_PAGES, (i) => {
          const { source, before } = anyPage(i);
          return floor.findPage(source, before);
        }),
    }),
    await compared(`durable inserts, ${BATCH} at once`, 'inserts/s', {
      own: async () =>
        BATCH *
        (await throughput(ROUND_INSERTS / BATCH, () => Promise.all(batch().map((one) => posts.insertOne(one))))),
      raw: () => BATCH * throughputSync(ROUND_INSERTS / BATCH, () => floor.insert(batch())),
    }),
    await compared('durable inserts, one at a time', 'inserts/s', {
      own: () => throughput(300, () => posts.insertOne(post(inserted++))),
      raw: () => throughputSync(300, () => floor.insert([post(inserted++)])),
    }),
  ];
}

async function compared(what: string, unit: string, run: { own: () => Promise<number>; raw: () => number }) {
  const results = await interleaved([
    { name: 'embedded', run: run.own },
    { name: 'raw SQL', run: run.raw },
  ]);
  const [own, raw] = results;
  const ratio = own!.ratioToLast;
  const goal = { text: '>= 0.5 x raw SQL', reached: ratio >= 0.5 };
  return { what, value: own!.value, unit, against: { name: 'raw SQL', value: raw!.value }, ratio, goal };
}

async function homeFeed(posts: Collection<Post>): Promise<Figure[]> {
  const followed = { $in: Array.from({ length: SOURCES }, (_, n) => source(n)) };
  const page = (before: string) => () =>
    posts.find({ source: followed, order: { $lt: before } }, { sort: { order: -1 }, limit: 20 }).toArray();
  await latencies(200, page(order(POSTS)));
  const first = await latencies(1000, page('3'));
  const deep = await latencies(1000, (i) => page(order(POSTS / 2 - i * 20))());
  const figure = (what: string, value: number, goal?: Figure['goal']): Figure => ({
    what: `home feed of ${SOURCES} sources, ${what}`,
    value,
    unit: 'ms',
    ...(goal && { goal }),
  });
  const p99 = (samples: number[]) => {
    const value = percentile(samples, 99);
    return { value, goal: { text: 'p99 <= 5 ms', reached: value <= 5 } };
  };
  const ratio = median(deep) / median(first);
  return [
    figure('first page p50', median(first)),
    figure('first page p99', p99(first).value, p99(first).goal),
    figure('deep page p50', median(deep), { text: '<= 1.5 x first', reached: ratio <= 1.5 }),
    figure('deep page p99', p99(deep).value, p99(deep).goal),
  ];
}

await benchmark(measure);
