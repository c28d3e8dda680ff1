import { expect, test } from 'vitest';
import { createCodec, createNaming } from '../../../server/federation/index.ts';
import { wantsPage } from '../../../server/federation/routes/negotiation.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import { scene } from '../../support/federation/security-case.ts';

const s = scene();

async function get(path: string, accept = 'application/activity+json') {
  const answer = await fetch(new URL(path, s.instance.baseUrl), { headers: { accept }, redirect: 'manual' });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, json: text.startsWith('{') ? JSON.parse(text) : null };
}

test('what Accept asks for', () => {
  const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8';
  const mastodonSearch =
    'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams", text/html;q=0.1';
  expect(wantsPage(browser)).toBe(true);
  expect(wantsPage('text/html')).toBe(true);
  expect(wantsPage('text/html, application/activity+json;q=0.5')).toBe(true);
  for (const accept of [
    mastodonSearch,
    'application/activity+json',
    'application/ld+json',
    '*/*',
    '',
    undefined,
    'x;q=y',
  ]) {
    expect(wantsPage(accept), accept).toBe(false);
  }
});

test('WebFinger by handle, id and page; unknown ones alike', async () => {
  const { domain, baseUrl } = s.instance;
  for (const resource of [`acct:amara@${domain}`, `acct:AMARA@${domain}`, s.amaraIri, `${baseUrl}/@amara`]) {
    const { status, json, headers } = await get(`/.well-known/webfinger?resource=${encodeURIComponent(resource)}`);
    expect(status, resource).toBe(200);
    expect(headers.get('content-type')).toContain('application/jrd+json');
    expect(json.subject).toBe(`acct:amara@${domain}`);
    expect(json.links).toContainEqual({ rel: 'self', type: 'application/activity+json', href: s.amaraIri });
  }
  for (const resource of [
    `acct:nobody@${domain}`,
    'acct:amara@elsewhere.example',
    `${baseUrl}.evil.example/@amara`,
    'x',
  ]) {
    expect((await get(`/.well-known/webfinger?resource=${encodeURIComponent(resource)}`)).status).toBe(404);
  }
  expect((await get('/.well-known/webfinger')).status).toBe(400);
});

test('the server as a whole, by its origin (FEP-d556), its domain or its actor', async () => {
  const { domain, baseUrl } = s.instance;
  const name = new URL(baseUrl).hostname;
  for (const [resource, subject] of [
    [`${baseUrl}/`, `${baseUrl}/`],
    [baseUrl, baseUrl],
    [`acct:${name}@${domain}`, `acct:${name}@${domain}`],
    [`${baseUrl}/actor`, `acct:${name}@${domain}`],
  ] as const) {
    const { status, json } = await get(`/.well-known/webfinger?resource=${encodeURIComponent(resource)}`);
    expect(status, resource).toBe(200);
    expect(json.subject).toBe(subject);
    for (const rel of ['self', 'https://www.w3.org/ns/activitystreams#Service']) {
      expect(json.links).toContainEqual({ rel, type: 'application/activity+json', href: `${baseUrl}/actor` });
    }
  }
});

test('NodeInfo says what runs here and that it understands pairs', async () => {
  const { json } = await get('/.well-known/nodeinfo', 'application/json');
  // FEP-2677.
  const application = json.links.filter(({ rel }: { rel: string }) => rel.startsWith('https://www.w3.org/ns/'));
  expect(application).toEqual([
    { rel: 'https://www.w3.org/ns/activitystreams#Application', href: `${s.instance.baseUrl}/actor` },
  ]);
  const schemas = json.links.filter(({ rel }: { rel: string }) => rel.includes('nodeinfo'));
  expect(schemas).toHaveLength(2);
  for (const { href } of schemas) {
    const info = (await get(href, 'application/json')).json;
    expect(info.software.name).toBe('staffroom');
    expect(info.protocols).toEqual(['activitypub']);
    expect(info.usage.users.total).toBeGreaterThanOrEqual(1);
    expect(info.metadata.capabilities).toContain('urn:staffroom:ns#pairs');
  }
  expect((await get('/.well-known/host-meta', '*/*')).text).toContain('/.well-known/webfinger?resource={uri}');
});

test('an actor as a document and as a page', async () => {
  const { status, headers, json } = await get('/users/amara');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toContain('application/activity+json');
  expect(headers.get('vary')).toContain('Accept');
  expect(json).toMatchObject({
    id: s.amaraIri,
    type: 'Person',
    inbox: `${s.amaraIri}/inbox`,
    preferredUsername: 'amara',
  });
  expect(json.publicKey).toMatchObject({ id: `${s.amaraIri}#main-key`, owner: s.amaraIri });
  expect(json.assertionMethod).toEqual([
    {
      id: `${s.amaraIri}#ed25519-key`,
      type: 'Multikey',
      controller: s.amaraIri,
      publicKeyMultibase: expect.stringMatching(/^z6Mk/),
    },
  ]);
  // FEP-844e.
  const capability = { href: 'https://datatracker.ietf.org/doc/html/rfc9421', name: expect.any(String) };
  expect(json.generator).toMatchObject({ id: `${s.instance.baseUrl}/actor`, implements: [capability] });
  expect((await get('/actor')).json.implements).toContainEqual(capability);
  expect(JSON.stringify(json)).not.toContain('PRIVATE');
  const page = await get('/users/amara', 'text/html');
  expect(page.status).toBe(302);
  expect(page.headers.get('location')).toBe(`${s.instance.baseUrl}/@amara`);
  expect(page.headers.get('link')).toContain(s.amaraIri);
  expect((await get('/users/nobody')).status).toBe(404);
});

