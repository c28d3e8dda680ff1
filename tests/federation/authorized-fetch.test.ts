import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../server/activities/activity.ts';
import { PATHS } from '../../server/federation/naming.ts';
import { type MiniInstance, startMini } from '../support/federation/mini-instance.ts';
import { Peer, type PeerActor, sendRaw, signed } from '../support/federation/peer.ts';
import { until } from '../support/until.ts';

/** Two instances that show their documents to nobody who does not say who they are, one that does, and a peer. */

let north: MiniInstance;
let south: MiniInstance;
let open: MiniInstance;
let peer: Peer;
let bo: PeerActor;
let amara: Actor;
beforeAll(async () => {
  [north, south, open, peer] = await Promise.all([
    startMini({ authorizedFetch: true }),
    startMini({ authorizedFetch: true }),
    startMini(),
    Peer.start(),
  ]);
  bo = peer.actor('bo');
  amara = await north.person('amara', { displayName: 'Amara Okafor', bio: '<p>Chemistry</p>' });
});
afterAll(() => Promise.all([north.stop(), south.stop(), open.stop(), peer.stop()]));

const ACCEPT = { accept: 'application/activity+json' };

async function get(url: string, as: PeerActor | null = null, accept = ACCEPT.accept, change = {}) {
  const headers = as === null ? { host: new URL(url).host } : signed(url, null, { ...as, ...change });
  const { status, headers: answered, body } = await sendRaw(url, 'GET', { ...headers, accept });
  return { status, headers: answered, json: body.startsWith('{') ? JSON.parse(body) : null };
}

async function publishBy(instance: MiniInstance, author: Actor) {
  const activity = instance.noteBy(author);
  if (activity.type !== 'Create') throw new Error('a note is a Create');
  await instance.pipeline.publish(activity);
  await instance.pipeline.idle();
  return { activity: activity.iri, object: activity.object.iri };
}

test('two such instances federate: each finds out who the other is, without a loop', async () => {
  const ines = await south.person('ines');
  const found = await south.federation.remote.fetch(amara.iri);
  expect(found).toMatchObject({ displayName: 'Amara Okafor', bio: '<p>Chemistry</p>' });
  north.followerInboxes.set(amara.iri, [south.inbox]);
  south.followerInboxes.set(ines.iri, [north.inbox]);
  const [one, two] = await Promise.all([publishBy(north, amara), publishBy(south, ines)]);
  await until('there', async () => (await south.log.get(one.activity))?.origin === 'remote');
  await until('and back', async () => (await north.log.get(two.activity))?.origin === 'remote');
  expect(await north.federation.remote.fetch(two.object)).toMatchObject({ author: ines.iri });
  // Learnt whole, and not from the stub.
  await north.pipeline.idle();
  expect(north.people.get(ines.iri)).toMatchObject({ displayName: 'ines', outbox: ines.outbox });
});

test('every document needs a signature but the instance actor; of an actor there are the keys', async () => {
  const { activity, object } = await publishBy(north, amara);
  const paths = Object.values(PATHS).filter((path) => !['/inbox', '/users/:name/inbox', '/media/:id'].includes(path));
  const id = object.slice(object.lastIndexOf('/') + 1);
  const urls = [
    activity,
    object,
    ...paths.map((path) => north.baseUrl + path.replace(':name', 'amara').replace(':id', id).replace(':tag', 'tea')),
  ];
  for (const url of new Set(urls)) {
    if (url === `${north.baseUrl}/actor` || url === amara.iri) continue;
    // The page of a hashtag has the address of its collection: who does not ask for JSON gets the page.
    const accepts = [ACCEPT.accept, 'application/ld+json', ...(url.includes('/tags/') ? [] : ['*/*', ''])];
    for (const accept of accepts) {
      const refused = await get(url, null, accept);
      expect(refused.status, url).toBe(401);
      expect(refused.json.error).toEqual({
        code: 'unauthenticated',
        message: expect.stringContaining('Sign the request'),
      });
      expect(refused.headers['www-authenticate']).toContain('Signature');
    }
    // To a reader of pages it is a page, or as closed as to anybody else.
    expect(url.includes('/tags/') ? [404] : [302, 401], url).toContain((await get(url, null, 'text/html')).status);
    expect([200, 404], url).toContain((await get(url, bo)).status);
  }
  expect((await get(object, bo)).json).toMatchObject({ id: object, type: 'Note' });
  expect((await get(object, bo)).headers).toMatchObject({ 'cache-control': 'private, no-store', vary: /Signature/ });
  expect((await get(`${north.baseUrl}/actor`)).json).toMatchObject({ type: 'Application', name: 'Mini' });

  const { '@context': _, ...stub } = (await get(amara.iri)).json;
  expect(stub).toEqual({
    id: amara.iri,
    type: 'Person',
    preferredUsername: 'amara',
    inbox: amara.inbox,
    publicKey: { id: `${amara.iri}#main-key`, owner: amara.iri, publicKeyPem: amara.key!.pem },
    assertionMethod: [expect.objectContaining({ id: `${amara.iri}#ed25519-key`, controller: amara.iri })],
  });
  expect((await get(amara.iri, bo)).json).toMatchObject({ name: 'Amara Okafor', summary: '<p>Chemistry</p>' });
  expect((await get(amara.iri, null, 'text/html')).headers.location).toBe(amara.url);
  expect((await get(`${north.baseUrl}/users/nobody`)).status).toBe(404);
});

test('a signature that does not hold is worth less than none', async () => {
  const mallory = peer.actor('mallory', {}, 1);
  const forgeries: [PeerActor, object][] = [
    [{ ...mallory, keyId: bo.keyId }, {}],
    [{ ...bo, keyId: `${peer.origin}/users/nobody#main-key` }, {}],
    [{ ...bo, keyId: amara.key!.iri }, {}],
    [bo, { headers: ['date'] }],
    [bo, { date: new Date(Date.now() - 2 * 60 * 60_000) }],
    [bo, { host: 'elsewhere.example' }],
  ];
  for (const [actor, change] of forgeries) {
    const { status, json } = await get(amara.iri, actor, ACCEPT.accept, change);
    expect(status).toBe(401);
    expect(json.error.message).toContain('does not hold');
  }
});

test('a signature whose key cannot be had just now may be sent again', async () => {
  const away = peer.actor('away');
  peer.pages.set('/users/away', { status: 503 });
  const { status, headers, json } = await get(amara.outbox!, away);
  expect([status, headers['retry-after'], json.error.code]).toEqual([503, '30', 'unavailable']);
});

describe('blocked instances', () => {
  test('get nothing by a signed GET, in either mode', async () => {
    const ada = await open.person('ada');
    const { object } = await publishBy(open, ada);
    for (const url of [ada.iri, object, ada.outbox!]) expect((await get(url, bo)).status, url).toBe(200);
    for (const instance of [open, north]) instance.blocked.add(peer.host);
    for (const url of [ada.iri, object, ada.outbox!, amara.iri, amara.outbox!]) {
      const { status, json } = await get(url, bo);
      expect(status, url).toBe(403);
      expect(json.error.message).toBe('This instance does not give anything to yours.');
    }
    // A page is for people, and who does not sign is nobody in particular.
    expect((await get(ada.iri, null)).status).toBe(200);
    for (const instance of [open, north]) instance.blocked.clear();
  });
});
