import { describe, expect, test } from 'vitest';
import type { Stored } from '../../../server/storage/index.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import * as search from '../../../shared/contracts/search.ts';
import type { PeerActor } from '../../support/federation/peer.ts';
import { scene } from '../../support/federation/security-case.ts';
import { until } from '../../support/until.ts';

/** Somebody elsewhere deletes their account: everything of theirs goes from here, and only when it is true. */

const it = scene();

const farewell = (actor: PeerActor) => it.activity(actor, 'Delete', { object: actor.iri });
const profileOf = (name: string) =>
  it.amara.try(profiles.getProfile, { params: { handle: `@${name}@${it.good.host}` } });
const documentsOf = async (name: string, filter: Record<string, unknown>) =>
  it.instance.services.db.collection<Stored & Record<string, unknown>>(name).find(filter).toArray();

/** Somebody with a post, a reply, a like and a share of a post of amara's, who follows her and is followed by her. */
async function personWithThings(name: string) {
  const person = it.good.actor(name, { summary: `<p>I am ${name}</p>` });
  await profileOf(name);
  const { iri } = await it.amara.call(practice.publishPost, { body: { title: 'Ours', markdown: 'x' } });
  const post = it.create(person, {
    type: 'Article',
    name: `Words of ${name}`,
    content: `<p>words by ${name}</p>`,
    tag: [{ type: 'Hashtag', name: '#farewell' }],
  });
  const reply = it.create(person, { content: `<p>answer by ${name}</p>`, inReplyTo: iri });
  const follow = it.activity(person, 'Follow', { object: it.amaraIri });
  const ours = [it.activity(person, 'Like', { object: iri }), it.activity(person, 'Announce', { object: iri }), follow];
  for (const activity of [post, reply, ...ours]) expect((await it.send(person, activity)).status).toBe(202);
  await it.amara.call(profiles.followProfile, { params: { handle: `@${name}@${it.good.host}` } });
  const mine = await until('our Follow', () =>
    it.good.received.find(({ json }) => json.type === 'Follow' && json.object === person.iri),
  );
  await it.send(person, it.activity(person, 'Accept', { object: mine.json.id }));
  await it.instance.services.pipeline.idle();
  return { person, iri, post };
}

async function countsOf(iri: string) {
  const [post] = await documentsOf('posts', { _id: iri });
  return { replies: post?.replies, likes: post?.likes, boosts: post?.boosts };
}

async function expectNothingOf(person: PeerActor, iri: string): Promise<void> {
  await until('everything is taken back', async () => {
    const { replies, likes, boosts } = await countsOf(iri);
    const stand = await documentsOf('follows', { state: { $ne: 'over' } });
    const left = stand.filter(({ follower, followee }) => [follower, followee].includes(person.iri));
    return replies === 0 && likes === 0 && boosts === 0 && left.length === 0;
  });
  await it.instance.services.pipeline.idle();
  expect(await countsOf(iri)).toEqual({ replies: 0, likes: 0, boosts: 0 });
  for (const post of await documentsOf('posts', { author: person.iri })) {
    expect(post).toMatchObject({ deleted: true, html: '', title: '', attachments: [] });
  }
  const follows = await documentsOf('follows', {});
  const theirs = follows.filter(({ follower, followee }) => [follower, followee].includes(person.iri));
  expect(theirs.map(({ state }) => state)).toEqual(['over', 'over']);
  const [actor] = await documentsOf('actors', { _id: person.iri });
  expect(actor).toMatchObject({ deleted: true, bio: '', key: null });
  expect(await documentsOf('searchable_people', { _id: person.iri })).toEqual([]);
  const found = await it.amara.call(search.searchPosts, { query: { q: 'words' } });
  expect(JSON.stringify(found)).not.toContain(`words by ${new URL(person.iri).pathname.split('/').at(-1)}`);
}

async function expectRebuildGivesTheSame(): Promise<void> {
  const before = await it.instance.viewBytes();
  expect((await it.instance.services.rebuild()).failed).toEqual([]);
  expect(await it.instance.viewBytes()).toEqual(before);
}

