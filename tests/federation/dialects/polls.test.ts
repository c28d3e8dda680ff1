import { beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../server/activities/activity.ts';
import { keyOf } from '../../../server/core/ids.ts';
import type { Stored } from '../../../server/storage/index.ts';
import * as notifications from '../../../shared/contracts/notifications.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import * as search from '../../../shared/contracts/search.ts';
import type { ApiClient } from '../../support/api.ts';
import type { PeerActor } from '../../support/federation/peer.ts';
import { scene } from '../../support/federation/security-case.ts';
import { until } from '../../support/until.ts';

/** Votes as Mastodon sends and takes them, profiles with fields and emojis, and texts that are folded away. */
let now = new Date();
const s = scene({ options: { clock: { now: () => now } } });
let cara: ApiClient;

beforeAll(async () => {
  cara = await s.instance.signUp('cara');
});

const shown = (iri: string, to = s.amara) => to.call(practice.getPost, { params: { id: keyOf(iri) } });
const idle = () => s.instance.services.pipeline.idle();

function question(rest: JsonObject = {}): JsonObject {
  const options = ['Yes', 'No'].map((name) => ({ type: 'Note', name, replies: { type: 'Collection', totalItems: 0 } }));
  return { type: 'Question', content: '<p>Homework?</p>', oneOf: options, ...rest };
}

async function asked(rest: JsonObject = {}): Promise<string> {
  const create = s.create(s.bo, question(rest));
  await s.send(s.bo, create);
  await idle();
  return create.object.id;
}

const vote = (iri: string, options: number[], by = s.amara) =>
  by.try(practice.votePoll, { params: { id: keyOf(iri) }, body: { options } });

describe('a poll of another server', () => {
  test('is voted in once, by a note to whoever asked and to nobody else', async () => {
    const poll = await asked();
    const { value } = await vote(poll, [1]);
    expect(value.poll).toMatchObject({ mine: [1], voters: null, options: [{ votes: 0 }, { votes: 0 }] });
    const sent = await until('the vote to arrive', () => s.good.received.find(({ json }) => json.type === 'Create'));
    expect(sent.json).toMatchObject({ actor: s.amaraIri, to: [s.bo.iri], cc: [] });
    const note = sent.json.object as JsonObject;
    expect(note).toEqual({
      id: note.id,
      type: 'Note',
      attributedTo: s.amaraIri,
      name: 'No',
      inReplyTo: poll,
      to: [s.bo.iri],
      cc: [],
      published: note.published,
    });
    expect((await vote(poll, [1])).status).toBe(200);
    expect((await vote(poll, [0])).error).toMatchObject({ code: 'conflict' });
    const votes = s.instance.services.db.collection<Stored>('activities');
    expect(await votes.countDocuments({ actor: s.amaraIri, 'json.object.inReplyTo': poll })).toBe(1);
    // Nobody sees it: not as an answer, not by its address.
    expect((await cara.call(practice.listReplies, { params: { id: keyOf(poll) } })).items).toEqual([]);
    const headers = { accept: 'application/activity+json' };
    expect((await fetch(String(note.id), { headers })).status).toBe(404);
    expect((await shown(poll, cara)).poll).toMatchObject({ mine: [] });
  });

  test('takes one answer or several as it says, while it is open', async () => {
    const one = await asked();
    expect((await vote(one, [0, 1])).error).toMatchObject({ fields: { options: 'Choose one answer only.' } });
    expect((await vote(one, [7])).status).toBe(400);
    const several = await asked({ oneOf: [], anyOf: question().oneOf ?? null });
    expect((await vote(several, [1, 0])).value.poll).toMatchObject({ mine: [0, 1] });
    const closed = await asked({ endTime: new Date(now.getTime() - 1000).toISOString() });
    expect((await vote(closed, [0])).error).toMatchObject({ message: 'Voting has ended.' });
    const { id } = await s.amara.call(practice.publishPost, { body: { title: 'No poll', markdown: 'x' } });
    expect((await s.amara.try(practice.votePoll, { params: { id }, body: { options: [0] } })).status).toBe(404);
  });
});

describe('a poll of ours', () => {
  let poll: string;
  const dan = () => s.good.actor('dan');
  const voteFrom = (who: PeerActor, name: string, rest: JsonObject = {}) =>
    s.send(who, {
      ...s.activity(who, 'Create', { to: [s.amaraIri] }),
      object: { id: s.id(who), type: 'Note', attributedTo: who.iri, name, inReplyTo: poll, to: [s.amaraIri], ...rest },
    });

  beforeAll(async () => {
    const body = { title: 'Homework?', markdown: 'Or not?', poll: { options: ['Yes', 'No'], openMinutes: 5 } };
    poll = (await s.amara.call(practice.publishPost, { body })).iri;
  });

  test('counts one vote a person, the first, from here and elsewhere; what is no option counts nothing', async () => {
    expect((await vote(poll, [0])).error).toMatchObject({ message: 'This is your own question. Others answer it.' });
    expect((await vote(poll, [0], cara)).value.poll).toMatchObject({ mine: [0], voters: 1 });
    const later = new Date(now.getTime() + 5_000).toISOString();
    await voteFrom(s.bo, 'No', { published: now.toISOString() });
    await voteFrom(s.bo, 'Yes', { published: later });
    await voteFrom(dan(), 'Maybe');
    await idle();
    expect((await shown(poll)).poll).toMatchObject({
      voters: 2,
      options: [
        { text: 'Yes', votes: 1 },
        { text: 'No', votes: 1 },
      ],
    });
  });

  test('is closed by our clock, whatever a vote says of its time', async () => {
    now = new Date(now.getTime() + 6 * 60_000);
    await voteFrom(dan(), 'Yes', { published: new Date(now.getTime() - 5 * 60_000).toISOString() });
    // The same choice again, as if it had come before the one that counts: neither is taken back by it.
    const before = new Date(now.getTime() - 7 * 60_000).toISOString();
    await voteFrom(s.bo, 'No', { published: before });
    for (let n = 0; n < 25; n++) await voteFrom(s.bo, `Noise ${n}`, { published: before });
    await idle();
    expect((await shown(poll)).poll).toMatchObject({ closed: true, voters: 2, options: [{ votes: 1 }, { votes: 1 }] });
  });

  test('has no answers, and nobody is told of votes', async () => {
    expect((await shown(poll)).replies).toBe(0);
    expect((await s.amara.call(notifications.listNotifications)).items).toEqual([]);
    expect((await s.amara.call(search.searchPosts, { query: { q: 'maybe' } })).items).toEqual([]);
    const before = await s.instance.viewBytes();
    await s.instance.services.rebuild();
    expect(await s.instance.viewBytes()).toEqual(before);
  });
});

test('a text that is folded away shows its warning in feeds, searches and notifications, not its words', async () => {
  const { iri } = await s.amara.call(practice.publishPost, { body: { title: 'Fire drill', markdown: 'x' } });
  await cara.call(profiles.followProfile, { params: { handle: `@bo@${s.good.host}` } });
  const folded = { summary: 'Injury', sensitive: true, content: '<p>Blood everywhere, zebra</p>' };
  await s.send(s.bo, s.create(s.bo, { ...folded, inReplyTo: iri }));
  await s.send(s.bo, s.create(s.bo, { ...folded, type: 'Article', name: 'A drill' }));
  await idle();
  const seen = [
    (await s.amara.call(notifications.listNotifications)).items,
    (await cara.call(search.searchPosts, { query: { q: 'zebra' } })).items,
    (await cara.call(practice.getProfilePosts, { params: { handle: `@bo@${s.good.host}` } })).items,
  ];
  for (const items of seen) {
    expect(JSON.stringify(items)).toContain('Injury');
    expect(JSON.stringify(items)).not.toContain('Blood');
  }
});

test('the page of a post for visitors folds it away too, and shows what is asked, when and where, and what is quoted', async () => {
  const pageOf = async (object: JsonObject) => {
    const create = s.create(s.bo, object);
    await s.send(s.bo, create);
    await idle();
    const page = await fetch(`${s.instance.baseUrl}/posts/${keyOf(create.object.id)}`, {
      headers: { accept: 'text/html' },
    });
    expect(page.status).toBe(200);
    return page.text();
  };
  const folded = await pageOf({ summary: 'Spiders <b>', sensitive: true, content: '<p>Eight legs</p>' });
  expect(folded).toMatch(/<details><summary dir="auto">Spiders<\/summary><div class="public-text"[^>]*><p>Eight legs/);
  expect(folded).not.toMatch(/<meta [^>]*Eight legs/);
  expect(folded).toMatch(/<h1 class="visually-hidden">Post by bo<\/h1>/);
  expect(await pageOf(question())).toMatch(/<li><span dir="auto">Yes<\/span>: 0 votes<\/li>/);
  const event = {
    type: 'Event',
    name: 'Fair',
    startTime: '2026-05-01T16:00:00Z',
    location: { type: 'Place', name: '<i>Hall' },
  };
  expect(await pageOf(event)).toMatch(/<time datetime="2026-05-01T16:00:00.000Z">.*16:00|4:00/);
  const quoted = s.create(s.bo, { type: 'Article', name: 'Quoted <i>', content: 'x' });
  await s.send(s.bo, quoted);
  expect(await pageOf({ content: 'y', quote: quoted.object.id })).toMatch(/<blockquote.*\n.*Quoted &lt;i&gt;<\/a>/);
});

test('emojis are left out where they cannot be pictures: of notifications, on a lock screen and in mails', async () => {
  const { iri } = await cara.call(practice.publishPost, { body: { title: 'Owls', markdown: 'x' } });
  const tag = [{ type: 'Emoji', name: ':owl+:', icon: { type: 'Image', url: `${s.good.origin}/owl.png` } }];
  await s.send(s.bo, s.create(s.bo, { content: '<p>Hoo :owl+: hoo :ow: hoo</p>', tag, inReplyTo: iri }));
  await idle();
  const { items } = await cara.call(notifications.listNotifications);
  expect(items[0]?.excerpt).toBe('Hoo hoo :ow: hoo');
});

test('what its author says of its language, and emojis, stand wherever its words do', async () => {
  const tag = [{ type: 'Emoji', name: ':aña-1:', icon: { type: 'Image', url: `${s.good.origin}/spider.png` } }];
  const warned = { name: 'Title :aña-1:', summary: 'Arañas :aña-1:', contentMap: { es: '<p>Ocho</p>' }, tag };
  const article = s.create(s.bo, { type: 'Article', sensitive: true, content: '<p>Ocho</p>', ...warned });
  await s.send(s.bo, article);
  const quoting = s.create(s.bo, { content: '<p>Look</p>', quote: article.object.id });
  await s.send(s.bo, quoting);
  await idle();
  const emojis = [{ shortcode: 'aña-1', url: expect.stringMatching(/^\/media\/emoji\//) }];
  const said = { language: 'es', emojis };
  expect((await shown(quoting.object.id)).quote?.post).toMatchObject({ ...said, summary: 'Arañas :aña-1:' });
  const found = await s.amara.call(search.lookUp, { query: { q: article.object.id } });
  expect(found).toMatchObject({ type: 'post', post: { ...said, snippet: { text: 'Arañas :aña-1:' } } });

  const pageOf = async (iri: string) => (await fetch(`${s.instance.baseUrl}/posts/${keyOf(iri)}`)).text();
  const picture = '<img class="emoji" src="/media/emoji/[\\w-]+" alt=":aña-1:" />';
  const page = await pageOf(article.object.id);
  expect(page).toMatch(new RegExp(`<h1 lang="es" dir="auto">Title ${picture}</h1>`));
  expect(page).toMatch(new RegExp(`<summary lang="es" dir="auto">Arañas ${picture}</summary>`));
  expect(await pageOf(quoting.object.id)).toMatch(
    new RegExp(`<blockquote[^]*<p lang="es" dir="auto">Arañas ${picture}</p></blockquote>`),
  );
});

test('a profile of another server has its fields, its emojis through us, and where its person has gone', async () => {
  const emoji = { type: 'Emoji', name: ':owl:', icon: { type: 'Image', url: `${s.good.origin}/owl.png` } };
  s.good.actor('eva', {
    name: 'Eva :owl:',
    summary: '<p>I :owl: teach</p>',
    tag: [emoji],
    movedTo: s.bo.iri,
    attachment: [
      { type: 'PropertyValue', name: 'Site :owl:', value: '<a href="https://eva.example" onclick="x()">eva :owl:</a>' },
      { type: 'Note', name: 'Room', content: '12' },
      { type: 'Link', name: 'Blog', href: 'https://blog.example' },
      { type: 'PropertyValue', name: 'Evil', value: '<script>alert(1)</script>' },
    ],
  });
  const profile = await s.amara.call(profiles.getProfile, { params: { handle: `@eva@${s.good.host}` } });
  expect(profile).toMatchObject({ displayName: 'Eva', movedTo: { displayName: 'bo' } });
  expect(profile.fields.map(({ name }) => name)).toEqual(['Site', 'Room', 'Blog']);
  expect(profile.fields[0]?.valueHtml).toMatch(/^<a href="https:\/\/eva.example" rel="[^"]+">eva <img class="emoji"/);
  const [, src = ''] = /<img class="emoji" src="([^"]+)" alt=":owl:"/.exec(profile.bioHtml) ?? [];
  expect(JSON.stringify(profile)).not.toContain('owl.png');
  const page = await (await fetch(`${s.instance.baseUrl}/@eva@${s.good.host}`)).text();
  expect(page).toMatch(/<dt dir="auto">Site<\/dt><dd dir="auto"><a href="https:\/\/eva.example" rel="[^"]+">eva <img/);
  expect(page).not.toContain('alert(1)');

  s.good.pages.set('/owl.png', (_req, res) => {
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    res.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.from(png, 'base64'));
  });
  const picture = await fetch(`${s.instance.baseUrl}${src}`);
  expect(picture.status).toBe(200);
  expect(picture.headers.get('content-type')).toBe('image/webp');
  // Whoever would like this server to fetch something else has no seal for it.
  const other = Buffer.from(`${s.good.origin}/other.png`).toString('base64url');
  const forged = `${src.slice(0, '/media/emoji/'.length + 32)}${other}`;
  expect((await fetch(`${s.instance.baseUrl}${forged}`)).status).toBe(404);
  expect(s.good.asked.some(({ path }) => path === '/other.png')).toBe(false);
});

test('who signs with a key of an actor document that says no more than the key is heard', async () => {
  const stub = s.good.actor('stub');
  const { id, type, preferredUsername, publicKey } = stub.document as JsonObject;
  s.good.pages.set('/users/stub', { id, type, preferredUsername, publicKey } as object);
  const create = s.create(stub, { content: '<p>From a locked server</p>' });
  expect((await s.send(stub, create)).status).toBe(202);
  await idle();
  expect((await shown(create.object.id)).author).toMatchObject({ handle: `@stub@${s.good.host}` });
});
