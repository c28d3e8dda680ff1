/** The home feed of somebody who follows 100 people on an instance with 100,000 posts, over HTTP with a session. */
import { performance } from 'node:perf_hooks';
import * as practice from '../shared/contracts/practice.ts';
import type { ApiClient } from '../tests/support/api.ts';
import { startInstance } from '../tests/support/instance.ts';
import { type Figure, percentile } from './support/figures.ts';
import { httpLatencies } from './support/http-latency.ts';
import { fillWithPosts } from './support/posts.ts';
import { benchmark } from './support/program.ts';

const POSTS = 100_000;
const WARM_UP = 500;
const READS = 2_000;

async function read(client: ApiClient, cursor?: string): Promise<string | null> {
  const page = await client.call(practice.getHomeFeed, cursor === undefined ? {} : { query: { cursor } });
  if (page.items.length !== 20) throw new Error(`a page has ${page.items.length} items`);
  return page.next;
}

async function measure(): Promise<Figure[]> {
  const instance = await startInstance();
  try {
    const client = await instance.signUp('reader');
    await fillWithPosts(instance.services, `${instance.baseUrl}/users/reader`, POSTS);
    let deep: string | null = null;
    for (let page = 0; page < 300; page++) deep = await read(client, deep ?? undefined);
    if (deep === null) throw new Error('the feed is too short');
    const cursor = deep;
    const url = `${instance.baseUrl}/api/v1/feed`;
    const headers = { cookie: client.cookie ?? '' };
    const deepUrl = `${url}?${new URLSearchParams({ cursor })}`;
    await httpLatencies({ urls: [url], headers, count: WARM_UP });
    const newest = await httpLatencies({ urls: [url], headers, count: READS });
    const far = await httpLatencies({ urls: [deepUrl], headers, count: READS });
    await instance.down();
    await instance.up();
    const before = performance.now();
    await read(client);
    const first = performance.now() - before;

    const p99 = percentile(newest, 99);
    const ratio = percentile(far, 50) / percentile(newest, 50);
    return [
      { what: 'home feed, newest page, p50', value: percentile(newest, 50), unit: 'ms' },
      {
        what: 'home feed, newest page, p99',
        value: p99,
        unit: 'ms',
        goal: { text: '<= 5 ms', reached: p99 <= 5 },
      },
      {
        what: 'home feed, page 300, p50',
        value: percentile(far, 50),
        unit: 'ms',
        against: { name: 'newest', value: percentile(newest, 50) },
        ratio: 1 / ratio,
        goal: { text: '<= 1.5 x newest', reached: ratio <= 1.5 },
      },
      {
        what: 'home feed, first page after a restart',
        value: first,
        unit: 'ms',
        goal: { text: '<= 100 ms', reached: first <= 100 },
      },
    ];
  } finally {
    await instance.stop();
  }
}

await benchmark(measure);
