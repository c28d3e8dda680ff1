import { beforeAll, describe, expect, test } from 'vitest';
import { keyOf } from '../../../server/core/ids.ts';
import type { Stored } from '../../../server/storage/index.ts';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import { PUBLIC, scene } from '../../support/federation/security-case.ts';
import { until } from '../../support/until.ts';

/** Who may say what about whom. Signatures are honest in all of these; what they sign is not. */
const s = scene();

const post = (iri: string) => s.amara.try(practice.getPost, { params: { id: keyOf(iri) } });

/** Whoever sends something for the first time becomes known by it. */
beforeAll(async () => {
  expect((await s.send(s.mallory, s.create(s.mallory))).status).toBe(202);
});

/** Taken into the log or refused, but nothing else that is stored changes. */
async function withoutEffect(json: Record<string, unknown>, statuses = [202, 400, 403]): Promise<void> {
  const besides = String(json.id);
  const before = await s.state(besides);
  expect(statuses).toContain((await s.send(s.mallory, json)).status);
  expect(await s.state(besides)).toBe(before);
}

/** A public note of bo's that everybody here knows. */
async function noteOfBo() {
  const create = s.create(s.bo);
  expect((await s.send(s.bo, create)).status).toBe(202);
  await until('shown', async () => (await post(create.object.id)).status === 200);
  return create;
}

test('7: an object on another host than its sender is not written from the inline copy', async () => {
  const foreign = `${s.good.origin}/objects/forged`;
  await withoutEffect(
    s.activity(s.mallory, 'Create', {
      object: { id: foreign, type: 'Note', attributedTo: s.mallory.iri, content: 'x', to: [PUBLIC] },
    }),
  );
  await withoutEffect(
    s.activity(s.mallory, 'Create', {
      object: { id: s.id(s.mallory), type: 'Note', attributedTo: s.bo.iri, content: 'x', to: [PUBLIC] },
    }),
  );
  await withoutEffect(s.activity(s.mallory, 'Update', { object: { ...s.bo.document, name: 'Forged' } }));
  // A boost counts as one; what it says that the boosted post says does not.
  const inline = { id: foreign, type: 'Note', attributedTo: s.bo.iri, content: 'x', to: [PUBLIC] };
  expect((await s.send(s.mallory, s.activity(s.mallory, 'Announce', { object: inline }))).status).toBe(202);
  await s.instance.services.pipeline.idle();
  expect((await post(foreign)).status).toBe(404);
});

test('8: a document under another id than its address is asked for at that id, once', async () => {
  const { remote } = s.instance.services.federation;
  const real = {
    id: `${s.good.origin}/notes/1`,
    type: 'Note',
    attributedTo: s.bo.iri,
    content: '<p>real</p>',
    to: [PUBLIC],
  };
  s.good.pages.set('/notes/1', real);
  s.evil.pages.set('/claims', { ...real, content: '<p>forged</p>' });
  const found = await remote.fetch(`${s.evil.origin}/claims`);
  expect(found).toMatchObject({ kind: 'note', iri: real.id, html: '<p>real</p>' });
  expect(s.good.asked.filter(({ path }) => path === '/notes/1')).toHaveLength(1);
  // An id that leads to yet another id is dropped.
  s.evil.pages.set('/a', { ...real, id: `${s.evil.origin}/b` });
  s.evil.pages.set('/b', { ...real, id: `${s.evil.origin}/c` });
  expect(await remote.fetch(`${s.evil.origin}/a`)).toBeNull();
  expect(s.evil.asked.filter(({ path }) => path === '/c')).toHaveLength(0);
  // A document of its own about somebody elsewhere.
  s.evil.pages.set('/words', { ...real, id: `${s.evil.origin}/words` });
  expect(await remote.fetch(`${s.evil.origin}/words`)).toBeNull();
});

test('9: a url on another host is not shown as the page of a post or person', async () => {
  const create = s.create(s.mallory, { url: `${s.good.origin}/@bo/1` });
  await s.send(s.mallory, create);
  const shown = await until('shown', async () => {
    const answer = await post(create.object.id);
    return answer.status === 200 && answer.value;
  });
  expect(new URL(shown.url).host).not.toBe(s.good.host);
  const posing = s.evil.actor('posing', { url: `${s.good.origin}/@bo` }, 1);
  const profile = await s.amara.call(profiles.getProfile, { params: { handle: `@posing@${s.evil.host}` } });
  expect(profile.url).toBe(posing.iri);
});

test('10: ActivityPub JSON under another media type is not read', async () => {
  const { remote } = s.instance.services.federation;
  for (const type of ['text/plain', 'application/json', 'image/png', 'text/html', '']) {
    const path = `/upload-${type.replace('/', '-')}`;
    const id = s.good.origin + path;
    const body = JSON.stringify({ id, type: 'Note', attributedTo: s.bo.iri, content: 'x', to: [PUBLIC] });
    s.good.pages.set(path, { status: 200, headers: type === '' ? {} : { 'content-type': type }, body });
    expect(await remote.fetch(id)).toBeNull();
  }
});

