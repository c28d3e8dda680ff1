import { generateKeyPairSync } from 'node:crypto';
import { verifyObject } from '@fedify/fedify';
import { Create } from '@fedify/vocab';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Activity, Actor, JsonObject } from '../../server/activities/activity.ts';
import { withProof } from '../../server/federation/proofs/integrity.ts';
import { toMultikey } from '../../server/federation/proofs/multikey.ts';
import { type MiniInstance, startMini } from '../support/federation/mini-instance.ts';
import { Peer, type PeerActor, post } from '../support/federation/peer.ts';
import { until } from '../support/until.ts';

/** Proofs on what we say in public, and on what others bring us of third ones (FEP-8b32). */

const NOW = new Date('2026-03-01T10:00:00Z');
let mini: MiniInstance;
let other: MiniInstance;
let peer: Peer;
let amara: Actor;
beforeAll(async () => {
  [mini, other, peer] = await Promise.all([startMini(), startMini(), Peer.start()]);
  amara = await mini.person('amara');
  mini.followerInboxes.set(amara.iri, [`${peer.origin}/inbox`]);
});
afterAll(() => Promise.all([mini.stop(), other.stop(), peer.stop()]));

/** Publishes it and answers what arrived at the peer. */
async function delivered(activity: Activity): Promise<JsonObject> {
  await mini.pipeline.publish(activity);
  const letter = await until('arrived', () => peer.received.find(({ json }) => json.id === activity.iri));
  return letter.json as unknown as JsonObject;
}

async function get(iri: string): Promise<JsonObject> {
  const answer = await fetch(iri, { headers: { accept: 'application/activity+json' } });
  return (await answer.json()) as JsonObject;
}

const vouches = (json: JsonObject, instance = other) => instance.federation.verifyProof(json);

test('a public activity carries a proof, delivered and served, that we and others find good; the log has none', async () => {
  const note = mini.noteBy(amara);
  const letter = await delivered(note);
  const served = await get(note.iri);
  expect((letter.proof as JsonObject).created).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  for (const json of [letter, served]) {
    expect(json.proof).toMatchObject({ type: 'DataIntegrityProof', verificationMethod: `${amara.iri}#ed25519-key` });
    expect(await vouches(json)).toEqual({ actor: amara.iri });
    expect(await vouches({ ...json, summary: 'and more' })).toBeNull();
    const documentLoader = async (url: string) => ({ document: await get(url), documentUrl: url, contextUrl: null });
    expect(await verifyObject(Create, json, { documentLoader })).toBeInstanceOf(Create);
    expect(await verifyObject(Create, { ...json, summary: 'and more' }, { documentLoader })).toBeNull();
  }
  expect((await mini.log.get(note.iri))?.json).not.toHaveProperty('proof');
  // The same bytes for every inbox and after every restart: what is delivered twice is one thing.
  expect(await mini.delivery.outgoing((await mini.log.get(note.iri))!.json)).toEqual(letter);
});

test('what is for some people alone has none', async () => {
  const bo = peer.actor('bo');
  const followers = mini.noteBy(amara, [bo.iri], 'private');
  const onlyFollowers = { ...mini.noteBy(amara), audience: { to: [amara.followers!], cc: [] } };
  const follow = { ...mini.noteBy(amara), type: 'Follow' as const, object: bo.iri, audience: { to: [bo.iri], cc: [] } };
  for (const activity of [followers, onlyFollowers, follow as Activity]) {
    expect(await delivered(activity)).not.toHaveProperty('proof');
  }
});

test('an Update of a profile names the key; the log does not', async () => {
  const update: Activity = {
    ...mini.noteBy(amara),
    type: 'Update',
    object: { ...amara, displayName: 'Amara Okafor' },
  };
  const letter = await delivered(update);
  const { assertionMethod } = await get(amara.iri);
  expect((letter.object as JsonObject).assertionMethod).toEqual(assertionMethod);
  expect(other.codec.decodeObject(letter.object as JsonObject)).toMatchObject({
    assertionKeys: [{ iri: `${amara.iri}#ed25519-key`, multibase: expect.stringMatching(/^z6Mk/) }],
  });
  expect(await vouches(letter)).toEqual({ actor: amara.iri });
  expect((await mini.log.get(update.iri))?.json.object).not.toHaveProperty('assertionMethod');
});

