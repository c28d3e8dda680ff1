import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { blockProfile } from '../../shared/contracts/account-life.ts';
import { createToken } from '../../shared/contracts/accounts.ts';
import * as mentoring from '../../shared/contracts/mentoring.ts';
import * as practice from '../../shared/contracts/practice.ts';
import * as profiles from '../../shared/contracts/profiles.ts';
import * as threads from '../../shared/contracts/threads.ts';
import type { ApiClient } from '../support/api.ts';
import { Peer, type PeerActor, post } from '../support/federation/peer.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';
import { connect } from '../support/oauth.ts';
import { until } from '../support/until.ts';

/** ActivityPub, client to server: somebody's app posts to their outbox and reads their inbox, with a token of theirs. */

const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public';
const TERMS = { myGoals: 'a', partnerGoals: 'b', cadence: 'weekly', endsOn: '2099-01-01' } as const;

interface Item {
  id: string;
  type: string;
  actor: string;
  object: { id: string; type: string; content: string; name?: string } & Record<string, unknown>;
  to: string[];
  cc: string[];
}
type Headers = Record<string, string>;

let instance: TestInstance;
let peer: Peer;
let amara: ApiClient;
let bo: ApiClient;
let cy: PeerActor;
/** Tokens of apps of Amara's, by what they may do. */
let app: { full: Headers; write: Headers; read: Headers; profile: Headers };
let me: { iri: string; followers: string; outbox: string; inbox: string; featured: string };

beforeAll(async () => {
  [instance, peer] = await Promise.all([
    startInstance({ options: { limits: { registrations: { attempts: 100, seconds: 60 } } } }),
    Peer.start('127.0.0.1'),
  ]);
  [amara, bo] = await Promise.all([instance.signUp('amara'), instance.signUp('bo')]);
  cy = peer.actor('cy');
  const iri = `${instance.baseUrl}/users/amara`;
  me = {
    iri,
    followers: `${iri}/followers`,
    outbox: `${iri}/outbox`,
    inbox: `${iri}/inbox`,
    featured: `${iri}/featured`,
  };
  const [full, write, read, profile] = await Promise.all(
    ['profile read write pairs', 'write', 'read', 'profile'].map((scope) => connect(amara, scope)),
  );
  app = { full: full!.bearer, write: write!.bearer, read: read!.bearer, profile: profile!.bearer };
});
afterAll(async () => {
  await instance.stop();
  await peer.stop();
});

function send(json: unknown, headers: Headers = app.write, url = me.outbox): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/activity+json', ...headers },
    body: typeof json === 'string' ? json : JSON.stringify(json),
  });
}

/** Posts what must be taken, and answers the activity that came of it. */
async function say(json: unknown, headers?: Headers): Promise<Item> {
  const response = await send(json, headers);
  expect([response.status, await response.text()]).toEqual([201, '']);
  const location = response.headers.get('location') ?? '';
  expect(location).toMatch(new RegExp(`^${instance.baseUrl}/activities/[0-9a-z-]{26,100}$`));
  const entry = await instance.services.log.get(location);
  return entry?.json as unknown as Item;
}

async function refused(json: unknown, headers?: Headers, url?: string): Promise<string> {
  const response = await send(json, headers, url);
  const { error } = (await response.json()) as { error: { message: string } };
  expect(error.message).toMatch(/^[A-Z].*\.$/s);
  return `${response.status} ${error.message}`;
}

/** All of a box, page by page. */
async function read(url: string, headers: Headers): Promise<Item[]> {
  const get = async (from: string) => {
    const response = await fetch(from, { headers: { accept: 'application/activity+json', ...headers } });
    expect(response.status).toBe(200);
    return (await response.json()) as { type: string; first?: string; next?: string; orderedItems?: Item[] };
  };
  const collection = await get(url);
  expect(collection.type).toBe('OrderedCollection');
  const items: Item[] = [];
  for (let from = collection.first; from !== undefined; ) {
    const page = await get(from);
    expect(page.type).toBe('OrderedCollectionPage');
    expect(page.orderedItems?.length).toBeLessThanOrEqual(20);
    items.push(...(page.orderedItems ?? []));
    from = page.next;
  }
  expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
  return items;
}