describe('a Delete of the actor by itself', () => {
  test('takes back everything of theirs, words in the log too; what was under way comes too late; a rebuild gives the same', async () => {
    const { person, iri, post } = await personWithThings('bea');
    const late = it.create(person, { content: '<p>too late</p>' });
    expect((await it.send(person, farewell(person))).status).toBe(202);
    await expectNothingOf(person, iri);
    it.good.pages.set('/users/bea', { status: 410 });
    expect((await it.send(person, late)).status).toBe(202);
    expect((await it.send(person, it.activity(person, 'Update', { object: person.document }))).status).toBe(202);
    await it.instance.services.pipeline.idle();
    expect(await documentsOf('posts', { _id: late.object.id })).toEqual([]);
    expect((await profileOf('bea')).status).toBe(410);
    const words = JSON.stringify(await documentsOf('activities', {}));
    for (const said of ['words by bea', 'I am bea', 'too late']) expect(words).not.toContain(said);
    expect(await documentsOf('posts', { _id: post.object.id })).toHaveLength(1);
    await expectRebuildGivesTheSame();

    // Whoever is served by their own server again is there again, with nothing of before.
    it.good.actor('bea', { name: 'Bea again' });
    const { displayName } = await it.amara.call(profiles.getProfile, {
      params: { handle: `@bea@${it.good.host}` },
    });
    expect(displayName).toBe('Bea again');
    expect((await it.send(person, it.create(person, { content: '<p>new words</p>' }))).status).toBe(202);
    await until('a new post', async () =>
      (await documentsOf('posts', { author: person.iri })).some(({ deleted }) => deleted === false),
    );
    await expectRebuildGivesTheSame();
  });

  test('whose key is gone with them is believed when their server says so, and only then', async () => {
    const { person, iri } = await personWithThings('cleo');
    await it.instance.services.db.collection<Stored>('remote_keys').deleteMany({});
    const { instance } = it;
    // A process that does not remember the key.
    await instance.down();
    await instance.up();
    it.good.pages.set('/users/cleo', { status: 404 });
    const nodeInfo = { links: [{ rel: 'http://nodeinfo.diaspora.software/ns/schema/2.0', href: it.good.origin }] };
    it.good.pages.set('/.well-known/nodeinfo', {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(nodeInfo),
    });
    expect((await it.send(person, farewell(person))).status).toBe(202);
    await expectNothingOf(person, iri);
    it.good.pages.delete('/.well-known/nodeinfo');
    await expectRebuildGivesTheSame();
  });

  test('by anybody, while their server finds nothing at all, changes nothing', async () => {
    const { person } = await personWithThings('fay');
    it.good.pages.set('/users/fay', { status: 404 });
    const keyless = { ...person, keyId: `${person.iri}#no-such-key` };
    const before = it.good.asked.length;
    expect((await it.send(keyless, farewell(person))).status).toBe(202);
    await until('asked', () => it.good.asked.slice(before).some(({ path }) => path === '/.well-known/nodeinfo'));
    await it.instance.services.pipeline.idle();
    expect((await documentsOf('actors', { _id: person.iri }))[0]?.deleted).toBeUndefined();
    expect(await documentsOf('posts', { author: person.iri, deleted: false })).toHaveLength(2);
  });

  test('by somebody else, or by nobody who can be asked, changes nothing', async () => {
    const { person } = await personWithThings('dora');
    const other = it.good.actor('other');
    // It is logged as what it is, a Delete by one whom it is not about.
    expect((await it.send(it.mallory, it.activity(it.mallory, 'Delete', { object: person.iri }))).status).toBe(202);
    await it.instance.services.pipeline.idle();
    const [still] = await documentsOf('actors', { _id: person.iri });
    expect(still?.deleted).toBeUndefined();
    // In her name, signed by somebody else.
    expect((await it.send({ ...other, iri: person.iri }, farewell(person))).status).toBe(403);
    // With a key that there is not, while she is there; her server is asked, and says that she is.
    const keyless = { ...person, keyId: `${person.iri}#no-such-key` };
    expect((await it.send(keyless, farewell(person))).status).toBe(202);
    // Of an actor on another host than the key.
    const foreign = { ...it.mallory, keyId: `${it.evil.origin}/users/nobody#main-key` };
    expect((await it.send(foreign, farewell(person))).status).toBe(401);
    await it.instance.services.pipeline.idle();
    expect((await profileOf('dora')).status).toBe(200);
    const rows = await documentsOf('posts', { author: person.iri, deleted: false });
    expect(rows).toHaveLength(2);
  });
});

test('what is private between two stays until its author takes it back', async () => {
  const { person } = await personWithThings('eva');
  const secret = it.create(person, { content: '<p>between us</p>', to: [it.amaraIri], cc: [] });
  await it.send(person, { ...secret, to: [it.amaraIri] });
  await it.send(person, farewell(person));
  await until('gone', async () => (await documentsOf('actors', { _id: person.iri }))[0]?.deleted === true);
  await it.instance.services.pipeline.idle();
  expect(JSON.stringify(await it.logged(secret.id))).toContain('between us');
  await it.send(person, it.activity(person, 'Delete', { object: secret.object.id, to: [it.amaraIri] }));
  await it.instance.services.pipeline.idle();
  expect(JSON.stringify(await it.logged(secret.id))).not.toContain('between us');
});
