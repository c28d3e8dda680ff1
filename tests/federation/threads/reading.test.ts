import { once } from 'node:events';
import { io, type Socket } from 'socket.io-client';
import { expect, test } from 'vitest';
import type { ClientEvents, ServerEvents } from '../../../shared/contracts/live.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import type { Peer, PeerActor } from '../../support/federation/peer.ts';
import { PUBLIC, scene } from '../../support/federation/security-case.ts';
import { until } from '../../support/until.ts';

/** Answers that never reached this instance, looked for in what other servers offer, honest or not. */

let aheadMs = 0;
const s = scene({ options: { clock: { now: () => new Date(Date.now() + aheadMs) } } });

let made = 0;

/** A document that `peer` serves and never sent. */
function serve(peer: Peer, author: PeerActor, note: Record<string, unknown>) {
  made += 1;
  const path = `/notes/${made}`;
  const document = {
    '@context': 'https://www.w3.org/ns/activitystreams',
    id: `${peer.origin}${path}`,
    type: 'Note',
    attributedTo: author.iri,
    content: `<p>Note ${made}</p>`,
    to: [PUBLIC],
    cc: [],
    published: new Date(Date.now() - 60_000 + made).toISOString(),
    ...note,
  };
  peer.pages.set(path, document);
  return document;
}

/** A post of bo that came here, as an Article. */
async function arrived(extra: Record<string, unknown> = {}) {
  const document = serve(s.good, s.bo, { type: 'Article', name: `Post ${made}`, ...extra });
  await s.send(s.bo, { ...s.activity(s.bo, 'Create'), object: document });
  await s.logged('');
  const view = await s.instance.services.db.collection('posts').findOne({ _id: document.id });
  return { ...document, key: String((view as unknown as { id: string }).id) };
}

const repliesTo = async (key: string, client = s.amara) =>
  (await client.call(practice.listReplies, { params: { id: key }, query: { limit: 50 } })).items.map(({ iri }) => iri);

/** Opens a thread and waits until it has these answers; in any order. */
async function opened(key: string, wanted: readonly string[]) {
  await until('all answers', async () => {
    const shown = await repliesTo(key);
    return wanted.every((iri) => shown.includes(iri));
  });
  expect((await repliesTo(key)).sort()).toEqual([...wanted].sort());
}

const asked = (peer: Peer, part: string) => peer.asked.filter(({ path }) => path.includes(part)).length;

/** Resolves when nothing is read any more: a thread that is opened next has been read. */
async function settled() {
  const path = `/settled/${made}`;
  const replies = `${s.good.origin}${path}`;
  const post = await arrived({ replies });
  s.good.pages.set(path, { id: replies, type: 'Collection', items: [] });
  await repliesTo(post.key);
  await until('the reading', () => asked(s.good, path) > 0);
}

test('replies as Mastodon lists them: in place, by pages, of several servers, with their own replies', async () => {
  const { good, evil, bo, mallory } = s;
  const path = `/collections/${made}/replies`;
  const post = await arrived({
    replies: {
      id: `${good.origin}${path}`,
      type: 'Collection',
      first: {
        type: 'CollectionPage',
        partOf: `${good.origin}${path}`,
        next: `${good.origin}${path}?page=1`,
        items: [],
      },
    },
  });
  const own = serve(good, bo, { inReplyTo: post.id });
  const foreign = serve(evil, mallory, { inReplyTo: post.id, replies: `${evil.origin}${path}` });
  const below = serve(evil, mallory, { inReplyTo: foreign.id });
  const answer = serve(good, bo, { inReplyTo: own.id });
  const page = (n: number, items: unknown[]) => {
    const id = `${good.origin}${path}?page=${n}`;
    good.pages.set(`${path}?page=${n}`, {
      id,
      type: 'CollectionPage',
      next: `${good.origin}${path}?page=${n + 1}`,
      items,
    });
  };
  // Objects in place are believed of their own server; what is said of another's is asked there.
  page(1, [answer, { ...own }]);
  page(2, [foreign.id]);
  evil.pages.set(path, { id: `${evil.origin}${path}`, type: 'OrderedCollection', orderedItems: [below.id] });

  // A visitor causes nothing.
  expect(await repliesTo(post.key, s.instance.anyone())).toEqual([]);
  const live: Socket<ServerEvents, ClientEvents> = io(s.instance.baseUrl, {
    transports: ['websocket'],
    extraHeaders: { cookie: s.amara.cookie ?? '', origin: s.instance.baseUrl },
  });
  await once(live as never, 'connect');
  await live.emitWithAck('post.watch', { post: post.key });
  const changed = once(live as never, 'post.changed');
  await opened(
    post.key,
    [own, foreign, below, answer].map(({ id }) => id),
  );
  expect(await changed).toEqual([{ post: post.key }]);
  live.close();
  expect(asked(good, new URL(own.id).pathname)).toBe(0);
  const shown = await s.amara.call(practice.listReplies, { params: { id: post.key } });
  expect(shown.items.every(({ author }) => author.handle.includes('@'))).toBe(true);
});