/** An actor of the peer with an Ed25519 key, and something they say. */
function speaker(name: string, method: 'assertionMethod' | 'publicKey' = 'assertionMethod') {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const iri = `${peer.origin}/users/${name}`;
  const keyId = `${iri}#ed25519-key`;
  const multikey = { id: keyId, type: 'Multikey', controller: iri, publicKeyMultibase: toMultikey(publicKey) };
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const actor = peer.actor(
    name,
    method === 'publicKey'
      ? { publicKey: { id: keyId, owner: iri, publicKeyPem: pem } }
      : { assertionMethod: [multikey] },
  );
  const like = (of: PeerActor = actor): JsonObject => ({
    '@context': 'https://www.w3.org/ns/activitystreams',
    id: `${of.iri}/likes/1`,
    type: 'Like',
    actor: of.iri,
    object: `${mini.baseUrl}/objects/x`,
  });
  return { actor, like, key: { keyId, privateKey } };
}

test('somebody vouches for what is theirs, and for nothing else', async () => {
  const bo = speaker('bo-proves');
  const ada = speaker('ada-proves');
  expect(await vouches(withProof(bo.like(), bo.key, NOW))).toEqual({ actor: bo.actor.iri });
  const { actor, ...object } = bo.like();
  expect(await vouches(withProof({ ...object, attributedTo: actor! }, bo.key, NOW))).toEqual({ actor: bo.actor.iri });
  for (const [why, json] of Object.entries({
    'without a proof': bo.like(),
    'another says it': withProof(ada.like(), bo.key, NOW),
    'two say it': withProof({ ...bo.like(), actor: [bo.actor.iri, ada.actor.iri] }, bo.key, NOW),
    'under a key of ours': withProof(bo.like(), { ...bo.key, keyId: `${other.baseUrl}/users/x#ed25519-key` }, NOW),
    'under a name that is no address': withProof(bo.like(), { ...bo.key, keyId: 'did:key:z6Mk' }, NOW),
    'with more in it than anybody reads': withProof({ ...bo.like(), tag: Array(1_001).fill('x') }, bo.key, NOW),
  })) {
    expect(await vouches(json), why).toBeNull();
  }
  // A key that is for requests only (`publicKey`) proves no more than requests.
  const requests = speaker('requests', 'publicKey');
  expect(await vouches(withProof(requests.like(), requests.key, NOW))).toBeNull();
  // A key that another put into their own document.
  const thief = speaker('thief');
  peer.actor('thief', { assertionMethod: peer.pages.get('/users/bo-proves')!['assertionMethod' as never] });
  expect(
    await vouches(withProof(thief.like(), { ...bo.key, keyId: `${thief.actor.iri}#ed25519-key` }, NOW)),
  ).toBeNull();
});

test('keys that cannot be had, or whose instance is blocked, prove nothing', async () => {
  const gone = speaker('gone');
  peer.pages.delete('/users/gone');
  expect(await vouches(withProof(gone.like(), gone.key, NOW))).toBeNull();
  const bo = speaker('blocked');
  other.blocked.add(peer.host);
  expect(await vouches(withProof(bo.like(), bo.key, NOW))).toBeNull();
  expect(peer.asked.some(({ path }) => path === '/users/blocked')).toBe(false);
  other.blocked.clear();
  expect(await vouches(withProof(bo.like(), bo.key, NOW))).toEqual({ actor: bo.actor.iri });
});

test('what somebody brings of a third one whose server is in trouble may be sent again; a group is not held up by it', async () => {
  const away = speaker('away');
  const bearer = peer.actor('bearer');
  peer.pages.set('/users/away', { status: 503 });
  const brought = withProof(away.like(), away.key, NOW);
  expect((await post(mini.inbox, brought, bearer)).status).toBe(503);
  const announce = { id: `${bearer.iri}/announces/1`, type: 'Announce', actor: bearer.iri, object: brought };
  expect((await post(mini.inbox, announce, bearer)).status).toBe(202);
  // Without a proof it is nobody's fault but theirs.
  expect((await post(mini.inbox, away.like(), bearer)).status).toBe(403);
});
