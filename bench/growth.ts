/**
 * The same reads on an instance with a thousand posts and one with a hundred thousand (`LARGE=1000000` for a million), in
 * turns, over HTTP with a session.
 */
import { startInstance, type TestInstance } from '../tests/support/instance.ts';
import { type Figure, median, percentile } from './support/figures.ts';
import { httpLatencies } from './support/http-latency.ts';
import { fillWithPosts } from './support/posts.ts';
import { benchmark } from './support/program.ts';

const SMALL = 1_000;
const LARGE = Number(process.env.LARGE ?? 100_000);
const ROUNDS = 5;
const READS = 400;

interface Sized {
  instance: TestInstance;
  headers: Record<string, string>;
  ids: string[];
}

async function sized(posts: number): Promise<Sized> {
  const instance = await startInstance();
  const client = await instance.signUp('reader');
  const ids = await fillWithPosts(instance.services, `${instance.baseUrl}/users/reader`, posts);
  return { instance, headers: { cookie: client.cookie ?? '' }, ids };
}

/** Posts from all over the collection; every tenth is for followers only and may not be seen by the reader. */
function scattered({ instance, ids }: Sized): string[] {
  const open = ids.filter((_, n) => n % 10 !== 0);
  const step = Math.max(1, Math.floor(open.length / 97));
  return open.filter((_, n) => n % step === 0).map((id) => `${instance.baseUrl}/api/v1/posts/${id}`);
}

const reads = {
  'home feed, newest page': async ({ instance, headers }: Sized) =>
    httpLatencies({ urls: [`${instance.baseUrl}/api/v1/feed`], headers, count: READS }),
  'one post by its id': async (at: Sized) => httpLatencies({ urls: scattered(at), headers: at.headers, count: READS }),
};

async function measure(): Promise<Figure[]> {
  const small = await sized(SMALL);
  const large = await sized(LARGE);
  try {
    const figures: Figure[] = [];
    for (const [what, read] of Object.entries(reads)) {
      const ratios: number[] = [];
      const p99s: { small: number; large: number }[] = [];
      for (let round = -1; round < ROUNDS; round++) {
        const [one, other] = round % 2 === 0 ? [small, large] : [large, small];
        const first = percentile(await read(one), 99);
        const second = percentile(await read(other), 99);
        const p99 = one === small ? { small: first, large: second } : { small: second, large: first };
        if (round < 0) continue;
        p99s.push(p99);
        ratios.push(p99.large / p99.small);
      }
      const ratio = median(ratios);
      const goal = LARGE > 100_000 ? 1.5 : 1.25;
      figures.push({
        what: `${what}, ${LARGE.toLocaleString('en')} posts, p99`,
        value: median(p99s.map((p99) => p99.large)),
        unit: 'ms',
        against: { name: SMALL.toLocaleString('en'), value: median(p99s.map((p99) => p99.small)) },
        ratio: 1 / ratio,
        goal: { text: `<= ${goal} x ${SMALL.toLocaleString('en')}`, reached: ratio <= goal },
      });
    }
    return figures;
  } finally {
    await Promise.all([small.instance.stop(), large.instance.stop()]);
  }
}

await benchmark(measure);
