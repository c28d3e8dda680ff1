import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toMultikey } from '../../../server/federation/proofs/multikey.ts';
import { type MiniInstance, startMini } from '../../support/federation/mini-instance.ts';
import { keyPair, Peer, type PeerActor, post, type SignOptions } from '../../support/federation/peer.ts';

/** What is believed of other people's keys, for how long, and how often their servers are asked. */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
let ahead = 0;
let mini: MiniInstance;
let peer: Peer;
let made = 0;
beforeAll(async () => {
  mini = await startMini({ clock: { now: () => new Date(Date.now() + ahead) } });
  peer = await Peer.start();
});
afterAll(async () => {
  await peer.stop();
  await mini.stop();
});

type Key = Pick<SignOptions, 'keyId' | 'privateKey' | 'algorithm'>;

/** The status that a signed Like gets; the date is that of the instance's clock. */
async function like(actor: string, options: Key): Promise<number> {
  return (await answerTo(actor, options)).status;
}

function answerTo(actor: string, options: Key) {
  made += 1;
  const activity = {
    id: `${new URL(actor).origin}/activities/${made}`,
    type: 'Like',
    actor,
    object: `${mini.baseUrl}/objects/x`,
  };
  return post(mini.inbox, activity, { ...options, date: new Date(Date.now() + ahead) });
}

async function update(actor: PeerActor, document: object, key: SignOptions): Promise<void> {
  made += 1;
  const id = `${peer.origin}/activities/${made}`;
  const activity = { id, type: 'Update', actor: actor.iri, object: document, to: [] };
  const { status } = await post(mini.inbox, activity, { ...key, date: new Date(Date.now() + ahead) });
  expect(status).toBe(202);
  await mini.pipeline.idle();
}

const asked = (path: string) => peer.asked.filter((one) => one.path === path).length;
const publicKey = (iri: string, name: string, index: number) => ({
  id: `${iri}#${name}`,
  owner: iri,
  publicKeyPem: keyPair(index).publicKey,
});
const byKey = (keyId: string, index: number) => ({ keyId, privateKey: keyPair(index).privateKey });

test('many requests at once ask for a key once', async () => {
  const bo = peer.actor('at-once');
  expect(await Promise.all(Array.from({ length: 8 }, () => like(bo.iri, bo)))).toEqual(Array(8).fill(202));
  expect(asked('/users/at-once')).toBe(1);
  await like(bo.iri, bo);
  expect(asked('/users/at-once')).toBe(1);
});

test('a key under the same id is changed: taken with the next look, of which there is one in five minutes', async () => {
  const bo = peer.actor('rotates');
  expect(await like(bo.iri, bo)).toBe(202);
  peer.actor('rotates', {}, 1);
  // Known for less than an interval: no second look yet.
  expect(await like(bo.iri, byKey(bo.keyId, 1))).toBe(401);
  ahead += 6 * MINUTE;
  expect(await Promise.all([like(bo.iri, byKey(bo.keyId, 1)), like(bo.iri, byKey(bo.keyId, 1))])).toEqual([202, 202]);
  expect(asked('/users/rotates')).toBe(2);
  // The old one, and any other, is refused without asking again and again.
  for (const index of [0, 2, 2]) expect(await like(bo.iri, byKey(bo.keyId, index))).toBe(401);
  expect(asked('/users/rotates')).toBe(2);
  ahead += 6 * MINUTE;
  for (const index of [2, 2]) expect(await like(bo.iri, byKey(bo.keyId, index))).toBe(401);
  expect(asked('/users/rotates')).toBe(3);
});

test('an Update with a key of another id: the new one counts at once, the old one no more', async () => {
  const bo = peer.actor('renames');
  expect(await like(bo.iri, bo)).toBe(202);
  const document = { ...bo.document, publicKey: publicKey(bo.iri, 'second-key', 1) };
  peer.pages.set('/users/renames', document);
  await update(bo, document, bo);
  expect(await like(bo.iri, byKey(`${bo.iri}#second-key`, 1))).toBe(202);
  expect(await like(bo.iri, bo)).toBe(401);
});

test('an Update with another key of the same id counts at once', async () => {
  const bo = peer.actor('replaces');
  expect(await like(bo.iri, bo)).toBe(202);
  peer.actor('replaces', {}, 1);
  await update(bo, peer.pages.get('/users/replaces') as object, bo);
  expect(await like(bo.iri, byKey(bo.keyId, 1))).toBe(202);
  expect(await like(bo.iri, bo)).toBe(401);
});

test('an Update that names no key changes nothing about keys', async () => {
  const bo = peer.actor('names-none');
  expect(await like(bo.iri, bo)).toBe(202);
  const { publicKey: _, ...document } = bo.document;
  await update(bo, document, bo);
  expect(await like(bo.iri, bo)).toBe(202);
  expect(asked('/users/names-none')).toBe(1);
});