test('not again before its time', async () => {
  const path = `/collections/${made}/again`;
  const replies = `${s.good.origin}${path}`;
  const post = await arrived({ replies });
  s.good.pages.set(path, { id: replies, type: 'Collection', items: [] });
  await repliesTo(post.key);
  await until('the first reading', () => asked(s.good, path) === 1);
  await Promise.all([repliesTo(post.key), repliesTo(post.key), repliesTo(post.key)]);
  await settled();
  expect(asked(s.good, path)).toBe(1);
  aheadMs += 6 * 60_000;
  const late = serve(s.good, s.bo, { inReplyTo: post.id });
  const other = serve(s.good, s.bo, { inReplyTo: post.id });
  s.good.pages.set(path, { id: replies, type: 'Collection', items: [late, other] });
  await opened(post.key, [late.id, other.id]);
  expect(asked(s.good, path)).toBe(2);
  // What was deleted there without a word goes here too; what just cannot be had stays.
  s.good.pages.set(new URL(late.id).pathname, { status: 410 });
  s.good.pages.set(new URL(other.id).pathname, { status: 404 });
  aheadMs += 6 * 60_000;
  await until('it is gone', async () => (await repliesTo(post.key)).length === 1);
  expect(await repliesTo(post.key)).toEqual([other.id]);
});

test('a context collection as NodeBB has it: the whole topic, by ids, whoever answers whom', async () => {
  const { good, evil, bo, mallory } = s;
  const context = `${good.origin}/topic/${made}`;
  const post = await arrived({ context });
  const one = serve(evil, mallory, { inReplyTo: post.id, context });
  const two = serve(good, bo, { inReplyTo: one.id, context });
  const three = serve(evil, mallory, { inReplyTo: two.id, context });
  const page = `${context}?page=1`;
  good.pages.set(new URL(context).pathname, {
    id: context,
    type: 'OrderedCollection',
    attributedTo: bo.iri,
    totalItems: 4,
    first: page,
  });
  good.pages.set(`${new URL(context).pathname}?page=1`, {
    id: page,
    type: 'OrderedCollectionPage',
    partOf: context,
    // What answers stands before what it answers: it is shown under it all the same.
    orderedItems: [three.id, post.id, two.id, one.id],
  });
  await opened(
    post.key,
    [one, two, three].map(({ id }) => id),
  );
  // What one of us answers is in the same thread.
  const mine = await s.amara.call(practice.replyToPost, { params: { id: post.key }, body: { markdown: 'Here too' } });
  const document = await fetch(mine.iri, { headers: { accept: 'application/activity+json' } });
  expect(await document.json()).toMatchObject({ context, inReplyTo: post.id });
});