describe('11: by somebody who does not own it', () => {
  test('Update and Delete of a remote post', async () => {
    const { object } = await noteOfBo();
    await withoutEffect(s.activity(s.mallory, 'Update', { object: { ...object, content: 'forged' } }));
    await withoutEffect(
      s.activity(s.mallory, 'Update', { object: { ...object, attributedTo: s.mallory.iri, content: 'forged' } }),
    );
    await withoutEffect(s.activity(s.mallory, 'Delete', { object: object.id }));
    await withoutEffect(s.activity(s.mallory, 'Delete', { object: { id: object.id, type: 'Tombstone' } }));
    expect((await post(object.id)).value.html).toContain('Hello');
  });
  test('what is found of a post, by a neighbour of its author on their own server', async () => {
    const { object } = await noteOfBo();
    const eve = s.good.actor('eve');
    const found = s.instance.services.db.collection<Stored & { untouched?: true }>('searchable_public');
    await s.instance.services.pipeline.idle();
    await found.updateOne({ _id: object.id }, { $set: { untouched: true } });
    await s.send(eve, s.activity(eve, 'Update', { object: { ...object, attributedTo: eve.iri, content: 'forged' } }));
    await s.send(eve, s.activity(eve, 'Delete', { object: object.id }));
    await s.instance.services.pipeline.idle();
    expect(await found.findOne({ _id: object.id })).toMatchObject({ untouched: true });
  });
  test('Update and Delete of a local post and of a local actor', async () => {
    const mine = await s.amara.call(practice.publishPost, { body: { title: 'Mine', markdown: 'Mine.' } });
    await withoutEffect(s.activity(s.mallory, 'Delete', { object: mine.iri }), [403]);
    const object = {
      id: mine.iri,
      type: 'Article',
      attributedTo: s.mallory.iri,
      name: 'Forged',
      content: 'x',
      to: [PUBLIC],
    };
    await withoutEffect(s.activity(s.mallory, 'Update', { object }), [403]);
    await withoutEffect(s.activity(s.mallory, 'Update', { object: { ...s.mallory.document, id: s.amaraIri } }), [403]);
    await withoutEffect(s.activity(s.mallory, 'Delete', { object: s.amaraIri }), [403]);
    expect((await s.amara.call(practice.getPost, { params: { id: mine.id } })).title).toBe('Mine');
  });
  test('Undo of a like and of a follow', async () => {
    const mine = await s.amara.call(practice.publishPost, { body: { title: 'Liked', markdown: 'Liked.' } });
    const like = s.activity(s.bo, 'Like', { object: mine.iri });
    const follow = s.activity(s.bo, 'Follow', { object: s.amaraIri });
    await s.send(s.bo, like);
    await s.send(s.bo, follow);
    await until('liked', async () => (await s.amara.call(practice.getPost, { params: { id: mine.id } })).likes === 1);
    await until(
      'followed',
      async () => (await s.amara.call(profiles.getProfile, { params: { handle: 'amara' } })).followers === 1,
    );
    await until('accepted', () => s.good.received.some(({ json }) => json.type === 'Accept'));
    await withoutEffect(s.activity(s.mallory, 'Undo', { object: like }));
    await withoutEffect(s.activity(s.mallory, 'Undo', { object: like.id }));
    await withoutEffect(s.activity(s.mallory, 'Undo', { object: { ...follow, actor: s.mallory.iri } }));
  });
});

