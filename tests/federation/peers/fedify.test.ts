import { type HttpMessageSignaturesSpec, parseNodeInfo } from '@fedify/fedify';
import {
  Accept,
  type Activity,
  Announce,
  Application,
  Article,
  Create,
  Delete,
  Follow,
  Hashtag,
  Like,
  Mention,
  Note,
  Person,
  PropertyValue,
  PUBLIC_COLLECTION,
  Object as Thing,
  Tombstone,
  Undo,
  Update,
} from '@fedify/vocab';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyOf } from '../../../server/core/ids.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import type { ApiClient } from '../../support/api.ts';
import { codec, examples } from '../../support/federation/examples/index.ts';
import { BO, type FedifyPeer, startFedify } from '../../support/federation/fedify-peer.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';
import { until } from '../../support/until.ts';

/** What another implementation makes of us, and we of it, both ways and with both kinds of signatures. */
const KINDS: HttpMessageSignaturesSpec[] = ['draft-cavage-http-signatures-12', 'rfc9421'];

/** Contexts that processors bring along. */
const CONTEXTS = [
  'https://www.w3.org/ns/activitystreams',
  'https://w3id.org/security/v1',
  'https://w3id.org/security/data-integrity/v1',
  'https://w3id.org/security/data-integrity/v2',
  'https://w3id.org/security/multikey/v1',
  'https://www.w3.org/ns/did/v1',
];

let school: TestInstance;
let fedify: FedifyPeer;
let amara: ApiClient;
let amaraIri: URL;
let boIri: URL;
let boHandle: string;
beforeAll(async () => {
  [school, fedify] = await Promise.all([startInstance(), startFedify()]);
  amara = await school.signUp('amara', 'Amara Okafor');
  amaraIri = new URL(`${school.baseUrl}/users/amara`);
  boIri = new URL(`${fedify.origin}/users/${BO}`);
  boHandle = `@${BO}@${fedify.domain}`;
});
afterAll(() => Promise.all([school.stop(), fedify.stop()]));

const cavage = () => fedify.as('draft-cavage-http-signatures-12');
let made = 0;
const newIri = (kind: string) => {
  made += 1;
  return new URL(`/${kind}/${made}`, fedify.origin);
};

/** Sent to Amara; throws unless it is taken. */
async function send(activity: Activity, kind: HttpMessageSignaturesSpec = KINDS[0]!): Promise<void> {
  const recipient = { id: amaraIri, inboxId: new URL(`${amaraIri}/inbox`), endpoints: null };
  await fedify.as(kind).sendActivity({ identifier: BO }, recipient, activity);
  await school.services.pipeline.idle();
}

/** The first of this class that reached it. */
function reached<T extends Activity>(
  type: abstract new (...args: never[]) => T,
  such: (activity: T) => boolean = () => true,
): Promise<T> {
  return until(type.name, () => {
    const found = fedify.received.find((activity) => activity instanceof type && such(activity as T));
    return found as T | undefined;
  });
}

function noteOf(text: string, more: ConstructorParameters<typeof Note>[0] = {}): Note {
  const id = newIri('notes');
  const note = new Note({
    id,
    attribution: boIri,
    content: text,
    to: PUBLIC_COLLECTION,
    url: id,
    ...more,
  });
  fedify.notes.set(id.pathname.split('/').at(-1)!, note);
  return note;
}

async function publishNote(note: Note, kind?: HttpMessageSignaturesSpec): Promise<string> {
  await send(
    new Create({ id: newIri('creates'), actor: boIri, object: note, to: PUBLIC_COLLECTION, cc: amaraIri }),
    kind,
  );
  return keyOf(note.id!.href);
}

const shown = (id: string) => amara.call(practice.getPost, { params: { id } });

describe('each finds the other', () => {
  test('we find its person by handle', async () => {
    const profile = await amara.call(profiles.getProfile, { params: { handle: boHandle } });
    expect(profile).toMatchObject({ displayName: 'Bo Larsen', bioHtml: '<p>Physics, and bicycles.</p>' });
  });

  test('it finds our person by WebFinger and by id, with key and collections', async () => {
    const answer = await cavage().lookupWebFinger(amaraIri);
    expect(answer?.links?.find(({ rel }) => rel === 'self')?.href).toBe(amaraIri.href);
    const found = await cavage().lookupObject(amaraIri);
    expect(found).toBeInstanceOf(Person);
    const person = found as Person;
    expect(person.preferredUsername).toBe('amara');
    expect(person.name).toBe('Amara Okafor');
    expect(person.inboxId?.href).toBe(`${amaraIri}/inbox`);
    expect(person.endpoints?.sharedInbox?.href).toBe(`${school.baseUrl}/inbox`);
    expect((await person.getPublicKey(cavage()))?.ownerId?.href).toBe(amaraIri.href);
    expect((await person.getOutbox(cavage()))?.totalItems).toBe(0);
    expect((await person.getFollowers(cavage()))?.totalItems).toBe(0);
    expect(person.discoverable).toBe(true);
    expect(person.indexable).toBe(true);
  });

  test('it reads our NodeInfo, strictly, and who we are as an instance', async () => {
    const wellKnown = await (await fetch(`${school.baseUrl}/.well-known/nodeinfo`)).json();
    const links = wellKnown.links as { rel: string; href: string }[];
    const about = links.filter(({ rel }) => rel.startsWith('http://nodeinfo.diaspora.software/'));
    expect(about).toHaveLength(2);
    for (const { href } of about) {
      const info = parseNodeInfo(await (await fetch(href)).json());
      expect(info).toMatchObject({ software: { name: 'staffroom' }, protocols: ['activitypub'] });
    }
    // FEP-2677.
    const instance = links.find(({ rel }) => rel === 'https://www.w3.org/ns/activitystreams#Application');
    expect(await cavage().lookupObject(instance?.href ?? '')).toBeInstanceOf(Application);
  });
});

