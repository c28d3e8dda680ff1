/** The home feed of somebody who follows 100 people on an instance with 100,000 posts, over HTTP with a session. */
import { performance } from 'node:perf_hooks';
import { keyOf } from '../server/core/ids.ts';
import { type FollowView, followId } from '../server/features/follows/follows.views.ts';
import type { AppearanceView, PostView } from '../server/features/practice/practice.model.ts';
import type { ActorView } from '../server/features/profiles/profiles.views.ts';
import * as practice from '../shared/contracts/practice.ts';
import type { ApiClient } from '../tests/support/api.ts';
import { startInstance, type TestInstance } from '../tests/support/instance.ts';
import { type Figure, percentile } from './support/figures.ts';
import { httpLatencies } from './support/http-latency.ts';
import { benchmark } from './support/program.ts';

const POSTS = 100_000;
const AUTHORS = 400;
const FOLLOWED = 100;
const WARM_UP = 500;
const READS = 2_000;
const BATCH = 2_000;
const START = Date.parse('2026-01-01T00:00:00Z');

const author = (n: number) => `https://school${n % 20}.example/users/teacher${n}`;

/** Writes views directly: what is measured is reading, and the projections would take minutes for the same documents. */
async function fill({ db }: TestInstance['services'], reader: string): Promise<void> {
  const actors = db.collection<ActorView>('actors');
  const template = await actors.findOne({ _id: reader });
  if (!template) throw new Error('the reader has no actor');
  await actors.insertMany(
    Array.from({ length: AUTHORS }, (_, n) => ({
      ...template,
      _id: author(n),
      iri: author(n),
      id: keyOf(author(n)),
      handle: `teacher${n}@school${n % 20}.example`,
      username: `teacher${n}`,
      displayName: `Teacher ${n}`,
      searchTerms: [`teacher${n}@school${n % 20}.example`],
      local: false,
    })),
  );
  await db.collection<FollowView>('follows').insertMany(
    Array.from({ length: FOLLOWED }, (_, n) => ({
      _id: followId(reader, author(n * 4)),
      follower: reader,
      followee: author(n * 4),
      follow: `https://a.example/activities/follow-${n}`,
      at: new Date(0),
      state: 'accepted' as const,
    })),
  );
  for (let from = 0; from < POSTS; from += BATCH) {
    const posts = Array.from({ length: BATCH }, (_, i) => post(from + i));
    await db.collection<PostView>('posts').insertMany(posts);
    await db.collection<AppearanceView>('appearances').insertMany(
      posts.map(({ _id, author: source, position }) => ({
        _id: `${source} ${_id}`,
        source,
        position,
        post: _id,
        boostedBy: null,
      })),
    );
  }
}

function post(n: number): PostView {
  const iri = `${author(n % AUTHORS)}/posts/${n}`;
  const publishedAt = new Date(START + n * 60_000);
  const id = keyOf(iri);
  return {
    _id: iri,
    id,
    kind: 'practice',
    author: author(n % AUTHORS),
    activity: `${iri}/create`,
    url: iri,
    title: `What I tried in week ${n % 40}`,
    html: `<p>${'Three questions at the door, and what pupils wrote. '.repeat(12)}</p>`,
    markdown: null,
    summary: 'Three questions at the door.',
    focusQuestion: 'Do they think?',
    tags: ['exit_tickets'],
    subject: 'Chemistry',
    gradeLevel: 'upper-secondary',
    licence: 'CC-BY-4.0',
    visibility: n % 10 === 0 ? 'followers' : 'public',
    members: [],
    feedbackKind: null,
    inReplyTo: null,
    root: null,
    position: `${publishedAt.toISOString()} ${id}`,
    publishedAt,
    editedAt: null,
    deleted: false,
    replies: n % 7,
    likes: n % 5,
    boosts: 0,
  };
}

async function read(client: ApiClient, cursor?: string): Promise<string | null> {
  const page = await client.call(practice.getHomeFeed, cursor === undefined ? {} : { query: { cursor } });
  if (page.items.length !== 20) throw new Error(`a page has ${page.items.length} items`);
  return page.next;
}

async function measure(): Promise<Figure[]> {
  const instance = await startInstance();
  try {
    const client = await instance.signUp('reader');
    await fill(instance.services, `${instance.baseUrl}/users/reader`);
    let deep: string | null = null;
    for (let page = 0; page < 300; page++) deep = await read(client, deep ?? undefined);
    if (deep === null) throw new Error('the feed is too short');
    const cursor = deep;
    const url = `${instance.baseUrl}/api/v1/feed`;
    const headers = { cookie: client.cookie ?? '' };
    const deepUrl = `${url}?${new URLSearchParams({ cursor })}`;
    await httpLatencies({ url, headers, count: WARM_UP });
    const newest = await httpLatencies({ url, headers, count: READS });
    const far = await httpLatencies({ url: deepUrl, headers, count: READS });
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
