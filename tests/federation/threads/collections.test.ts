import { expect, test } from 'vitest';
import type { Stored } from '../../../server/storage/index.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import { scene } from '../../support/federation/security-case.ts';

/** What other instances read of posts and people: as much as a visitor may, and nothing else. */

const s = scene();

async function get(path: string, accept = 'application/activity+json') {
  const answer = await fetch(new URL(path, s.instance.baseUrl), { headers: { accept }, redirect: 'manual' });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, json: text.startsWith('{') ? JSON.parse(text) : null };
}

/** Every item of a collection, through all of its pages. */
async function all(path: string): Promise<string[]> {
  const items: string[] = [];
  let { first: next } = (await get(path)).json;
  for (let pages = 0; next !== undefined && pages < 20; pages++) {
    const { json } = await get(next);
    expect(json).toMatchObject({ type: 'OrderedCollectionPage', id: next });
    items.push(...json.orderedItems);
    next = json.next;
  }
  return items;
}

const publish = (title: string, more: object = {}) =>
  s.amara.call(practice.publishPost, { body: { title, markdown: 'Text', ...more } });

test('a post names its collections, also one that the log has without them; its answers name its thread', async () => {
  const post = await publish('With collections');
  const reply = await s.amara.call(practice.replyToPost, { params: { id: post.id }, body: { markdown: 'One' } });
  const further = await s.amara.call(practice.replyToPost, { params: { id: reply.id }, body: { markdown: 'Two' } });
  const hung = {
    replies: `${post.iri}/replies`,
    likes: `${post.iri}/likes`,
    shares: `${post.iri}/shares`,
    context: `${post.iri}/context`,
  };
  expect((await get(post.iri)).json).toMatchObject(hung);
  for (const { iri } of [reply, further]) {
    expect((await get(iri)).json).toMatchObject({ context: `${post.iri}/context`, replies: `${iri}/replies` });
  }

  // As an earlier version wrote them.
  const log = s.instance.services.db.collection<Stored & { object: string }>('activities');
  for (const { iri } of [post, further]) {
    const entry = await log.findOne({ object: iri });
    const unset = Object.fromEntries(
      ['context', 'replies', 'likes', 'shares'].map((key) => [`json.object.${key}`, '']),
    );
    await log.updateOne({ _id: entry!._id }, { $unset: unset });
  }
  const views = s.instance.services.db.collection('posts');
  await views.updateOne({ _id: further.iri }, { $unset: { context: '' } });
  expect((await get(post.iri)).json).toMatchObject(hung);
  expect((await get(further.iri)).json).toMatchObject({ context: `${post.iri}/context` });
  const outbox = (await get(`${s.amaraIri}/outbox?page=true`)).json.orderedItems;
  const created = outbox.find(({ object }: { object: { id: string } }) => object.id === post.iri);
  expect(created.object).toMatchObject(hung);
});

test('answers and threads by their ids, ours and those of others, in pages', async () => {
  const post = await publish('A long thread');
  const replies: string[] = [];
  for (let n = 0; n < 22; n++) {
    const body = { markdown: `Answer ${n}` };
    replies.push((await s.amara.call(practice.replyToPost, { params: { id: post.id }, body })).iri);
  }
  const remote = s.create(s.bo, { inReplyTo: post.iri, to: [s.amaraIri], cc: ['as:Public'] });
  await s.send(s.bo, remote);
  await s.logged('');
  const below = s.create(s.mallory, { inReplyTo: remote.object.id });
  await s.send(s.mallory, below);
  await s.logged('');
  const [first = ''] = replies;

  expect((await get(`${post.iri}/replies`)).json).toMatchObject({
    id: `${post.iri}/replies`,
    type: 'OrderedCollection',
    totalItems: 23,
  });
  expect(await all(`${post.iri}/replies`)).toEqual([...replies, remote.object.id]);
  expect((await get(`${post.iri}/context`)).json).toMatchObject({
    id: `${post.iri}/context`,
    type: 'OrderedCollection',
    attributedTo: s.amaraIri,
    totalItems: 25,
  });
  expect(await all(`${post.iri}/context`)).toEqual([post.iri, ...replies, remote.object.id, below.object.id]);
  // An answer has answers, and no thread of its own.
  expect((await get(`${first}/replies`)).json).toMatchObject({ totalItems: 0 });
  expect((await get(`${first}/context`)).status).toBe(404);
  expect((await get(`${post.iri}/replies?page=a%20b`)).status).toBe(400);

  await s.send(s.bo, s.activity(s.bo, 'Delete', { object: remote.object.id }));
  await s.logged('');
  expect(await all(`${post.iri}/replies`)).toEqual(replies);
});

test('likes and shares are counted, and nobody is named', async () => {
  const post = await publish('Liked');
  await s.send(s.bo, s.activity(s.bo, 'Like', { object: post.iri }));
  await s.send(s.bo, s.activity(s.bo, 'Announce', { object: post.iri }));
  await s.logged('');
  for (const kind of ['likes', 'shares']) {
    const { json } = await get(`${post.iri}/${kind}`);
    expect(json).toEqual({
      '@context': 'https://www.w3.org/ns/activitystreams',
      id: `${post.iri}/${kind}`,
      type: 'OrderedCollection',
      totalItems: 1,
    });
  }
});