describe('following', () => {
  test('it follows us, and gets the answer', async () => {
    const follow = new Follow({ id: newIri('follows'), actor: boIri, object: amaraIri });
    await send(follow);
    const accept = await reached(Accept);
    expect(accept.actorId?.href).toBe(amaraIri.href);
    expect(accept.objectId?.href).toBe(follow.id?.href);
    const profile = await amara.call(profiles.getProfile, { params: { handle: 'amara' } });
    expect(profile.followers).toBe(1);
  });

  test('we follow it, and take its answer', async () => {
    await amara.call(profiles.followProfile, { params: { handle: boHandle } });
    const follow = await reached(Follow);
    expect([follow.actorId?.href, follow.objectId?.href]).toEqual([amaraIri.href, boIri.href]);
    await until('accepted', async () => {
      const { relation } = await amara.call(profiles.getProfile, { params: { handle: boHandle } });
      return relation?.following === 'yes';
    });
  });
});

describe('what it writes', () => {
  test.each(KINDS)('is shown, answered and taken back: %s', async (kind) => {
    const refusals = JSON.stringify([...school.services.federation.refusals]);
    const note = noteOf('<p>A pendulum in the corridor.</p>');
    const id = await publishNote(note, kind);
    expect((await shown(id)).html).toBe('<p>A pendulum in the corridor.</p>');

    const mine = await amara.call(practice.publishPost, { body: { title: `Seen by ${kind}`, markdown: 'Look.' } });
    const reply = noteOf('<p>We do that too.</p>', { replyTarget: new URL(mine.iri) });
    await publishNote(reply, kind);
    const like = new Like({ id: newIri('likes'), actor: boIri, object: new URL(mine.iri) });
    const boost = new Announce({
      id: newIri('boosts'),
      actor: boIri,
      object: new URL(mine.iri),
      to: PUBLIC_COLLECTION,
    });
    await send(like, kind);
    await send(boost, kind);
    expect(await shown(mine.id)).toMatchObject({ replies: 1, likes: 1, boosts: 1 });
    const answers = await amara.call(practice.listReplies, { params: { id: mine.id } });
    expect(answers.items.map(({ html }) => html)).toEqual(['<p>We do that too.</p>']);

    // It embeds what it undoes; others give the id.
    await send(new Undo({ id: newIri('undos'), actor: boIri, object: like }), kind);
    await send(new Undo({ id: newIri('undos'), actor: boIri, object: boost.id }), kind);
    expect(await shown(mine.id)).toMatchObject({ replies: 1, likes: 0, boosts: 0 });

    const edited = note.clone({ content: '<p>Two pendulums.</p>' });
    await send(new Update({ id: newIri('updates'), actor: boIri, object: edited, to: PUBLIC_COLLECTION }), kind);
    expect((await shown(id)).html).toBe('<p>Two pendulums.</p>');
    const gone = new Tombstone({ id: note.id });
    await send(new Delete({ id: newIri('deletes'), actor: boIri, object: gone, to: PUBLIC_COLLECTION }), kind);
    expect((await amara.try(practice.getPost, { params: { id } })).status).toBe(404);
    // Nothing of this needed its second attempt, which is signed in the other way.
    expect(JSON.stringify([...school.services.federation.refusals])).toBe(refusals);
  });

  test('its profile changes here when it says so', async () => {
    fedify.profile.name = 'Bo L.';
    const person = await cavage().lookupObject(boIri);
    await send(new Update({ id: newIri('updates'), actor: boIri, object: person, to: PUBLIC_COLLECTION }));
    const profile = await amara.call(profiles.getProfile, { params: { handle: boHandle } });
    expect(profile.displayName).toBe('Bo L.');
  });
});