test('a key that was taken back without a word is believed for a day; one whose server is away, for longer', async () => {
  const bo = peer.actor('takes-back');
  const ada = peer.actor('is-away');
  for (const one of [bo, ada]) expect(await like(one.iri, one)).toBe(202);
  peer.pages.set('/users/takes-back', { ...bo.document, publicKey: publicKey(bo.iri, 'another', 1) });
  peer.pages.set('/users/is-away', { status: 503 });
  ahead += DAY - MINUTE;
  for (const one of [bo, ada]) expect(await like(one.iri, one)).toBe(202);
  ahead += 2 * MINUTE;
  expect(await like(bo.iri, bo)).toBe(401);
  expect(await like(bo.iri, byKey(`${bo.iri}#another`, 1))).toBe(202);
  expect(await like(ada.iri, ada)).toBe(202);
  expect(asked('/users/is-away')).toBe(2);
});

test('what cannot be had is not asked for again for a while', async () => {
  const keyId = `${peer.origin}/users/nobody#main-key`;
  for (let n = 0; n < 3; n++) expect(await like(`${peer.origin}/users/nobody`, byKey(keyId, 0))).toBe(401);
  expect(asked('/users/nobody')).toBe(1);
  // 404: half an hour; a server in trouble: a minute.
  peer.pages.set('/users/busy', { status: 503 });
  const busyKey = byKey(`${peer.origin}/users/busy#main-key`, 0);
  for (let n = 0; n < 2; n++) expect(await like(`${peer.origin}/users/busy`, busyKey)).toBe(503);
  expect(asked('/users/busy')).toBe(1);
  ahead += 2 * MINUTE;
  const busy = peer.actor('busy');
  peer.actor('nobody');
  expect(await like(busy.iri, busy)).toBe(202);
  expect(await like(`${peer.origin}/users/nobody`, byKey(keyId, 0))).toBe(401);
  ahead += 30 * MINUTE;
  expect(await like(`${peer.origin}/users/nobody`, byKey(keyId, 0))).toBe(202);
});

test.each([
  ['is in trouble', (res: ServerResponse) => res.writeHead(500).end()],
  ['is asked too much', (res: ServerResponse) => res.writeHead(429).end()],
  ['hangs up', (res: ServerResponse) => res.destroy()],
])(
  'whose server %s is not turned away for good: they may send it again, and then it is taken',
  async (what, answer) => {
    // A server of its own: who hangs up is not asked anything for a minute.
    const away = await Peer.start();
    const eve = away.actor(`eve-${what.replaceAll(' ', '-')}`);
    const { pathname } = new URL(eve.iri);
    const page = away.pages.get(pathname)!;
    away.pages.set(pathname, (_, res) => answer(res));
    const turnedAway = await answerTo(eve.iri, eve);
    expect([turnedAway.status, Number(turnedAway.headers['retry-after'])]).toEqual([503, 30]);
    away.pages.set(pathname, page);
    ahead += 2 * MINUTE;
    expect(await like(eve.iri, eve)).toBe(202);
    // The same when a signature does not fit the key that is known: it may have been changed.
    ahead += 6 * MINUTE;
    away.pages.set(pathname, (_, res) => answer(res));
    expect(await like(eve.iri, byKey(eve.keyId, 1))).toBe(503);
    away.actor(pathname.slice('/users/'.length), {}, 1);
    ahead += 2 * MINUTE;
    expect(await like(eve.iri, byKey(eve.keyId, 1))).toBe(202);
    await away.stop();
  },
);

test('whose server does not tell us their key is turned away, and asked again soon', async () => {
  const shy = peer.actor('shy');
  const page = peer.pages.get('/users/shy')!;
  peer.pages.set('/users/shy', { status: 403 });
  expect(await like(shy.iri, shy)).toBe(401);
  peer.pages.set('/users/shy', page);
  ahead += 2 * MINUTE;
  expect(await like(shy.iri, shy)).toBe(202);
});

test('when as many keys of one host are asked for as may be, whoever comes next may send it again', async () => {
  const slow = await Peer.start('127.0.0.9', 0, '127.0.0.9');
  const answer = Promise.withResolvers<void>();
  const sent = Array.from({ length: 65 }, (_, n) => {
    const one = slow.actor(`n${n}`);
    slow.pages.set(`/users/n${n}`, async (_, res) => {
      await answer.promise;
      res.writeHead(200, { 'content-type': 'application/activity+json' }).end(JSON.stringify(one.document));
    });
    return answerTo(one.iri, one);
  });
  const turnedAway = await Promise.race(sent);
  expect([turnedAway.status, Number(turnedAway.headers['retry-after'])]).toEqual([503, 30]);
  answer.resolve();
  const statuses = (await Promise.all(sent)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 202)).toHaveLength(64);
  await slow.stop();
});

