import { createPublicKey, hash, verify } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { httpbis } from 'http-message-signatures';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../../server/activities/activity.ts';
import { createSignaturePreference } from '../../../server/federation/transport/signature-preference.ts';
import { type MiniInstance, startMini } from '../../support/federation/mini-instance.ts';
import { Peer } from '../../support/federation/peer.ts';
import { until } from '../../support/until.ts';

/** How our requests are signed: as their host likes it, which is found out once and kept. */

let mini: MiniInstance;
let peer: Peer;
let amara: Actor;
let pem: string;
beforeAll(async () => {
  mini = await startMini();
  amara = await mini.person('amara');
  const answer = await fetch(`${mini.baseUrl}/actor`, { headers: { accept: 'application/activity+json' } });
  pem = ((await answer.json()) as { publicKey: { publicKeyPem: string } }).publicKey.publicKeyPem;
});
afterAll(() => mini.stop());
beforeEach(async () => {
  peer = await Peer.start();
  mini.followerInboxes.set(amara.iri, [`${peer.origin}/inbox`]);
  return () => peer.stop();
});

const kindOf = (headers: IncomingHttpHeaders) =>
  headers['signature-input'] === undefined ? 'draft-cavage' : 'rfc9421';
const kinds = () => peer.received.map(({ headers }) => kindOf(headers));
const preference = () => mini.delivery.outside.preference.of(peer.host);

/** Publishes a note and waits until it has arrived or been given up. */
async function publish(instance = mini): Promise<void> {
  const note = instance.noteBy(amara);
  await instance.pipeline.publish(note);
  await instance.pipeline.idle();
  await until('settled', async () => (await instance.delivery.of([note.iri])).get(note.iri) !== 'on-its-way');
}

/** Whether somebody else's code finds the RFC 9421 signature good. */
async function isGood(method: string, url: string, headers: IncomingHttpHeaders, key: string): Promise<boolean> {
  const verifier = async (data: Buffer, signature: Buffer) => verify('sha256', data, createPublicKey(key), signature);
  const found = await httpbis.verifyMessage(
    {
      keyLookup: async () => ({ id: 'any', algs: ['rsa-v1_5-sha256'], verify: verifier }),
      requiredFields: ['@method', '@target-uri', ...(method === 'POST' ? ['content-digest'] : [])],
      requiredParams: ['created', 'keyid', 'alg'],
    },
    { method, url, headers: headers as Record<string, string> },
  );
  return found === true;
}

test.each([400, 401])('a host that answers %i gets it signed the other way, and is remembered', async (status) => {
  peer.answer = ({ headers }) => ({ status: kindOf(headers) === 'rfc9421' ? 202 : status });
  expect(preference()).toBe('draft-cavage');
  await publish();
  expect(kinds()).toEqual(['draft-cavage', 'rfc9421']);
  const [first, second] = peer.received;
  expect(second!.json).toEqual(first!.json);
  expect(second!.headers['content-digest']).toBe(`sha-256=:${hash('sha256', JSON.stringify(second!.json), 'base64')}:`);
  expect(second!.headers['signature-input']).toContain(`keyid="${amara.iri}#main-key"`);
  expect(await isGood('POST', `${peer.origin}/inbox`, second!.headers, amara.key!.pem)).toBe(true);
  expect(await isGood('POST', `${peer.origin}/other`, second!.headers, amara.key!.pem)).toBe(false);
  await publish();
  expect(kinds()).toEqual(['draft-cavage', 'rfc9421', 'rfc9421']);
  expect(preference()).toBe('rfc9421');
});

test('what was learnt outlives a restart, and is unlearnt when the host changes its mind', async () => {
  peer.answer = ({ headers }) => ({ status: kindOf(headers) === 'rfc9421' ? 202 : 401 });
  await publish();
  const rows = mini.db.collection<{ _id: string; kind: string }>('signature_preferences');
  expect(await rows.findOne({ _id: peer.host })).toMatchObject({ kind: 'rfc9421' });
  await mini.delivery.outside.preference.learnt('other.example', 'rfc9421');
  const again = createSignaturePreference(mini.db, { now: () => new Date() });
  await again.start();
  expect([again.of(peer.host), again.of('other.example'), again.of('nobody.example')]).toEqual([
    'rfc9421',
    'rfc9421',
    'draft-cavage',
  ]);
  peer.answer = ({ headers }) => ({ status: kindOf(headers) === 'rfc9421' ? 401 : 202 });
  await publish();
  expect(kinds().slice(2)).toEqual(['rfc9421', 'draft-cavage']);
  expect(preference()).toBe('draft-cavage');
  expect(await rows.findOne({ _id: peer.host })).toBeNull();
});

test('a refusal that is about us is not asked about twice; one of both ways counts as the first', async () => {
  peer.answer = () => ({ status: 403 });
  await publish();
  expect(kinds()).toEqual(['draft-cavage']);
  peer.answer = ({ headers }) => ({ status: kindOf(headers) === 'rfc9421' ? 401 : 400 });
  await publish();
  expect(kinds().slice(1)).toEqual(['draft-cavage', 'rfc9421']);
  expect(preference()).toBe('draft-cavage');
  expect(await mini.db.collection<{ _id: string }>('deliveries').find({ host: peer.host }).toArray()).toContainEqual(
    expect.objectContaining({ lastError: '400' }),
  );
});

test('the same for GETs, within one look', async () => {
  const bo = peer.actor('bo');
  const only = (kind: string) => (req: IncomingMessage, res: ServerResponse) => {
    if (kindOf(req.headers) !== kind) res.writeHead(401).end();
    else res.writeHead(200, { 'content-type': 'application/activity+json' }).end(JSON.stringify(bo.document));
  };
  peer.pages.set('/users/bo', only('rfc9421'));
  expect(await mini.federation.remote.fetch(bo.iri)).toMatchObject({ iri: bo.iri });
  expect(peer.asked.map(({ headers }) => kindOf(headers))).toEqual(['draft-cavage', 'rfc9421']);
  expect(await isGood('GET', bo.iri, peer.asked[1]!.headers, pem)).toBe(true);
  // Shared with deliveries.
  await publish();
  expect(kinds()).toEqual(['rfc9421']);
  peer.pages.set('/users/bo', only('draft-cavage'));
  expect(await mini.federation.remote.fetch(bo.iri)).toMatchObject({ iri: bo.iri });
  expect(preference()).toBe('draft-cavage');
  // Neither helps: two requests, and no more for a while.
  peer.pages.set('/users/nobody', { status: 401 });
  peer.asked.length = 0;
  for (let n = 0; n < 3; n++) expect(await mini.federation.remote.fetch(`${peer.origin}/users/nobody`)).toBeNull();
  expect(peer.asked.map(({ headers }) => kindOf(headers))).toEqual(['draft-cavage', 'rfc9421']);
});