describe('what we write', () => {
  test('a post: published, read again by its id, edited, deleted', async () => {
    const post = await amara.call(practice.publishPost, {
      body: {
        title: 'Exit tickets',
        markdown: `Three questions at the door, ${boHandle}.`,
        focusQuestion: 'Do they think?',
        tags: ['exit_tickets'],
        licence: 'CC-BY-4.0',
        language: 'en',
      },
    });
    const of = (activity: Activity) => activity.objectId?.href === post.iri;
    const create = await reached(Create, of);
    const pushed = await create.getObject(cavage());
    const fetched = await cavage().lookupObject(post.iri);
    for (const article of [pushed, fetched]) {
      expect(article).toBeInstanceOf(Article);
      if (!(article instanceof Article)) continue;
      expect(article.attributionId?.href).toBe(amaraIri.href);
      expect(article.name?.toString()).toBe('Exit tickets');
      expect(String(article.content)).toContain('Three questions at the door');
      expect(article.toId?.href).toBe(PUBLIC_COLLECTION.href);
      expect(article.url).toEqual(new URL(post.url));
      expect(article.published?.epochMilliseconds).toBe(Date.parse(post.publishedAt));
      expect(article.source?.mediaType).toBe('text/markdown');
      const tags: unknown[] = [];
      for await (const tag of article.getTags(cavage())) tags.push(tag);
      expect(tags.find((tag) => tag instanceof Hashtag)?.name?.toString()).toBe('#exit_tickets');
      expect(tags.find((tag) => tag instanceof Mention)?.href?.href).toBe(boIri.href);
      const previews: unknown[] = [];
      for await (const preview of article.getPreviews(cavage())) previews.push(preview);
      expect(previews[0]).toBeInstanceOf(Note);
    }
    await amara.call(practice.editPost, {
      params: { id: post.id },
      body: { title: 'Exit tickets, again', markdown: `Two questions, ${boHandle}.` },
    });
    const update = await reached(Update, of);
    expect(String((await update.getObject(cavage()))?.name)).toBe('Exit tickets, again');
    await amara.call(practice.deletePost, { params: { id: post.id } });
    await reached(Delete, of);
    // Asked past its cache.
    const gone = await fetch(post.iri, { headers: { accept: 'application/activity+json' } });
    expect(gone.status).toBe(410);
    expect(await Thing.fromJsonLd(await gone.json(), cavage())).toBeInstanceOf(Tombstone);
  });

  test('feedback on its note, a like and a boost, and both taken back', async () => {
    const note = noteOf('<p>What do you think of this?</p>');
    const params = { id: await publishNote(note) };
    const { iri } = await amara.call(practice.replyToPost, {
      params,
      body: { markdown: 'What happens at minute twelve?', feedbackKind: 'question' },
    });
    const create = await reached(Create, (activity) => activity.objectId?.href === iri);
    const reply = await create.getObject(cavage());
    expect(reply).toBeInstanceOf(Note);
    expect(reply?.replyTargetId?.href).toBe(note.id?.href);
    await amara.call(practice.likePost, { params });
    const like = await reached(Like);
    expect(like.objectId?.href).toBe(note.id?.href);
    await amara.call(practice.boostPost, { params });
    const boost = await reached(Announce);
    expect(boost.objectId?.href).toBe(note.id?.href);
    await amara.call(practice.unlikePost, { params });
    await amara.call(practice.unboostPost, { params });
    for (const undone of [like, boost]) {
      await reached(Undo, (undo) => undo.objectId?.href === undone.id?.href);
    }
  });

  test('a profile that changes, and an end of following', async () => {
    await amara.call(profiles.updateMyProfile, { body: { displayName: 'Amara O.', school: 'Hill School' } });
    const update = await reached(Update, (activity) => activity.objectId?.href === amaraIri.href);
    const person = await update.getObject(cavage());
    expect(person).toBeInstanceOf(Person);
    expect(person?.name?.toString()).toBe('Amara O.');
    const fields: unknown[] = [];
    if (person !== null) for await (const field of person.getAttachments(cavage())) fields.push(field);
    expect(fields.find((field) => field instanceof PropertyValue)?.value?.toString()).toBe('Hill School');
    await amara.call(profiles.unfollowProfile, { params: { handle: boHandle } });
    const follow = await reached(Follow);
    await reached(Undo, (undo) => undo.objectId?.href === follow.id?.href);
  });
});

describe('what FEDERATION.md has', () => {
  // People, with real keys, are above. What has a type of ours goes only to instances that know our types.
  const open = Object.entries(examples)
    .map(([name, example]) => [name, 'actor' in example ? codec.encode(example) : codec.encodeObject(example)] as const)
    .filter(([, json]) => !/"type":"(Person|staffroom:\w+)"/.test(JSON.stringify(json)));

  test.each(open)('%s is read by its classes, with terms that it can look up', async (_name, json) => {
    const asked: string[] = [];
    const { contextLoader, documentLoader } = cavage();
    const read = await Thing.fromJsonLd(json, {
      documentLoader,
      contextLoader(url, options) {
        asked.push(url);
        return contextLoader(url, options);
      },
    });
    expect(read.id?.href).toBe(json.id);
    expect(read.constructor.name).toBe(json.type);
    // Nobody has to ask a host that may be gone what our words mean.
    expect(asked.filter((url) => !CONTEXTS.includes(url))).toEqual([]);
  });
});

test('it believed everything that we sent', () => {
  expect(fedify.errors).toEqual([]);
  expect(fedify.unverified).toBe(0);
});