const article = (extra: object = {}) => ({
  type: 'Article',
  name: 'Exit tickets',
  source: { content: 'Three *questions* at the door. #exit_tickets', mediaType: 'text/markdown' },
  to: [PUBLIC],
  ...extra,
});
const postOf = (iri: string, client = amara) =>
  instance.services.db
    .collection<{ _id: string; id: string }>('posts')
    .findOne({ _id: iri })
    .then((found) => client.call(practice.getPost, { params: { id: found?.id ?? '' } }));

describe('publishing', () => {
  test('an Article is a practice post, as if written in the web client', async () => {
    const created = await say({
      '@context': 'https://www.w3.org/ns/activitystreams',
      id: 'https://app.example/made-up',
      type: 'Create',
      actor: me.iri,
      bto: [cy.iri],
      bcc: [cy.iri],
      to: [PUBLIC],
      object: {
        ...article({ id: 'https://app.example/made-up-too', bto: [cy.iri] }),
        'staffroom:focusQuestion': 'Do they make pupils think?',
        'staffroom:gradeLevel': 'upper-secondary',
        contentMap: { en: 'x' },
        tag: [{ type: 'Hashtag', name: '#maths' }],
      },
    });
    expect(created).toMatchObject({ type: 'Create', actor: me.iri, to: [PUBLIC], cc: [me.followers] });
    expect(JSON.stringify(created)).not.toMatch(/bto|bcc|made-up|127\.0\.0\.1/);
    const shown = await postOf(created.object.id, bo);
    expect(shown).toMatchObject({
      title: 'Exit tickets',
      focusQuestion: 'Do they make pupils think?',
      gradeLevel: 'upper-secondary',
      language: 'en',
      tags: ['maths', 'exit_tickets'],
      visibility: 'public',
    });
    expect(shown.html).toContain('<em>questions</em>');
  });

  test('a bare object is wrapped in a Create (AP 6.2.1); its HTML is made safe; a Note needs no title', async () => {
    const created = await say({
      type: 'Note',
      content: '<p onclick="x()">2*3*4 is <b>24</b></p>\n\n<script>alert(1)</script><p># no heading</p>',
      to: [me.followers],
    });
    expect(created).toMatchObject({ type: 'Create', to: [me.followers], cc: [], object: { attributedTo: me.iri } });
    const shown = await postOf(created.object.id);
    expect(shown.title).toBe('2*3*4 is 24 # no heading');
    expect(shown.html).toContain('<p>2*3*4 is <b>24</b></p>');
    expect(shown.html).toContain('<p># no heading</p>');
    expect(shown.html).not.toMatch(/script|onclick/);
    expect(shown.visibility).toBe('followers');
  });

  test('goes out to followers on other servers, like anything said here', async () => {
    peer.answer = () => ({ status: 202 });
    const follow = { id: `${peer.origin}/f/1`, type: 'Follow', actor: cy.iri, object: me.iri };
    expect((await post(`${instance.baseUrl}/inbox`, follow, cy)).status).toBe(202);
    await until('the Accept', () => peer.received.find(({ json }) => json.type === 'Accept'));
    const created = await say(article({ name: 'To everybody' }));
    const arrived = await until('the Create', () => peer.received.find(({ json }) => json.id === created.id));
    expect(arrived.json.object).toMatchObject({ name: 'To everybody', type: 'Article' });
  });

  test('with an Idempotency-Key it happens once', async () => {
    const key = { ...app.write, 'idempotency-key': 'a-key-of-the-app-1' };
    const [one, other] = [await say(article(), key), await say(article(), key)];
    expect(other.id).toBe(one.id);
    expect((await say(article())).id).not.toBe(one.id);
    expect(await refused(article(), { ...app.write, 'idempotency-key': 'short' })).toMatch(/^400 .*Idempotency-Key/);
    const reply = { type: 'Note', content: 'Same', inReplyTo: one.object.id, to: [PUBLIC] };
    expect((await say(reply, key)).id).toBe((await say(reply, key)).id);
  });

  test('an answer is as visible as what it answers, and keeps its kind', async () => {
    const { iri } = await bo.call(practice.publishPost, { body: { title: 'Bo asks', markdown: 'What now?' } });
    const reply = { type: 'Note', content: '<p>Try it</p>', inReplyTo: iri, 'staffroom:feedbackKind': 'suggestion' };
    const created = await say({ type: 'Create', object: reply, to: [PUBLIC] });
    expect(created.cc).toContain(`${instance.baseUrl}/users/bo`);
    expect(await postOf(created.object.id, bo)).toMatchObject({ kind: 'reply', feedbackKind: 'suggestion' });
    expect(await refused({ ...reply, to: [me.followers] })).toMatch(/^400 An answer is as visible/);
    expect(await refused({ ...reply, to: [PUBLIC], 'staffroom:feedbackKind': 'praise' })).toMatch(
      /^400 .*feedbackKind/,
    );
    expect(await refused({ ...reply, to: [PUBLIC], inReplyTo: `${instance.baseUrl}/objects/none` })).toMatch(/^404/);
    // Nor is one told that there is something for others, by what would be wrong with the answer.
    const hidden = await bo.call(practice.publishPost, {
      body: { title: 'For a few', markdown: 'x', visibility: 'followers' },
    });
    expect(await refused({ ...reply, to: [PUBLIC], inReplyTo: hidden.iri })).toMatch(/^404/);
  });

  test('an answer to what is not known here yet: it is fetched first', async () => {
    const note = `${peer.origin}/notes/1`;
    peer.pages.set('/notes/1', { id: note, type: 'Note', attributedTo: cy.iri, content: 'Far away', to: [PUBLIC] });
    const created = await say({ type: 'Note', content: 'Hello there', inReplyTo: note, to: [PUBLIC] });
    const arrived = await until('the reply', () => peer.received.find(({ json }) => json.id === created.id));
    expect(arrived.json.object).toMatchObject({ inReplyTo: note });
  });
});