test('what is not for everybody has no collections and is in none', async () => {
  const closed = await publish('For followers', { visibility: 'followers' });
  const params = { id: closed.id };
  const answer = await s.amara.call(practice.replyToPost, { params, body: { markdown: 'Among us' } });
  const unlisted = await publish('By link', { visibility: 'unlisted' });
  const secret = s.create(s.bo, { inReplyTo: unlisted.iri, to: [s.amaraIri], cc: [] });
  await s.send(s.bo, secret);
  await s.send(s.bo, s.create(s.bo, { inReplyTo: unlisted.iri, to: [`${s.bo.iri}/followers`, s.amaraIri] }));
  await s.logged('');
  for (const iri of [closed.iri, answer.iri, `${s.instance.baseUrl}/objects/01k90000000000000000000000`]) {
    for (const kind of ['replies', 'likes', 'shares', 'context']) {
      const { status, text } = await get(`${iri}/${kind}`);
      expect(status, `${iri}/${kind}`).toBe(404);
      expect(text).toBe((await get(`${s.instance.baseUrl}/objects/nothing`)).text);
    }
  }
  const { services } = s.instance;
  const entry = await services.log.objectState(closed.iri);
  expect(Object.keys(entry?.json.object as object)).not.toContain('replies');
  expect((await get(`${unlisted.iri}/replies`)).json.totalItems).toBe(0);
  expect(await all(`${unlisted.iri}/replies`)).toEqual([]);
  expect(await all(`${unlisted.iri}/context`)).toEqual([unlisted.iri]);
  // What a blocked instance said is not passed on while it is blocked.
  await s.send(s.mallory, s.create(s.mallory, { inReplyTo: unlisted.iri }));
  await s.logged('');
  expect(await all(`${unlisted.iri}/replies`)).toHaveLength(1);
  await s.amara.call(practice.deletePost, { params: { id: unlisted.id } });
  expect((await get(`${unlisted.iri}/replies`)).status).toBe(404);
});

test('a person has pinned posts and the tags that they use most', async () => {
  const posts: practice.Post[] = [];
  for (let n = 0; n < 6; n++)
    posts.push(await publish(`Pin ${n}`, { tags: n < 3 ? ['Exit_Tickets', 'maths'] : ['maths'] }));
  const { json: actor } = await get('/users/amara');
  expect(actor).toMatchObject({ featured: `${s.amaraIri}/featured`, featuredTags: `${s.amaraIri}/featured-tags` });
  const { json: tags } = await get(actor.featuredTags);
  expect(tags).toMatchObject({ type: 'Collection', totalItems: 2 });
  expect(tags.items.map(({ name }: { name: string }) => name)).toEqual(['#maths', '#Exit_Tickets']);
  expect(tags.items[0]).toMatchObject({ type: 'Hashtag', href: `${s.instance.baseUrl}/tags/maths` });

  const pin = (at: number) => s.amara.try(practice.pinPost, { params: { id: posts[at]?.id ?? '' } });
  for (let n = 0; n < 5; n++) expect((await pin(n)).value.pinned).toBe(true);
  expect((await pin(4)).status).toBe(200);
  expect(await pin(5)).toMatchObject({ status: 409, error: { code: 'conflict' } });
  await s.amara.call(practice.unpinPost, { params: { id: posts[1]?.id ?? '' } });
  expect((await pin(5)).status).toBe(200);
  const wanted = [5, 4, 3, 2, 0].map((at) => posts[at]?.iri);
  expect((await get(actor.featured)).json).toMatchObject({
    type: 'OrderedCollection',
    totalItems: 5,
    orderedItems: wanted,
  });
  const shown = await s.instance.anyone().call(practice.getPinnedPosts, { params: { handle: 'amara' } });
  expect(shown.items.map(({ post }) => post.iri)).toEqual(wanted);
  // A profile that is changed keeps naming them.
  await s.amara.call(profiles.updateMyProfile, { body: { displayName: 'Amara O' } });
  expect((await get('/users/amara')).json.featured).toBe(`${s.amaraIri}/featured`);
  await s.amara.call(practice.deletePost, { params: { id: posts[5]?.id ?? '' } });
  expect((await get(actor.featured)).json.totalItems).toBe(4);
});

test('only open posts of one’s own are pinned', async () => {
  const closed = await publish('Closed', { visibility: 'followers' });
  const open = await publish('Open');
  const reply = await s.amara.call(practice.replyToPost, { params: { id: open.id }, body: { markdown: 'x' } });
  for (const id of [closed.id, reply.id]) {
    expect(await s.amara.try(practice.pinPost, { params: { id } })).toMatchObject({ status: 403 });
  }
  const dina = await s.instance.signUp('dina');
  for (const endpoint of [practice.pinPost, practice.unpinPost]) {
    expect(await dina.try(endpoint, { params: { id: open.id } })).toMatchObject({ status: 404 });
  }
  expect((await get(`${s.instance.baseUrl}/users/dina/featured`)).json.totalItems).toBe(0);
});

test('pages of posts, people and tags lead to what they show', async () => {
  const post = await publish('With a page', { tags: ['pages'] });
  const page = 'text/html';
  for (const [path, document] of [
    [new URL(post.url).pathname, post.iri],
    ['/@amara', s.amaraIri],
    ['/tags/pages', `${s.instance.baseUrl}/tags/pages`],
  ] as const) {
    const { status, headers, text } = await get(path, page);
    expect(status, path).toBe(200);
    expect(headers.get('link'), path).toContain(`<${document}>; rel="alternate"; type="application/activity+json"`);
    expect(text).toContain(`<link rel="alternate" type="application/activity+json" href="${document}"`);
    expect(text).toMatch(/<meta property="og:title" content="[^"]+"/);
    expect((await get(path, '*/*')).headers.get('content-type'), path).toContain('text/html');
  }
  const tag = await get('/tags/pages');
  expect(tag.json).toMatchObject({ id: `${s.instance.baseUrl}/tags/pages`, type: 'OrderedCollection', totalItems: 1 });
  expect(await all('/tags/pages')).toEqual([post.iri]);
});
