import type { ServerResponse } from 'node:http';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { keyOf } from '../../../server/core/ids.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import { keyPair, type PeerActor, post } from '../../support/federation/peer.ts';
import { PUBLIC, scene } from '../../support/federation/security-case.ts';
import { until } from '../../support/until.ts';

/** What a second reading with an attacker's eye found, and what it found to hold. */
const s = scene();

test('4: a document that is looked at for a key says nothing in the name of others', async () => {
  const { privateKey, publicKey } = keyPair(1);
  for (const author of [s.bo.iri, s.amaraIri]) {
    const id = s.id(s.mallory);
    const document = {
      id,
      type: 'Note',
      url: id,
      attributedTo: author,
      content: '<p>Forged</p>',
      to: [PUBLIC],
      publicKey: { id: `${id}#key`, owner: id, publicKeyPem: publicKey },
    };
    s.evil.pages.set(new URL(id).pathname, document);
    const activity = { ...s.activity(s.mallory, 'Like', { object: s.amaraIri }), actor: id };
    await post(s.inbox, activity, { keyId: `${id}#key`, privateKey });
    await s.instance.services.pipeline.idle();
    expect((await s.amara.try(practice.getPost, { params: { id: keyOf(id) } })).status).toBe(404);
    const forged = await s.instance.services.db.collection('activities').findOne({ object: id });
    expect(forged).toBeNull();
  }
});

test('13: nobody of here is heard from outside, whoever lets it in', async () => {
  const { pipeline } = s.instance.services;
  const { id, object, ...create } = s.create(s.mallory);
  const forged = { ...create, id, actor: s.amaraIri, object: { ...object, attributedTo: s.amaraIri } };
  for (const origin of ['remote', 'fetched'] as const) await expect(pipeline.accept(forged, origin)).rejects.toThrow();
  expect(await s.logged(id)).toBeNull();
});

test('20: a server that answers slowly has so many places and no more', async () => {
  const { remote } = s.instance.services.federation;
  const held: ServerResponse[] = [];
  let release = false;
  const paths = Array.from({ length: 40 }, (_, n) => `/slow/${n}`);
  for (const path of paths) {
    s.evil.pages.set(path, (_req, res) => void (release ? res.writeHead(404).end() : held.push(res)));
  }
  const given = new Set<string>();
  const asked = paths.map(async (path) => {
    expect(await remote.fetch(s.evil.origin + path)).toBeNull();
    given.add(path);
  });
  await Promise.all(asked.slice(32));
  expect([...given].sort()).toEqual(paths.slice(32).sort());
  // Others are asked as ever.
  expect(await remote.fetch(s.bo.iri)).toMatchObject({ kind: 'actor', username: 'bo' });
  release = true;
  for (const res of held) res.writeHead(404).end();
  await Promise.all(asked);
});

test('20: pictures of a server that answers slowly keep nobody waiting for those of others', async () => {
  const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  s.good.pages.set('/quick.png', (_req, res) => void res.writeHead(200).end(bytes));
  const held: ServerResponse[] = [];
  const slow = Array.from({ length: 12 }, (_, n) => `/slow-${n}.png`);
  let release = false;
  for (const path of slow) {
    s.evil.pages.set(path, (_req, res) => void (release ? res.writeHead(404).end() : held.push(res)));
  }
  const picturesOf = async (actor: PeerActor, urls: string[]) => {
    const create = s.create(actor, { attachment: urls.map((url) => ({ type: 'Image', url })) });
    await s.send(actor, create);
    const read = () => s.amara.try(practice.getPost, { params: { id: keyOf(create.object.id) } });
    const { attachments } = await until('shown', async () => (await read()).value);
    return attachments.map(({ url }) => s.instance.baseUrl + url);
  };
  const slowly = await picturesOf(
    s.mallory,
    slow.map((path) => s.evil.origin + path),
  );
  const [quick = ''] = await picturesOf(s.bo, [`${s.good.origin}/quick.png`]);
  let answered = 0;
  const waiting = slowly.map((url) =>
    fetch(url).then(({ status }) => {
      answered += 1;
      return status;
    }),
  );
  await until('they are being asked for', () => held.length > 0);
  expect((await fetch(quick)).status).toBe(200);
  expect(answered).toBe(0);
  release = true;
  for (const res of held) res.writeHead(404).end();
  expect(new Set(await Promise.all(waiting))).toEqual(new Set([404]));
});