describe('12: an answer to what was not asked', () => {
  test('Accept of a Follow by somebody else, or of none', async () => {
    const handle = `@bo@${s.good.host}`;
    await s.amara.call(profiles.followProfile, { params: { handle } });
    const { json: follow } = await until('the Follow arrives', () =>
      s.good.received.find(({ json }) => json.type === 'Follow'),
    );
    await withoutEffect(s.activity(s.mallory, 'Accept', { object: follow.id }));
    await withoutEffect(s.activity(s.mallory, 'Accept', { object: follow }));
    await withoutEffect(s.activity(s.mallory, 'Reject', { object: follow.id }));
    const invented = {
      id: `${s.instance.baseUrl}/activities/${'0'.repeat(26)}`,
      type: 'Follow',
      actor: s.amaraIri,
      object: s.mallory.iri,
    };
    await withoutEffect(s.activity(s.mallory, 'Accept', { object: invented }));
    const before = await s.amara.call(profiles.getProfile, { params: { handle } });
    expect(before.relation?.following).toBe('requested');
    await s.send(s.bo, s.activity(s.bo, 'Accept', { object: follow.id }));
    await until('the right one counts', async () => {
      return (await s.amara.call(profiles.getProfile, { params: { handle } })).relation?.following === 'yes';
    });
  });
  test('Accept of an Offer by somebody else, or of none', async () => {
    const pairs = s.good.actor('pia', { implements: [{ id: 'urn:staffroom:ns#pairs' }] });
    const handle = `@pia@${s.good.host}`;
    await s.amara.call(profiles.getProfile, { params: { handle } });
    const pair = await s.amara.call(mentoring.offerPair, {
      body: { partner: handle, myGoals: 'a', partnerGoals: 'b', cadence: 'weekly', endsOn: '2099-01-01', note: '' },
    });
    const { json: offer } = await until('the Offer arrives', () =>
      s.good.received.find(({ json }) => json.type === 'Offer'),
    );
    await withoutEffect(s.activity(s.mallory, 'Accept', { object: offer.id, to: [s.amaraIri] }));
    await withoutEffect(s.activity(s.mallory, 'Accept', { object: offer, to: [s.amaraIri] }));
    await withoutEffect(s.activity(s.mallory, 'Reject', { object: offer.id, to: [s.amaraIri] }));
    await withoutEffect(s.activity(s.mallory, 'Undo', { object: offer.id, to: [s.amaraIri] }));
    expect((await s.amara.call(mentoring.getPair, { params: { id: pair.id } })).state).toBe('offered');
    await s.send(pairs, s.activity(pairs, 'Accept', { object: offer.id, to: [s.amaraIri] }));
    await until('the right one counts', async () => {
      return (await s.amara.call(mentoring.getPair, { params: { id: pair.id } })).state === 'active';
    });
  });
  test('an Offer between two others', async () => {
    const object = {
      id: s.id(s.mallory),
      type: 'Relationship',
      subject: s.bo.iri,
      object: s.amaraIri,
      relationship: ['http://purl.org/vocab/relationship/mentorOf', 'http://purl.org/vocab/relationship/apprenticeTo'],
      'staffroom:cadence': 'weekly',
      'staffroom:endsOn': '2099-01-01',
    };
    await withoutEffect(s.activity(s.mallory, 'Offer', { object, to: [s.amaraIri] }));
  });
});

test('13: what claims to be ours', async () => {
  await s.send(s.mallory, s.create(s.mallory));
  const base = s.instance.baseUrl;
  const before = await s.state();
  const send = async (json: object) => (await s.send(s.mallory, json)).status;
  const note = { type: 'Note', attributedTo: s.mallory.iri, content: 'x', to: [PUBLIC] };
  expect(await send({ ...s.create(s.mallory), id: `${base}/activities/${'1'.repeat(26)}` })).toBe(403);
  expect(
    await send(s.activity(s.mallory, 'Create', { object: { ...note, id: `${base}/objects/${'1'.repeat(26)}` } })),
  ).toBe(403);
  // Prefixes and spellings of our address that are other hosts: foreign, but never ours.
  const { port } = new URL(base);
  const spellings = [
    ...[`${base}.evil.example/1`, `${base}@evil.example/1`, `https://user@${s.instance.domain}/1`],
    ...[`${base}#@${s.evil.host}/1`, `${base}\\@${s.evil.host}/1`, `${base}/../1`, ` ${base}/1`, `${base}./1`],
    ...[
      `HTTP://LOCALHOST:${port}/1`,
      `http://localhost.:${port}/1`,
      `http://127.0.0.1:${port}/1`,
      `//${s.instance.domain}/1`,
    ],
    ...[`http://localhost:0${port}/1`, `http://%6cocalhost:${port}/1`, `http:/${s.instance.domain}/1`],
  ];
  for (const id of spellings) {
    expect([400, 403], id).toContain(await send({ ...s.create(s.mallory), id }));
    const object = { ...note, id };
    const inner = s.activity(s.mallory, 'Create', { object });
    const status = await send(inner);
    // Kept as something that nobody can make anything of, at most.
    expect([202, 400, 403], id).toContain(status);
    if (status === 202) expect(await s.logged(inner.id), id).toMatchObject({ type: 'Unknown' });
    await s.instance.services.db.collection('activities').deleteOne({ _id: inner.id });
  }
  expect(await send({ ...s.create(s.mallory), id: `${s.good.origin}/activities/1` })).toBe(403);
  expect(await send({ ...s.create(s.mallory), id: 'urn:staffroom:fetched:x' })).toBe(400);
  expect(await s.state()).toBe(before);
});

