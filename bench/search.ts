/**
 * Search over HTTP with a session, at 1,000, 10,000 and 100,000 posts, and with `--million` at 1,000,000, which takes minutes
 * to fill.
 */
import type { PostView } from '../server/features/practice/practice.model.ts';
import { type SearchableView, SHELVES, searchablePost } from '../server/features/search/search.model.ts';
import { startInstance, type TestInstance } from '../tests/support/instance.ts';
import { type Figure, percentile } from './support/figures.ts';
import { httpLatencies } from './support/http-latency.ts';
import { addAppearances, addAuthors, post } from './support/posts.ts';
import { benchmark } from './support/program.ts';

const SIZES = [1_000, 10_000, 100_000, ...(process.argv.includes('--million') ? [1_000_000] : [])];
const READS = 300;
const WARM_UP = 60;
const BATCH = 1_000;
const WORDS_A_POST = 90;
const VOCABULARY = 20_000;
const SUBJECTS = ['Mathematics', 'History', 'Physics', 'Music'];

const QUERIES = [
  ['a rare word', { q: 'rareword' }],
  ['a common word', { q: 'pupils' }],
  ['two common words', { q: 'pupils question' }],
  ['two common words, rarely together', { q: 'evening morning' }],
  ['the beginning of a word', { q: 'pupils quest' }],
  ['a common word, filtered', { q: 'pupils', subject: 'Music', kind: 'asks' }],
] as const;

/** Words as texts have them: the n-th most common is used about 1/n as often. Deterministic. */
function words(seed: number): string[] {
  let state = seed * 2_654_435_761 + 1;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: WORDS_A_POST }, () => `w${Math.floor(VOCABULARY ** random()).toString(36)}`);
}

function searchable(n: number): PostView {
  const text = [
    ...words(n),
    ...(n % 2 === 0 ? ['pupils'] : []),
    ...(n % 3 === 0 ? ['questions'] : []),
    // Either is in a quarter of the posts, both in one of 500.
    ...(n % 4 === 0 || n % 500 === 1 ? ['morning'] : []),
    ...(n % 4 === 2 || n % 500 === 1 ? ['evening'] : []),
    ...(n % 997 === 0 ? ['rareword'] : []),
  ].join(' ');
  return {
    ...post(n),
    title: `What I tried ${n % 40}`,
    html: `<p>${text}</p>`,
    summary: '',
    focusQuestion: n % 7 === 0 ? 'Do they think?' : '',
    language: 'en',
    subject: SUBJECTS[Math.floor(n / 10) % SUBJECTS.length] ?? '',
  };
}

/** Writes views directly, as `bench/feed.ts` does: from `from` up to `to` posts. */
async function fill({ db }: TestInstance['services'], from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += BATCH) {
    const posts = Array.from({ length: Math.min(BATCH, to - at) }, (_, i) => searchable(at + i));
    await db.collection<PostView>('posts').insertMany(posts);
    const found = posts.map((one) => searchablePost(one, false)).filter((one) => one !== null);
    await Promise.all(
      SHELVES.map((shelf) =>
        db.collection<SearchableView>(`searchable_${shelf}`).insertMany(found.filter((one) => one.shelf === shelf)),
      ),
    );
    await addAppearances(db, posts);
  }
}

async function measure(): Promise<Figure[]> {
  const instance = await startInstance();
  const figures: Figure[] = [];
  try {
    const client = await instance.signUp('reader');
    const headers = { cookie: client.cookie ?? '' };
    await addAuthors(instance.services.db, `${instance.baseUrl}/users/reader`);
    const before = new Map<string, number>();
    let filled = 0;
    for (const size of SIZES) {
      await fill(instance.services, filled, size);
      filled = size;
      for (const [what, query] of QUERIES) {
        const url = `${instance.baseUrl}/api/v1/search/posts?${new URLSearchParams(query)}`;
        await httpLatencies({ urls: [url], headers, count: WARM_UP });
        const samples = await httpLatencies({ urls: [url], headers, count: READS });
        const [p50, p99] = [percentile(samples, 50), percentile(samples, 99)];
        const tenth = before.get(what) ?? p50;
        before.set(what, p50);
        const posts = size.toLocaleString('en');
        figures.push({ what: `${what}, ${posts} posts, p50`, value: p50, unit: 'ms' });
        if (size === 100_000) {
          figures.push({
            what: `${what}, ${posts} posts, p99`,
            value: p99,
            unit: 'ms',
            goal: { text: '<= 35 ms', reached: p99 <= 35 },
          });
        }
        if (size === 1_000_000) {
          figures.push({
            what: `${what}, ${posts} posts, p50 against 100,000`,
            value: p50,
            unit: 'ms',
            against: { name: '100,000', value: tenth },
            ratio: tenth / p50,
            goal: { text: '<= 2 x', reached: p50 <= 2 * tenth },
          });
        }
      }
    }
    return figures;
  } finally {
    await instance.stop();
  }
}

await benchmark(measure);
