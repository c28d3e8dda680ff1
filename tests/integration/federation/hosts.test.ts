import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Delivery } from '../../../server/federation/delivery/queue.ts';
import type { Page } from '../../../shared/contracts/endpoint.ts';
import * as federation from '../../../shared/contracts/federation.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import type { ApiClient } from '../../support/api.ts';
import { Peer, post, signed } from '../../support/federation/peer.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';
import { until } from '../../support/until.ts';

/** What admins do about other instances, and what it does to deliveries. */

let instance: TestInstance;
let admin: ApiClient;
let amara: ApiClient;
const peers: Peer[] = [];

beforeAll(async () => {
  instance = await startInstance();
  [admin, amara] = await Promise.all([instance.account('ada', 'admin'), instance.signUp('amara')]);
});
afterAll(async () => {
  await instance.stop();
  for (const peer of peers) await peer.stop();
});

/** A host with a follower of Amara's, whose Accept has been taken. */
async function follower(hostname = 'localhost'): Promise<Peer> {
  const peer = await Peer.start(hostname);
  peers.push(peer);
  const bo = peer.actor('bo');
  const follow = {
    '@context': 'https://www.w3.org/ns/activitystreams',
    id: `${bo.iri}/follows/1`,
    type: 'Follow',
    actor: bo.iri,
    object: `${instance.baseUrl}/users/amara`,
  };
  await post(`${instance.baseUrl}/inbox`, follow, bo);
  await until('the Accept', () => peer.received.length === 1);
  await until('nothing waits', async () => (await report(peer)).state === 'idle');
  return peer;
}

const of = ({ host }: Peer) => ({ params: { host } });
const report = (peer: Peer) => admin.call(federation.getFederationHost, of(peer));
const publish = (title: string) => amara.call(practice.publishPost, { body: { title, markdown: 'x' } });
const got = (peer: Peer) => peer.received.filter(({ json }) => json.type === 'Create').length;
const rows = () => instance.services.db.collection<Delivery>('deliveries');

test('a host that is paused gets nothing, also after a restart, and all of it when it is resumed', async () => {
  const peer = await follower();
  const other = await follower();
  expect(await admin.call(federation.pauseHost, of(peer))).toMatchObject({ state: 'paused', waiting: 0 });
  await publish('While paused');
  await until('the other has it', () => got(other) === 1);
  await instance.down();
  await instance.up();
  await publish('After the restart');
  await until('the other has both', () => got(other) === 2);
  // What is tried again waits all the same.
  expect(await admin.call(federation.retryHost, of(peer))).toMatchObject({
    state: 'paused',
    waiting: 2,
    nextTry: null,
  });
  // A sign of life ends a rest, and not a pause.
  const { keyId, privateKey } = peer.actor('bo');
  const url = `${instance.baseUrl}/users/amara`;
  await fetch(url, { headers: signed(url, null, { keyId, privateKey }) });
  expect(got(peer)).toBe(0);
  expect((await admin.call(federation.listFederationHosts, { query: { state: 'paused' } })).items).toHaveLength(1);
  await admin.call(federation.resumeHost, of(peer));
  await until('both have come', () => got(peer) === 2);
  await until('nothing waits', async () => (await report(peer)).state === 'idle');
  expect(await report(peer)).toMatchObject({ waiting: 0, failed: 0, lastError: null, signatures: 'draft-cavage' });
});

test('what a host failed to take is due at a word; what it refused for good is sent once more', async () => {
  const peer = await follower();
  peer.answer = () => ({ status: 503, headers: { 'retry-after': '3600' } });
  await publish('Later');
  const resting = await until('it rests', async () => {
    const now = await report(peer);
    return now.nextTry !== null && now;
  });
  expect(resting).toMatchObject({ state: 'resting', waiting: 1, failed: 0, lastError: '503' });
  expect(Date.parse(resting.nextTry ?? '') - Date.now()).toBeGreaterThan(3_500_000);
  peer.answer = () => ({ status: 422 });
  await admin.call(federation.retryHost, of(peer));
  const given = await until('it is given up', async () => {
    const now = await report(peer);
    return now.failed === 1 && now.state === 'idle' && now;
  });
  expect(given).toMatchObject({ waiting: 0, lastError: '422', failingSince: null });
  peer.answer = () => ({ status: 202 });
  const before = got(peer);
  await admin.call(federation.retryHost, of(peer));
  await until('it was taken', () => got(peer) > before);
  await until('nothing waits', async () => (await report(peer)).state === 'idle');
  expect(await report(peer)).toMatchObject({ waiting: 0, failed: 0 });
  expect(got(peer)).toBe(before + 1);
});

test('what is dropped is never sent, whatever is tried again', async () => {
  const peer = await follower();
  peer.answer = () => ({ status: 500 });
  const { id } = await publish('Dropped');
  await until('it rests', async () => (await report(peer)).nextTry !== null);
  const kept = await rows().findOne({ host: peer.host, state: 'waiting' });
  // One that is kept for somebody, as after a week.
  await rows().insertOne({ ...(kept as Delivery), _id: 'kept', state: 'kept', againFrom: new Date(0) });
  const tried = got(peer);
  peer.answer = () => ({ status: 202 });
  const dropped = await admin.call(federation.dropDeliveries, of(peer));
  expect(dropped).toMatchObject({ waiting: 0, kept: 0, failed: 2 });
  await admin.call(federation.retryHost, of(peer));
  await publish('Not dropped');
  await until('the next one has come', () => got(peer) === tried + 1);
  expect(await report(peer)).toMatchObject({ failed: 2, kept: 0 });
  const states = await rows().find({ host: peer.host, state: 'failed' }).toArray();
  expect(states.map(({ lastError }) => lastError)).toEqual(['dropped', 'dropped']);
  // Its author sees that it did not arrive everywhere.
  const post = await amara.call(practice.getPost, { params: { id } });
  expect(post.delivery).toBe('failed');
});