test('14: keys that mean something to databases, engines and JavaScript', async () => {
  const create = s.create(s.mallory, {
    _meta: { collection: [`${s.amaraIri}/outbox`] },
    $where: 'sleep(1000)',
    constructor: { prototype: { polluted: true } },
    '@graph': [{ id: s.bo.iri }],
    '@reverse': { actor: s.bo.iri },
    '@included': [{ id: s.amaraIri, type: 'Person' }],
  });
  const body = JSON.stringify({ ...create, _meta: {}, $set: { a: 1 } }).replace(
    '"type":"Create"',
    '"type":"Create","__proto__":{"polluted":true}',
  );
  expect((await s.send(s.mallory, body)).status).toBe(202);
  const entry = JSON.stringify(await s.logged(create.id));
  for (const key of ['_meta', '$where', '$set', '__proto__', 'constructor', '@graph', '@reverse', '@included']) {
    expect(entry).not.toContain(`"${key}"`);
  }
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  for (const name of ['__proto__', 'constructor', '$where', 'toString', '_meta']) {
    const named = s.create(s.mallory, { id: `${s.evil.origin}/${name}`, tag: [{ type: 'Hashtag', name: `#${name}` }] });
    expect((await s.send(s.mallory, { ...named, id: `${s.evil.origin}/activities/${name}` })).status).toBe(202);
    await s.instance.services.pipeline.idle();
    expect((await post(named.object.id)).status, name).toBe(200);
  }
  for (const path of [
    '/users/amara/outbox?page[$gt]=',
    '/users/amara/outbox?page=a&page=b',
    '/users/__proto__',
    '/users/$where',
    '/objects/__proto__',
    '/objects/[object%20Object]',
    '/.well-known/webfinger?resource[$gt]=',
    '/.well-known/webfinger?resource=acct:__proto__@x',
    '/users/%00',
  ]) {
    const { status } = await fetch(s.instance.baseUrl + path, { headers: { accept: 'application/activity+json' } });
    expect([200, 400, 404], path).toContain(status);
    if (status === 200) expect(path).toContain('page[');
  }
});

describe('18: JSON-LD that means more to others than it says to us', () => {
  test('in an activity: what is not plain is not read', async () => {
    const { object: theirs } = await noteOfBo();
    const note = { id: s.id(s.mallory), type: 'Note', attributedTo: s.mallory.iri, content: 'x', to: [PUBLIC] };
    const graph = [{ ...s.activity(s.bo, 'Delete', { object: theirs.id }) }];
    for (const trick of [
      s.activity(s.mallory, 'View', { '@graph': graph }),
      s.activity(s.mallory, 'View', { '@included': graph }),
      s.activity(s.mallory, 'View', { '@reverse': { actor: graph[0] } }),
      s.activity(s.mallory, 'Delete', { object: { '@id': theirs.id } }),
      s.activity(s.mallory, 'View', { '@type': 'Delete', 'https://www.w3.org/ns/activitystreams#object': theirs.id }),
      s.activity(s.mallory, 'Erase', { '@context': [{ Erase: 'as:Delete' }], object: theirs.id }),
      s.activity(s.mallory, 'Create', { object: { ...note, id: undefined, '@id': theirs.id } }),
      s.activity(s.mallory, 'Create', { object: [{ ...note, id: theirs.id }, note] }),
    ]) {
      await withoutEffect(trick);
    }
    // Without `type`, `id` or `actor` of its own it is no activity, whatever a processor would make of it.
    const { id, type, actor, ...rest } = s.activity(s.mallory, 'Like', { object: theirs.id });
    const before = await s.state();
    for (const json of [
      { '@graph': [{ id, type, actor, ...rest }] },
      { '@id': id, type, actor, ...rest },
      { id, '@type': type, actor, ...rest },
      { id, type, 'as:actor': actor, ...rest },
      [{ id, type, actor, ...rest }],
    ]) {
      expect([400, 403]).toContain((await s.send(s.mallory, json)).status);
    }
    expect(await s.state()).toBe(before);
    expect((await post(theirs.id)).value.html).toContain('Hello');
  });

  test('in a document that we ask for', async () => {
    const { remote } = s.instance.services.federation;
    const before = await s.state();
    const at = (path: string, document: object) => {
      s.evil.pages.set(path, document);
      return `${s.evil.origin}${path}`;
    };
    const note = { type: 'Note', attributedTo: s.bo.iri, content: 'x', to: [PUBLIC] };
    const forged = { ...s.bo.document, name: 'Forged' };
    const urls = [
      at('/graph', { '@graph': [forged] }),
      at('/included', { id: `${s.evil.origin}/included`, type: 'Collection', '@included': [forged] }),
      at('/at-id', { '@id': `${s.evil.origin}/at-id`, ...note }),
      at('/array', [{ id: `${s.evil.origin}/array`, ...note }]),
    ];
    for (const url of urls) expect(await remote.fetch(url), url).toBeNull();
    expect(await s.state()).toBe(before);
  });
});