/** As GoToSocial does it: whoever does not sign gets a stub, at the address of the actor and at that of the key. */
function asGoToSocial(name: string, whole: Record<string, unknown>, keyPath: string): void {
  const { id, type, preferredUsername, publicKey: key } = whole;
  const stub = { id, type, preferredUsername, publicKey: key };
  const answer = (json: object) => (_: IncomingMessage, res: ServerResponse) => {
    res.writeHead(200, { 'content-type': 'application/activity+json' }).end(JSON.stringify(json));
  };
  peer.pages.set(keyPath, answer(stub));
  peer.pages.set(`/users/${name}`, (req, res) => answer(req.headers.signature === undefined ? stub : whole)(req, res));
}

test("GoToSocial's keys have an address of their own, where there is a stub of their owner", async () => {
  const bo = peer.actor('gts');
  const keyId = `${bo.iri}/main-key`;
  const whole = { ...bo.document, publicKey: { ...(bo.document.publicKey as object), id: keyId } };
  asGoToSocial('gts', whole, '/users/gts/main-key');
  expect(await like(bo.iri, { keyId, privateKey: bo.privateKey })).toBe(202);
  expect(mini.people.get(bo.iri)).toMatchObject({ displayName: 'gts', inbox: `${bo.iri}/inbox` });
  // The same stub at the key's address, of somebody who does not name the key themselves.
  const ada = peer.actor('ada');
  const stolen = { id: ada.iri, type: 'Person', publicKey: { id: `${ada.iri}/x`, owner: ada.iri, publicKeyPem: '' } };
  peer.pages.set('/users/ada/x', { ...stolen, publicKey: { ...stolen.publicKey, ...keyPair(1), privateKey: null } });
  expect(await like(ada.iri, byKey(`${ada.iri}/x`, 1))).toBe(401);
});

test('a stub is enough for the key, and is not taken for the person', async () => {
  const bo = peer.actor('stub');
  const { id, type, preferredUsername, inbox, publicKey: key } = bo.document;
  peer.pages.set('/users/stub', { id, type, preferredUsername, inbox, publicKey: key });
  expect(await like(bo.iri, bo)).toBe(202);
  expect(mini.people.has(bo.iri)).toBe(false);
});

test('Ed25519 keys sign requests, from publicKey as from assertionMethod; RSA does under hs2019', async () => {
  const { publicKey: ed25519, privateKey } = generateKeyPairSync('ed25519');
  const pem = ed25519.export({ type: 'spki', format: 'pem' }).toString();
  const iri = `${peer.origin}/users/edda`;
  const multikey = (owner: string, key: KeyObject) => ({
    id: `${owner}#ed25519-key`,
    type: 'Multikey',
    controller: owner,
    publicKeyMultibase: toMultikey(key),
  });
  peer.actor('edda', {
    publicKey: [publicKey(iri, 'main-key', 0), { id: `${iri}#pem`, owner: iri, publicKeyPem: pem }],
    assertionMethod: [multikey(iri, ed25519)],
  });
  for (const keyId of [`${iri}#ed25519-key`, `${iri}#pem`]) {
    expect(await like(iri, { keyId, privateKey, algorithm: 'hs2019' }), keyId).toBe(202);
    // The algorithm is the key's, whatever the header says.
    expect(await like(iri, { keyId, privateKey, algorithm: 'rsa-sha256' }), keyId).toBe(401);
  }
  expect(await like(iri, { ...byKey(`${iri}#main-key`, 0), algorithm: 'hs2019' })).toBe(202);
  // A key that another actor claims, and one that is under somebody else's control.
  const mallory = peer.actor('mallory', { assertionMethod: [multikey(iri, ed25519)] });
  expect(await like(mallory.iri, { keyId: `${mallory.iri}#ed25519-key`, privateKey, algorithm: 'hs2019' })).toBe(401);
});

test('JSON-LD is a document with the profile of ActivityStreams, and else a file that somebody put there', async () => {
  const statuses: number[] = [];
  for (const [name, type] of [
    ['profiled', 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"'],
    ['uploaded', 'application/ld+json'],
    ['plain', 'application/json'],
  ] as const) {
    const bo = peer.actor(name);
    const body = JSON.stringify(bo.document);
    peer.pages.set(`/users/${name}`, { status: 200, headers: { 'content-type': type }, body });
    statuses.push(await like(bo.iri, bo));
  }
  expect(statuses).toEqual([202, 401, 401]);
});

test('a document that came by way of another host says nothing about who it claims to be (FEP-fe34)', async () => {
  const evil = await Peer.start();
  const iri = `${peer.origin}/redirect?to=evil`;
  peer.pages.set('/redirect?to=evil', { status: 302, headers: { location: `${evil.origin}/actor` } });
  evil.pages.set('/actor', {
    ...peer.actor('victim').document,
    id: iri,
    publicKey: { ...publicKey(iri, 'k', 1), id: `${iri}#k` },
  });
  expect(await like(iri, byKey(`${iri}#k`, 1))).toBe(401);
  expect(mini.people.has(iri)).toBe(false);
  await evil.stop();
});