test('the instance actor can be read by anyone, unsigned', async () => {
  const { status, json } = await get('/actor');
  expect(status).toBe(200);
  expect(json).toMatchObject({ id: `${s.instance.baseUrl}/actor`, type: 'Application' });
  expect(json.publicKey.publicKeyPem).toContain('BEGIN PUBLIC KEY');
  const codec = createCodec(createNaming(s.instance.baseUrl));
  expect(codec.decodeObject(json)).toMatchObject({ kind: 'actor', understandsPairs: true });
});

test('the outbox by pages, newest first, with posts as they are now', async () => {
  const posts = [];
  for (let n = 0; n < 23; n++) {
    posts.push(await s.amara.call(practice.publishPost, { body: { title: `Post ${n}`, markdown: `Text ${n}` } }));
  }
  await s.amara.call(practice.editPost, {
    params: { id: posts[22]!.id },
    body: { title: 'Edited', markdown: 'New text' },
  });
  await s.amara.call(practice.deletePost, { params: { id: posts[21]!.id } });
  const outbox = (await get('/users/amara/outbox')).json;
  expect(outbox).toMatchObject({ type: 'OrderedCollection', totalItems: 23 });
  const first = (await get(outbox.first)).json;
  expect(first).toMatchObject({ type: 'OrderedCollectionPage', partOf: `${s.amaraIri}/outbox` });
  expect(first.orderedItems[0]).toMatchObject({ type: 'Create', object: { id: posts[22]!.iri, name: 'Edited' } });
  const second = (await get(first.next)).json;
  expect(second.next).toBeUndefined();
  const names = [...first.orderedItems, ...second.orderedItems].map(({ object }) => object.name);
  expect(names).toEqual(['Edited', ...Array.from({ length: 21 }, (_, n) => `Post ${20 - n}`)]);
  expect(JSON.stringify([first, second])).not.toMatch(/"_/);
});

test('followers are counted for everyone, and listed when the person says so', async () => {
  await s.send(s.bo, s.activity(s.bo, 'Follow', { object: s.amaraIri }));
  await s.logged('');
  const counted = (await get('/users/amara/followers')).json;
  expect(counted).toMatchObject({ type: 'OrderedCollection', totalItems: 1 });
  expect(counted.first).toBeUndefined();
  expect((await get('/users/amara/followers?page=true')).status).toBe(404);
  await s.amara.call(profiles.updateMyProfile, { body: { displayName: 'Amara', showsConnections: true } });
  const listed = (await get('/users/amara/followers')).json;
  expect((await get(listed.first)).json.orderedItems).toEqual([s.bo.iri]);
});

test('a post as a document, round through the codec', async () => {
  const post = await s.amara.call(practice.publishPost, {
    body: { title: 'On the wire', markdown: 'Hello', focusQuestion: 'Clear?', tags: ['wire'], licence: 'CC0-1.0' },
  });
  const { json, headers } = await get(post.iri);
  expect(headers.get('cache-control')).toBeNull();
  expect(json).toMatchObject({ id: post.iri, type: 'Article', name: 'On the wire', url: post.url });
  expect(json['@context'][0]).toBe('https://www.w3.org/ns/activitystreams');
  expect(json.content).toContain('Clear?');
  const read = createCodec(createNaming('https://elsewhere.example')).decodeObject(json);
  expect(read).toMatchObject({
    kind: 'article',
    html: post.html,
    focusQuestion: 'Clear?',
    licence: 'CC0-1.0',
    tags: ['wire'],
  });
  expect((await get(post.iri, 'text/html')).headers.get('location')).toBe(post.url);
});

test('what was taken back is not served any more', async () => {
  const { id, iri } = await s.amara.call(practice.publishPost, { body: { title: 'Shared', markdown: 'x' } });
  const params = { id };
  await s.amara.call(practice.boostPost, { params });
  await s.amara.call(practice.likePost, { params });
  const { log } = s.instance.services;
  const share = await log.latest('Announce', iri, s.amaraIri);
  const like = await log.latest('Like', iri, s.amaraIri);
  expect((await get(share?._id ?? '')).json).toMatchObject({ type: 'Announce', object: iri });
  expect((await get(like?._id ?? '')).status).toBe(404);
  await s.amara.call(practice.unboostPost, { params });
  expect((await get(share?._id ?? '')).status).toBe(404);
});