describe('changing', () => {
  test('an Update changes what it names; a Delete takes it away', async () => {
    const { object } = await say(article({ 'staffroom:subject': 'Chemistry' }));
    const updated = await say({ type: 'Update', object: { id: object.id, type: 'Article', name: 'Better tickets' } });
    expect(updated).toMatchObject({ type: 'Update', object: { id: object.id, name: 'Better tickets' } });
    const shown = await postOf(object.id);
    expect(shown).toMatchObject({ title: 'Better tickets', subject: 'Chemistry' });
    expect(shown.html).toContain('at the door');
    const deleted = await say({ type: 'Delete', object: object.id });
    expect(deleted).toMatchObject({ type: 'Delete', object: object.id });
    expect((await fetch(object.id, { headers: { accept: 'application/activity+json' } })).status).toBe(410);
    expect(await refused({ type: 'Delete', object: object.id })).toMatch(/^404/);

    const note = await say({ type: 'Note', content: 'One', inReplyTo: (await say(article())).object.id, to: [PUBLIC] });
    await say({ type: 'Update', object: { id: note.object.id, type: 'Note', content: '<p>Two</p>' } });
    expect((await postOf(note.object.id)).html).toContain('Two');
  });

  test("what is somebody else's stays as it is", async () => {
    const { iri } = await bo.call(practice.publishPost, { body: { title: 'Bo’s', markdown: 'Mine' } });
    expect(await refused({ type: 'Delete', object: iri })).toMatch(/^404/);
    expect(await refused({ type: 'Update', object: { id: iri, type: 'Article', name: 'Taken' } })).toMatch(/^404/);
    expect(await refused({ type: 'Add', object: iri, target: me.featured })).toMatch(/^404/);
    expect((await postOf(iri, bo)).title).toBe('Bo’s');
    for (const speaker of [`${instance.baseUrl}/users/bo`, cy.iri, [me.iri, cy.iri]]) {
      expect(await refused({ type: 'Create', actor: speaker, object: article() })).toMatch(/^403/);
      expect(await refused({ ...article(), attributedTo: speaker })).toMatch(/^403/);
    }
  });

  test('Follow, Like, Announce and pins, and back', async () => {
    const other = `${instance.baseUrl}/users/bo`;
    const follow = await say({ type: 'Follow', object: other });
    expect((await say({ type: 'Follow', object: other })).id).toBe(follow.id);
    const relation = async () => {
      const { relation } = await amara.call(profiles.getProfile, { params: { handle: 'bo' } });
      return relation;
    };
    const followed = await relation();
    const { iri } = await bo.call(practice.publishPost, { body: { title: 'Likeable', markdown: 'x' } });
    const like = await say({ type: 'Like', object: { id: iri, type: 'Article', attributedTo: other } });
    const boost = await say({ type: 'Announce', object: iri });
    expect(await postOf(iri)).toMatchObject({ likes: 1, boosts: 1, mine: { liked: true, boosted: true } });
    expect((await say({ type: 'Like', object: iri })).id).toBe(like.id);
    expect(await say({ type: 'Undo', object: like.id })).toMatchObject({ type: 'Undo', object: like.id });
    await say({ type: 'Undo', object: { type: 'Announce', object: iri } });
    expect(await postOf(iri)).toMatchObject({ likes: 0, boosts: 0 });
    await say({ type: 'Undo', object: { type: 'Follow', object: other } });
    expect(await relation()).not.toEqual(followed);
    expect(boost.type).toBe('Announce');

    const { object } = await say(article());
    await say({ type: 'Add', object: object.id, target: me.featured });
    const featured = async () =>
      (await fetch(me.featured, { headers: { accept: 'application/activity+json' } })).text();
    expect(await featured()).toContain(object.id);
    await say({ type: 'Remove', object: object.id, target: me.featured });
    expect(await featured()).not.toContain(object.id);
    expect(await refused({ type: 'Add', object: object.id, target: `${me.iri}/anything` })).toMatch(/^400 .*featured/);
  });

  test('whoever asks to follow is answered', async () => {
    const current = await amara.call(profiles.getMyProfile);
    await amara.call(profiles.updateMyProfile, { body: { ...current, approvesFollowers: true } });
    await bo.call(profiles.followProfile, { params: { handle: 'amara' } });
    const [request] = (await read(me.inbox, app.read)).filter(({ type }) => type === 'Follow');
    expect(await refused({ type: 'Accept', object: `${instance.baseUrl}/activities/none` })).toMatch(/^400/);
    expect(await say({ type: 'Accept', object: request?.id })).toMatchObject({
      object: request?.id,
      to: [`${instance.baseUrl}/users/bo`],
    });
    await amara.call(profiles.updateMyProfile, { body: { ...current, approvesFollowers: false } });
    expect((await bo.call(profiles.listFollowing, { params: { handle: 'bo' } })).items).toMatchObject([
      { handle: `@amara@${instance.domain}` },
    ]);
  });
});