test('hostile collections: endless, huge, circular, foreign, forged, private', async () => {
  const { good, evil, bo, mallory } = s;
  const path = `/hostile/${made}`;
  const replies = `${evil.origin}${path}`;
  const post = await arrived({ replies });
  const honest = serve(evil, mallory, { inReplyTo: post.id });
  const loop = { a: serve(evil, mallory, {}), b: serve(evil, mallory, {}) };
  evil.pages.set(new URL(loop.a.id).pathname, { ...loop.a, inReplyTo: loop.b.id });
  evil.pages.set(new URL(loop.b.id).pathname, { ...loop.b, inReplyTo: loop.a.id });
  const items = [
    honest.id,
    // In the name of somebody else, in place and under an id of theirs.
    { ...serve(good, bo, { inReplyTo: post.id, content: 'x' }), id: `${good.origin}/never`, content: 'Forged' },
    { ...honest, id: `${evil.origin}/as-bo`, attributedTo: bo.iri },
    // Under our names, in no thread, in a circle, for few, not there, and no address at all.
    `${s.instance.baseUrl}/objects/01k90000000000000000000000`,
    serve(evil, mallory, { name: 'Advertisement' }).id,
    serve(evil, mallory, { inReplyTo: `${evil.origin}/elsewhere` }).id,
    loop.a.id,
    loop.b.id,
    serve(evil, mallory, { inReplyTo: post.id, to: [s.amaraIri] }).id,
    serve(evil, mallory, { inReplyTo: post.id, type: 'Person' }).id,
    'http://10.0.0.1/notes/1',
    'javascript:alert(1)',
    null,
    42,
    {},
    [[]],
  ];
  let pages = 0;
  evil.pages.set(path, { id: replies, type: 'Collection', items, first: `${replies}?page=0` });
  const endless = (n: number) => {
    evil.pages.set(`${path}?page=${n}`, (_req, res) => {
      pages += 1;
      endless(n + 1);
      const id = `${replies}?page=${n}`;
      const many = Array.from({ length: 900 }, (_, at) => `${evil.origin}/missing/${n}-${at}`);
      const body = { id, type: 'CollectionPage', next: `${replies}?page=${n + 1}`, items: many };
      res.writeHead(200, { 'content-type': 'application/activity+json' }).end(JSON.stringify(body));
    });
  };
  endless(0);
  await opened(post.key, [honest.id]);
  await settled();
  expect(await repliesTo(post.key)).toEqual([honest.id]);
  expect(pages).toBeLessThanOrEqual(3);
  expect(evil.asked.length).toBeLessThan(300);
  const { db } = s.instance.services;
  const stored = await db.collection('posts').countDocuments({ _id: { $in: [loop.a.id, `${evil.origin}/as-bo`] } });
  expect(stored).toBe(0);
  expect(await db.collection('posts').findOne({ title: 'Advertisement' })).toBeNull();

  // A page that is its own next, and one that leads elsewhere.
  const circle = await arrived({ replies: `${good.origin}/circle` });
  good.pages.set('/circle', { id: `${good.origin}/circle`, type: 'Collection', first: `${good.origin}/circle` });
  const away = await arrived({ replies: { type: 'Collection', first: `${evil.origin}/away` } });
  evil.pages.set('/away', { id: `${evil.origin}/away`, type: 'CollectionPage', items: [] });
  await Promise.all([repliesTo(circle.key), repliesTo(away.key)]);
  await settled();
  expect(asked(good, '/circle')).toBe(1);
  expect(asked(evil, '/away')).toBe(0);
});

test('a collection that was had by way of another server speaks for its own server alone', async () => {
  const { good, evil, bo, mallory } = s;
  const path = `/led-away/${made}`;
  const post = await arrived();
  // The good server redirects to any address that it is given, as some do.
  good.pages.set(path, { status: 302, headers: { location: `${evil.origin}${path}` } });
  const own = serve(evil, mallory, { inReplyTo: post.id });
  const forged = { ...serve(good, bo, { inReplyTo: post.id }), id: `${good.origin}/notes/forged`, content: 'Forged' };
  evil.pages.set(path, { id: `${evil.origin}${path}`, type: 'Collection', items: [forged, own] });
  const answer = serve(evil, mallory, { inReplyTo: post.id, replies: `${good.origin}${path}` });
  await s.send(mallory, { ...s.activity(mallory, 'Create'), object: answer });
  await s.logged('');
  await opened(post.key, [answer.id, own.id]);
  await settled();
  const { db } = s.instance.services;
  expect(await db.collection('posts').countDocuments({ _id: forged.id })).toBe(0);
});

test('an answer whose forebears are not here: fetched to the top, shown nowhere before, and circles end', async () => {
  const { good, bo } = s;
  const root = serve(good, bo, { type: 'Article', name: 'The root' });
  const chain = [root];
  for (let n = 0; n < 4; n++) chain.push(serve(good, bo, { inReplyTo: chain.at(-1)?.id }));
  const last = s.create(s.mallory, { inReplyTo: chain.at(-1)?.id });
  // The middle cannot be had: what hangs below it belongs nowhere yet.
  const [, , middle] = chain;
  const middlePath = new URL(middle?.id ?? '').pathname;
  good.pages.set(middlePath, { status: 503 });
  await s.send(s.mallory, last);
  await s.logged('');
  const { db } = s.instance.services;
  const view = async (id: string) =>
    (await db.collection('posts').findOne({ _id: id })) as unknown as { root: string | null; id: string } | null;
  await until('the climb', async () => (await view(chain[3]?.id ?? '')) !== null);
  expect((await view(last.object.id))?.root).toBeNull();
  expect(await view(root.id)).toBeNull();
  const feed = await s.amara.call(practice.getProfilePosts, { params: { handle: `@bo@${good.host}` } });
  expect(JSON.stringify(feed)).not.toContain(last.object.id);

  // Somebody opens it when the rest can be had.
  good.pages.set(middlePath, middle ?? {});
  aheadMs += 2 * 60_000;
  await repliesTo((await view(last.object.id))?.id ?? '');
  await until('its root', async () => (await view(last.object.id))?.root === root.id);
  const rootKey = (await view(root.id))?.id ?? '';
  expect((await repliesTo(rootKey)).sort()).toEqual([...chain.slice(1).map(({ id }) => id), last.object.id].sort());

  const a = serve(good, bo, {});
  const b = serve(good, bo, { inReplyTo: a.id });
  good.pages.set(new URL(a.id).pathname, { ...a, inReplyTo: b.id });
  await s.send(s.mallory, s.create(s.mallory, { inReplyTo: b.id }));
  await s.logged('');
  expect(asked(good, new URL(a.id).pathname)).toBe(1);
});