test('hosts nothing was ever sent to are not there', async () => {
  const params = { host: 'nowhere.example' };
  for (const endpoint of [
    federation.getFederationHost,
    federation.pauseHost,
    federation.resumeHost,
    federation.retryHost,
    federation.dropDeliveries,
  ]) {
    expect(await admin.try(endpoint, { params })).toMatchObject({ status: 404 });
  }
  const malformed = await admin.try(federation.getFederationHost, { params: { host: 'not a host' } });
  expect(malformed).toMatchObject({ status: 400 });
  expect((await admin.call(federation.listFederationHosts, { query: { q: 'nowhere' } })).items).toEqual([]);
});

describe('the list', () => {
  beforeAll(async () => {
    // A hundred hosts as a year of deliveries leaves them: some fail, the longer the more, some rest, some sleep.
    const lane = (n: number) => ({
      _id: `school${String(n).padStart(3, '0')}.district${n % 4}.example`,
      parts: [`school${String(n).padStart(3, '0')}.district${n % 4}.example`, `district${n % 4}.example`, 'example'],
      active: n % 2 === 0,
      notBefore: new Date('2999-01-01'),
      wake: 1,
      failures: n % 2 === 0 && n < 60 ? 1 + (n % 7) : 0,
      doubtful: false,
      ...(n >= 90 ? { paused: true } : {}),
    });
    await instance.services.db
      .collection('delivery_lanes')
      .insertMany(Array.from({ length: 100 }, (_, n) => lane(n)) as never);
  });

  async function everything(state?: federation.HostState) {
    const found: federation.FederationHost[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: { cursor?: string } = cursor === '' ? {} : { cursor };
      const page: Page<federation.FederationHost> = await admin.call(federation.listFederationHosts, {
        query: { limit: 7, ...(state && { state }), ...query },
      });
      found.push(...page.items);
      cursor = page.next;
    }
    return found;
  }

  test('has each host once, whatever its state, those with trouble first', async () => {
    const all = await everything();
    expect(new Set(all.map(({ host }) => host)).size).toBe(all.length);
    expect(all.filter(({ host }) => host.startsWith('school'))).toHaveLength(100);
    const order = all.map(({ state }) => federation.HOST_STATES.indexOf(state));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    for (const state of federation.HOST_STATES) {
      expect(await everything(state)).toEqual(all.filter((host) => host.state === state));
    }
  });

  test('finds a host by the beginning of any part of its name', async () => {
    const find = async (q: string, state?: federation.HostState) =>
      (await admin.call(federation.listFederationHosts, { query: { q, limit: 50, ...(state && { state }) } })).items;
    expect((await find(' SCHOOL042')).map(({ host }) => host)).toEqual(['school042.district2.example']);
    expect(await find('district3')).toHaveLength(25);
    expect((await find('district2', 'paused')).map(({ host }) => host)).toEqual([
      'school090.district2.example',
      'school094.district2.example',
      'school098.district2.example',
    ]);
    expect(await find('istrict')).toEqual([]);
  });

  test('says nothing of what is delivered, or to whom', async () => {
    const answer = JSON.stringify(await everything());
    expect(answer).not.toMatch(/users|activities|amara|inbox/);
  });
});

test('an activity that could not be worked off is listed, tried again, and dropped', async () => {
  const dead = (n: number) => ({
    _id: `https://far.example/activities/${n}`,
    order: `0${n}`,
    origin: 'remote' as const,
    type: 'Create' as const,
    actor: 'https://far.example/users/x',
    object: null,
    json: { id: `https://far.example/activities/${n}`, type: 'View', actor: 'https://far.example/users/x' },
    receivedAt: new Date('2026-01-01'),
    failures: 8,
    error: 'The projection “practice” failed: TypeError.',
    dead: true as const,
  });
  await instance.services.db.collection('activities').insertMany([dead(1), dead(2)] as never);
  const list = () => admin.call(federation.listDeadLetters);
  const [newest, oldest] = (await list()).items;
  expect([newest, oldest]).toMatchObject([
    { host: 'far.example', type: 'Create', failures: 8 },
    { host: 'far.example', error: 'The projection “practice” failed: TypeError.' },
  ]);
  expect(JSON.stringify(await list())).not.toContain('users/x');
  const replayed = await admin.call(federation.replayDeadLetter, { params: { id: newest?.id ?? '' } });
  expect(replayed).toEqual({ replayed: true });
  await admin.call(federation.dropDeadLetter, { params: { id: oldest?.id ?? '' } });
  expect((await list()).items).toEqual([]);
  for (const endpoint of [federation.replayDeadLetter, federation.dropDeadLetter]) {
    expect(await admin.try(endpoint, { params: { id: oldest?.id ?? '' } })).toMatchObject({ status: 404 });
  }
});

test('what the inbox refuses is counted by reason', async () => {
  const count = async (wanted: string) =>
    (await admin.call(federation.getFederationRefusals)).reasons.find(({ reason }) => reason === wanted)?.count ?? 0;
  const before = await count('unsigned');
  const headers = { 'content-type': 'application/activity+json' };
  await fetch(`${instance.baseUrl}/inbox`, { method: 'POST', body: '{}', headers });
  expect(await count('unsigned')).toBe(before + 1);
});