describe('what is not taken, each with a sentence', () => {
  test.each<[string, unknown]>([
    ['no JSON', 'not json'],
    ['a list', []],
    ['nothing', {}],
    ['no object', { type: 'Follow' }],
    ['an object without an id', { type: 'Like', object: {} }],
    ['no recipient', { type: 'Note', content: 'x' }],
    ['no text', { type: 'Note', to: [PUBLIC] }],
    ['a picture', { type: 'Image', url: 'https://x.example/a.png', to: [PUBLIC] }],
    ['a person', { type: 'Create', object: { type: 'Person' }, to: [PUBLIC] }],
    ['a profile', { type: 'Update', object: { id: 'https://x.example/u', type: 'Person', name: 'x' } }],
    ['an Offer', { type: 'Offer', object: { type: 'Relationship' } }],
    ['a Move', { type: 'Move', object: 'https://x.example/u', target: 'https://x.example/v' }],
    ['a Block', { type: 'Block', object: 'https://x.example/u' }],
    ['an unknown grade level', { ...article(), 'staffroom:gradeLevel': 'wizard' }],
    [
      'a file that is not theirs',
      { ...article(), attachment: [{ type: 'Document', url: `/media/${'0'.repeat(32)}` }] },
    ],
    ['too deep', `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`],
  ])('%s', async (_what, json) => {
    expect(await refused(json)).toMatch(/^400 /);
  });

  test('what is not there, too large, or of another type', async () => {
    expect(await refused({ type: 'Like', object: `${instance.baseUrl}/objects/nothing` })).toMatch(/^404/);
    expect(await refused({ type: 'Follow', object: `${instance.baseUrl}/users/nobody` })).toMatch(/^404/);
    expect(await refused({ type: 'Undo', object: `${instance.baseUrl}/activities/nothing` })).toMatch(/^404/);
    expect(await refused({ type: 'Undo', object: (await say(article())).id })).toMatch(/^400/);
    expect(await refused({ ...article(), content: 'x'.repeat(300_000) })).toMatch(/^413/);
    expect(await refused(article(), { ...app.write, 'content-type': 'text/plain' })).toMatch(/^400/);
  });

  test('without a token, without the scope, in the box of another, with a cookie', async () => {
    const before = await instance.services.log.outboxCount(me.iri);
    const anonymous = await send(article(), {});
    expect([anonymous.status, anonymous.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect((await send(article(), { authorization: 'Bearer nothing' })).status).toBe(401);
    expect((await send(article(), { cookie: amara.cookie ?? '' })).status).toBe(401);
    const unlet = await send(article(), app.read);
    expect(unlet.status).toBe(403);
    expect(unlet.headers.get('www-authenticate')).toContain('insufficient_scope');
    expect(await refused(article(), app.write, `${instance.baseUrl}/users/bo/outbox`)).toMatch(/^403/);
    expect(await refused(article(), app.write, `${instance.baseUrl}/users/nobody/outbox`)).toMatch(/^403/);
    expect(await instance.services.log.outboxCount(me.iri)).toBe(before);
  });

  test('a personal token does what its owner may; pages of other sites may use any token', async () => {
    const { secret } = await amara.call(createToken, { body: { name: 'script' } });
    const response = await send(article(), { authorization: `Bearer ${secret}`, origin: 'https://app.example' });
    expect(response.status).toBe(201);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-expose-headers')).toContain('Location');
  });
});

describe('between partners', () => {
  let pair: string;
  let thread: string;
  const partner = () => `${instance.baseUrl}/users/bo`;
  const note = (extra: object = {}) => ({
    type: 'Note',
    content: 'Between us',
    to: [partner()],
    context: thread,
    ...extra,
  });

  beforeAll(async () => {
    const offered = await amara.call(mentoring.offerPair, { body: { ...TERMS, partner: 'bo' } });
    pair = offered.id;
    await bo.call(mentoring.acceptPair, { params: { id: pair } });
    const stored = await instance.services.db
      .collection<{ _id: string; id: string; thread: string }>('pairs')
      .findOne({ id: pair });
    thread = stored?.thread ?? '';
    await bo.call(threads.sendMessage, {
      params: { id: pair },
      body: { markdown: 'The partner’s own words', clientId: 'client-id-1' },
    });
  });

  test('an app writes there only when it was let into pairs, and to nobody else', async () => {
    expect(await refused(note(), app.write)).toMatch(/^403 .*pairs/);
    const key = { ...app.full, 'idempotency-key': 'a-key-of-the-app-2' };
    const sent = await say(note(), key);
    expect(sent).toMatchObject({ to: [partner()], cc: [], object: { context: thread } });
    expect((await say(note(), key)).id).toBe(sent.id);
    const { items } = await bo.call(threads.listMessages, { params: { id: pair } });
    expect(items.filter(({ html }) => html.includes('Between us'))).toHaveLength(1);
    for (const extra of [
      { to: [cy.iri] },
      { cc: [cy.iri] },
      { context: undefined },
      { context: 'https://x.example/t' },
    ]) {
      expect(await refused(note(extra), app.full)).toMatch(/^400 .*partner/);
    }
    expect(await refused({ type: 'Delete', object: sent.object.id }, app.write)).toMatch(/^404/);
    await say({ type: 'Delete', object: sent.object.id }, app.full);
  });

  test('nothing of it is read by an app that was not let into pairs, by any way', async () => {
    const told = (items: Item[]) => items.some((item) => JSON.stringify(item).includes('partner’s own words'));
    expect(told(await read(me.inbox, app.full))).toBe(true);
    // Other servers have a like for messages too.
    const { db, pipeline } = instance.services;
    const message = await db.collection<{ _id: string; author: string }>('messages').findOne({ author: partner() });
    const like = { id: `${peer.origin}/l/message`, type: 'Like', actor: cy.iri, object: message?._id, to: [me.iri] };
    const undo = { id: `${like.id}/undo`, type: 'Undo', actor: cy.iri, object: like.id, to: [me.iri] };
    for (const said of [like, undo]) expect((await post(`${instance.baseUrl}/inbox`, said, cy)).status).toBe(202);
    await pipeline.idle();
    const ids = async (headers: Headers) => (await read(me.inbox, headers)).map(({ id }) => id);
    expect(await ids(app.full)).toEqual(expect.arrayContaining([like.id, undo.id]));
    for (const said of [like, undo]) expect(await ids(app.read)).not.toContain(said.id);
    for (const url of [me.inbox, me.outbox]) {
      const items = await read(url, app.read);
      expect(items.map(({ type }) => type)).not.toContain('Offer');
      expect(JSON.stringify(items)).not.toMatch(/partner’s own words|Between us|Relationship/);
      const accepts = items.filter(({ type }) => type === 'Accept').map(({ object }) => String(object));
      const answered = await instance.services.log.getMany(accepts);
      expect(answered.every(({ type }) => type === 'Follow')).toBe(true);
    }
    const full = (await read(me.outbox, app.full)).map(({ type }) => type);
    expect(full).toContain('Offer');
  });
});

describe('reading', () => {
  test('the inbox has what was addressed to its owner and what those they follow say, newest first', async () => {
    await say({ type: 'Follow', object: `${instance.baseUrl}/users/bo` });
    const titles = [];
    for (let n = 0; n < 12; n++) {
      titles.unshift(`Post ${n}`);
      await bo.call(practice.publishPost, { body: { title: `Post ${n}`, markdown: n === 3 ? '@amara look' : 'x' } });
    }
    const only = await bo.call(practice.publishPost, {
      body: { title: 'Few', markdown: 'x', visibility: 'followers' },
    });
    const mention = {
      id: `${peer.origin}/n/2`,
      type: 'Note',
      attributedTo: cy.iri,
      content: '<p>@amara hi</p>',
      to: [me.iri],
      cc: [PUBLIC],
    };
    const create = {
      id: `${peer.origin}/c/2`,
      type: 'Create',
      actor: cy.iri,
      object: mention,
      to: [me.iri],
      cc: [PUBLIC],
    };
    expect((await post(`${instance.baseUrl}/inbox`, create, cy)).status).toBe(202);
    // As most servers send it: to nobody but by what it is about.
    const [{ id: liked = '' } = {}] = (await read(me.outbox, app.read)).flatMap(({ type, object }) =>
      type === 'Create' ? object : [],
    );
    const like = { id: `${peer.origin}/l/1`, type: 'Like', actor: cy.iri, object: liked };
    expect((await post(`${instance.baseUrl}/inbox`, like, cy)).status).toBe(202);
    await instance.services.pipeline.idle();
    const items = await read(me.inbox, app.read);
    expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining([like.id, `${peer.origin}/f/1`]));
    expect(items.find(({ id }) => id === create.id)?.object.content).toBe('<p>@amara hi</p>');
    expect(items.map(({ object }) => object.id)).toContain(only.iri);
    const names = items.flatMap(({ object }) => (object.name?.startsWith('Post ') ? [object.name] : []));
    expect(names).toEqual(titles);
    // What its author took out is not there any more.
    const object = { ...mention, content: '<p>@amara hello</p>', updated: new Date().toISOString() };
    const update = { ...create, id: `${peer.origin}/u/2`, type: 'Update', object, to: [PUBLIC], cc: [] };
    expect((await post(`${instance.baseUrl}/inbox`, update, cy)).status).toBe(202);
    await instance.services.pipeline.idle();
    const edited = (await read(me.inbox, app.read)).find(({ id }) => id === create.id);
    expect(edited?.object.content).toBe('<p>@amara hello</p>');
  });

  test('does not say who voted in a poll, to any app', async () => {
    const body = { title: 'Homework?', markdown: 'Or not?', poll: { options: ['Yes', 'No'], openMinutes: 60 } };
    const poll = await amara.call(practice.publishPost, { body });
    await bo.call(practice.votePoll, { params: { id: poll.id }, body: { options: [1] } });
    const vote = {
      ...{ id: `${peer.origin}/v/1`, type: 'Create', actor: cy.iri, to: [me.iri] },
      object: { id: `${peer.origin}/v/1/note`, type: 'Note', attributedTo: cy.iri, name: 'No', inReplyTo: poll.iri },
    };
    expect((await post(`${instance.baseUrl}/inbox`, vote, cy)).status).toBe(202);
    await instance.services.pipeline.idle();
    expect((await amara.call(practice.getPost, { params: { id: poll.id } })).poll).toMatchObject({ voters: 2 });
    const about = (await read(me.inbox, app.full)).filter(({ object }) => object?.inReplyTo === poll.iri);
    expect(about).toEqual([]);
  });

  test('shows nothing of whom its owner blocks, nor who blocks them', async () => {
    const dee = peer.actor('dee');
    const from = async (actor: PeerActor, activity: { type: string; [key: string]: unknown }) => {
      const json = { id: `${peer.origin}/of-dee/${activity.type}`, actor: actor.iri, to: [me.iri], ...activity };
      expect((await post(`${instance.baseUrl}/inbox`, json, actor)).status).toBe(202);
    };
    await from(dee, { type: 'Block', object: me.iri });
    await from(dee, { type: 'Undo', object: { id: `${peer.origin}/of-dee/Block`, type: 'Block' } });
    await from(dee, { type: 'Follow', object: me.iri });
    await instance.services.pipeline.idle();
    const ofDee = async () => (await read(me.inbox, app.full)).filter(({ actor }) => actor === dee.iri);
    expect((await ofDee()).map(({ type }) => type)).toEqual(['Follow']);
    await amara.call(blockProfile, { params: { handle: `@dee@${peer.host}` } });
    expect(await ofDee()).toEqual([]);
  });

  test('belongs to its owner alone', async () => {
    const status = async (url: string, headers: Headers) => (await fetch(url, { headers })).status;
    expect(await status(me.inbox, {})).toBe(401);
    expect(await status(me.inbox, { cookie: amara.cookie ?? '' })).toBe(401);
    expect(await status(me.inbox, app.write)).toBe(403);
    expect(await status(`${instance.baseUrl}/users/bo/inbox`, app.full)).toBe(403);
    expect(await status(`${me.inbox}?page=${encodeURIComponent('$where')}`, app.read)).toBe(400);
  });

  test('its owner sees in the outbox also what is not for everybody; others see what they did before', async () => {
    const created = await say({ type: 'Note', content: 'For followers', to: [me.followers] });
    const own = await read(me.outbox, app.read);
    expect(own[0]?.id).toBe(created.id);
    // More than a page.
    expect(own.length).toBeGreaterThan(20);
    const shown = async (headers: Headers) => {
      const response = await fetch(`${me.outbox}?page=true`, {
        headers: { accept: 'application/activity+json', ...headers },
      });
      return response.text();
    };
    const { bearer } = await connect(bo, 'read');
    for (const headers of [{}, app.profile, bearer]) expect(await shown(headers)).not.toContain('For followers');
  });

  test('is the same after a rebuild', async () => {
    await instance.services.pipeline.idle();
    const before = [await read(me.inbox, app.full), await read(me.outbox, app.full)];
    await instance.services.rebuild();
    expect([await read(me.inbox, app.full), await read(me.outbox, app.full)]).toEqual(before);
  });
});