test('a reading that is broken off goes on at the next start, once, whether or not anybody opens the thread', async () => {
  const { good, bo, instance } = s;
  const path = `/broken-off/${made}`;
  const post = await arrived({ replies: `${good.origin}${path}` });
  const answer = serve(good, bo, { inReplyTo: post.id });
  let isAway = true;
  good.pages.set(path, (_, res) => {
    if (isAway) return;
    const collection = { id: `${good.origin}${path}`, type: 'Collection', items: [answer] };
    res.writeHead(200, { 'content-type': 'application/activity+json' }).end(JSON.stringify(collection));
  });
  await repliesTo(post.key);
  await until('it is asked', () => asked(good, path) === 1);
  await instance.down();
  isAway = false;
  await instance.up();
  await until('the answer', () => instance.services.db.collection('posts').findOne({ _id: answer.id }));
  await instance.down();
  await instance.up();
  // The pause is what it was.
  await repliesTo(post.key);
  await settled();
  expect(asked(good, path)).toBe(2);
});

test('what people elsewhere pin is read once, and then follows what their server says', async () => {
  const { good, evil } = s;
  const iri = `${good.origin}/users/cleo`;
  const featured = `${iri}/featured`;
  const cleo = good.actor('cleo', { featured });
  const post = (n: number, extra: object = {}) => serve(good, cleo, { type: 'Article', name: `Cleo ${n}`, ...extra });
  const [first, second, third] = [post(1), post(2), post(3)];
  good.pages.set('/users/cleo/featured', {
    id: featured,
    type: 'OrderedCollection',
    orderedItems: [
      first,
      second.id,
      serve(good, s.bo, { type: 'Article' }).id,
      serve(evil, s.mallory, { type: 'Article' }).id,
      post(4, { to: [`${iri}/followers`] }).id,
      third.id,
    ],
  });
  good.pages.set('/users/cleo/outbox', { id: `${iri}/outbox`, type: 'OrderedCollection', orderedItems: [] });
  const handle = `@cleo@${good.host}`;
  const pinned = async () =>
    (await s.amara.call(practice.getPinnedPosts, { params: { handle } })).items.map(({ post: { iri: id } }) => id);
  expect(await pinned()).toEqual([first.id, second.id]);
  expect(await pinned()).toEqual([first.id, second.id]);
  expect(asked(good, '/featured')).toBe(1);

  const say = async (type: string, object: unknown, more: object = {}, by = cleo) => {
    aheadMs += 1_000;
    const published = new Date(Date.now() + aheadMs).toISOString();
    await s.send(by, s.activity(by, type, { object, target: featured, published, ...more }));
    await s.logged('');
  };
  await say('Create', third);
  await say('Add', third.id);
  expect(await pinned()).toEqual([third.id, first.id, second.id]);
  // What is pinned before it is here stands there once it is.
  const early = post(5);
  await say('Add', early.id);
  await say('Create', early);
  expect(await pinned()).toEqual([early.id, third.id, first.id, second.id]);
  await say('Remove', early.id);
  await say('Remove', first.id);
  expect(await pinned()).toEqual([third.id, second.id]);
  // Not by others, not what is another's, not to another collection, and what is older than the last word counts no more.
  await say('Remove', second.id, {}, s.bo);
  await say('Add', first.id, { target: `${iri}/playlist` });
  await say('Add', first.id, { published: '2026-01-01T00:00:00Z' });
  expect(await pinned()).toEqual([third.id, second.id]);

  // A day later the collection itself is what counts.
  good.pages.set('/users/cleo/featured', { id: featured, type: 'OrderedCollection', orderedItems: [second.id] });
  aheadMs += 25 * 60 * 60_000;
  await until('what was taken down', async () => (await pinned()).length === 1);
  expect(await pinned()).toEqual([second.id]);
  const before = await s.instance.viewBytes();
  await s.instance.services.rebuild();
  expect((await s.instance.viewBytes()).posts).toBe(before.posts);
});
