import { expect, test } from 'vitest';
import type { Stored } from '../../../server/storage/index.ts';
import { blockProfile } from '../../../shared/contracts/account-life.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import { Peer, type PeerActor, post as postSigned } from '../../support/federation/peer.ts';
import { PUBLIC, scene } from '../../support/federation/security-case.ts';
import { until } from '../../support/until.ts';

/** Inbox forwarding (AP 7.1.2): what is passed on to the followers of whoever is answered, and what never is. */

const s = scene();
const forwards = () => s.instance.services.db.collection<Stored & { body: string }>('forwards');

/** A server with a follower of amara; answers how what it got of an activity was delivered. */
async function follower(name: string): Promise<{ peer: Peer; actor: PeerActor }> {
  const peer = await Peer.start();
  const actor = peer.actor(name);
  await s.send(actor, s.activity(actor, 'Follow', { object: s.amaraIri }));
  await until('the Accept', () => peer.received.find(({ json }) => json.type === 'Accept'));
  return { peer, actor };
}

test('an answer to one of us goes to their followers as it came, once, and what is not to be passed on does not', async () => {
  const { peer, actor } = await follower('cleo');
  await s.send(s.bo, s.activity(s.bo, 'Follow', { object: s.amaraIri }));
  await s.logged('');
  const root = await s.amara.call(practice.publishPost, { body: { title: 'Asked', markdown: 'Text' } });
  const closed = await s.amara.call(practice.publishPost, {
    body: { title: 'Closed', markdown: 'Text', visibility: 'followers' },
  });
  const followers = `${s.amaraIri}/followers`;
  const proof = { type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022', proofValue: 'zNot-ours-to-check' };
  const answer = (more: object, note: object = {}) => ({
    ...s.create(s.bo, { inReplyTo: root.iri, ...note }),
    proof,
    ...more,
  });

  const never = [
    answer({ to: [s.amaraIri], cc: [] }, { to: [s.amaraIri] }),
    answer({ to: [followers], cc: [s.amaraIri] }, { to: [followers] }),
    answer({}, { inReplyTo: closed.iri }),
    answer({}, { inReplyTo: `${s.good.origin}/objects/of-nobody-here` }),
    answer({}, { inReplyTo: null }),
    answer({}, { content: 'x'.repeat(64 * 1024) }),
    { ...s.activity(s.bo, 'Like', { object: root.iri }), proof },
    { ...s.activity(s.bo, 'Announce', { object: root.iri }), proof },
    // Nobody could believe it, and its author did not ask for it.
    { ...s.create(s.bo, { inReplyTo: root.iri }) },
    { ...s.activity(s.bo, 'Offer', { object: root.iri, to: [s.amaraIri] }), proof },
  ];
  for (const activity of never) expect((await s.send(s.bo, activity)).status).toBe(202);

  // Byte for byte: spaces, escapes and keys that we know nothing of.
  const first = answer({ 'urn:x:unknown': 'é\u2028' });
  const body = `${JSON.stringify(first, null, 3)}\n`;
  for (let times = 0; times < 3; times++) {
    expect((await postSigned(s.inbox, body, s.bo)).status).toBe(202);
  }
  const addressed = s.create(s.bo, { inReplyTo: first.object.id, to: [PUBLIC], cc: [followers] });
  await s.send(s.bo, { ...addressed, cc: [followers] });

  const got = (id: string) => peer.received.filter(({ json }) => json.id === id);
  await until('both', () => got(first.id).length > 0 && got(addressed.id).length > 0);
  const [delivered] = got(first.id);
  expect(delivered?.json).toEqual(first);
  expect((await forwards().findOne({ _id: first.id }))?.body).toBe(body);
  expect(Number(delivered?.headers['content-length'])).toBe(Buffer.byteLength(body));
  expect(String(delivered?.headers.signature)).toContain(`keyId="${s.amaraIri}#`);
  expect(actor.iri).not.toBe(s.bo.iri);

  // Somebody else's word that it is deleted takes nothing of it away.
  await s.send(s.mallory, s.activity(s.mallory, 'Delete', { object: first.object.id }));
  await s.logged('');
  expect(await forwards().findOne({ _id: first.id })).not.toBeNull();

  // Deleted, which is passed on too; nothing of the words stays.
  const deletion = { ...s.activity(s.bo, 'Delete', { object: first.object.id }), proof };
  await s.send(s.bo, deletion);
  await until('the Delete', () => got(deletion.id).length > 0);
  await until('the words are gone', async () => (await forwards().findOne({ _id: first.id })) === null);

  // Of somebody whom she blocks nothing goes out in her name; what comes after it shows that it would have been here.
  await s.amara.call(blockProfile, { params: { handle: `@bo@${s.good.host}` } });
  const unwanted = answer({});
  await s.send(s.bo, unwanted);
  const wanted = { ...s.create(s.mallory, { inReplyTo: root.iri }), proof };
  await s.send(s.mallory, wanted);
  await until('what comes after it', () => got(wanted.id).length > 0);

  for (const { id } of [...never, unwanted]) expect(got(id), id).toEqual([]);
  expect(got(first.id)).toHaveLength(1);
  expect(s.good.received.filter(({ json }) => json.id === first.id)).toEqual([]);
  await peer.stop();
});

test('what was kept and not yet queued when the server stopped is passed on at the next start, or dropped', async () => {
  const { peer } = await follower('dan');
  const root = await s.amara.call(practice.publishPost, { body: { title: 'Cut off', markdown: 'Text' } });
  const proof = { type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022', proofValue: 'z' };
  const answer = { ...s.create(s.mallory, { inReplyTo: root.iri }), proof };
  await s.send(s.mallory, answer);
  await until('the first', () => peer.received.some(({ json }) => json.id === answer.id));
  // As a crash leaves it: in the log and kept, but not in the queue; and kept, but never taken in.
  const { db } = s.instance.services;
  await db.collection('deliveries').deleteMany({ activity: answer.id });
  await forwards().updateOne({ _id: answer.id }, { $set: { pending: true } });
  const kept = await forwards().findOne({ _id: answer.id });
  await forwards().insertOne({ ...kept!, _id: `${s.good.origin}/activities/never`, body: '{}' });
  await s.instance.down();
  await s.instance.up();
  await until('again', () => peer.received.filter(({ json }) => json.id === answer.id).length === 2);
  expect(await forwards().findOne({ _id: `${s.good.origin}/activities/never` })).toBeNull();
  await peer.stop();
});

test('of somebody who deletes their account nothing is kept to be passed on', async () => {
  const { peer } = await follower('eli');
  const fay = s.good.actor('fay');
  const root = await s.amara.call(practice.publishPost, { body: { title: 'Left', markdown: 'Text' } });
  const answer = { ...s.create(fay, { inReplyTo: root.iri }), proof: { type: 'DataIntegrityProof' } };
  await s.send(fay, answer);
  await until('the answer', () => peer.received.some(({ json }) => json.id === answer.id));
  expect(await forwards().findOne({ _id: answer.id })).not.toBeNull();
  await s.send(fay, s.activity(fay, 'Delete', { object: fay.iri }));
  await until('nothing of theirs', async () => (await forwards().findOne({ _id: answer.id })) === null);
  await peer.stop();
});
