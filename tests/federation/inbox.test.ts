import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withProof } from '../../server/federation/proofs/integrity.ts';
import { toMultikey } from '../../server/federation/proofs/multikey.ts';
import type { Collection, Stored } from '../../server/storage/index.ts';
import { type MiniInstance, startMini } from '../support/federation/mini-instance.ts';
import { Peer, type PeerActor, post, sendRaw, signed } from '../support/federation/peer.ts';
import { until } from '../support/until.ts';

const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public';

let instance: MiniInstance;
let peer: Peer;
let bo: PeerActor;
/** What its projection waits for, so that a test can make things pile up. */
let held: Promise<void> = Promise.resolve();

beforeAll(async () => {
  [instance, peer] = await Promise.all([startMini(), Peer.start()]);
  bo = peer.actor('bo');
  instance.pipeline.addProjection({
    name: 'held',
    prepare: async () => {},
    clear: async () => {},
    apply: () => held,
  });
});
afterAll(async () => {
  await instance.stop();
  await peer.stop();
});

let count = 0;
function note(actor: PeerActor, extra: Record<string, unknown> = {}) {
  const { origin } = new URL(actor.iri);
  const id = `${origin}/activities/${++count}`;
  const audience = { to: [PUBLIC], cc: [`${actor.iri}/followers`] };
  const published = new Date().toISOString();
  const object = { id: `${origin}/notes/${count}`, type: 'Note', attributedTo: actor.iri, content: `<p>${count}</p>` };
  return {
    '@context': 'https://www.w3.org/ns/activitystreams',
    id,
    type: 'Create',
    actor: actor.iri,
    published,
    ...audience,
    object: { ...object, published, ...audience },
    ...extra,
  };
}

const refused = (reason: string) => instance.federation.refusals.get(reason) ?? 0;

test('202 takes one write and no read, no fetch, once a key is known', async () => {
  await post(instance.inbox, note(bo), bo);
  await instance.pipeline.idle();
  const asked = peer.asked.length;
  const calls: string[] = [];
  const stopListening = listen(instance.db.collection('activities'), calls);
  let open = (): void => {};
  held = new Promise((resolve) => {
    open = resolve;
  });
  try {
    expect((await post(instance.inbox, note(bo), bo)).status).toBe(202);
    expect(calls).toEqual(['activities insertOne']);
    expect(peer.asked.length).toBe(asked);
  } finally {
    stopListening();
    open();
    held = Promise.resolve();
  }
  await instance.pipeline.idle();
});

describe('what somebody else brings', () => {
  const created = new Date('2026-11-20T10:00:00Z');
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const keyOf = (actor: string) => ({ keyId: `${actor}#ed25519-key`, privateKey });
  let far: Peer;
  let ana: PeerActor;

  beforeAll(async () => {
    far = await Peer.start('127.0.0.1');
    const iri = `${far.origin}/users/ana`;
    const multikey = {
      id: keyOf(iri).keyId,
      type: 'Multikey',
      controller: iri,
      publicKeyMultibase: toMultikey(publicKey),
    };
    ana = far.actor('ana', { assertionMethod: [multikey] }, 1);
  });
  afterAll(() => far.stop());

  test('is refused and leaves nothing when nobody but its bearer vouches for it', async () => {
    const before = refused('actor-is-not-signer');
    const plain = note(ana);
    expect((await post(instance.inbox, plain, bo)).status).toBe(403);
    expect(await instance.log.get(plain.id)).toBeNull();
    expect(refused('actor-is-not-signer')).toBe(before + 1);
    // No proof, no question.
    expect(far.asked).toEqual([]);
  });

  test('is believed when its actor’s own proof is on it', async () => {
    const proven = withProof(note(ana), keyOf(ana.iri), created);
    expect((await post(instance.inbox, proven, bo)).status).toBe(202);
    const entry = await instance.log.get(String(proven.id));
    expect(entry).toMatchObject({ actor: ana.iri, origin: 'remote', type: 'Create' });
  });

  test('is not when it was changed, or the proof is the bearer’s', async () => {
    const proven = note(ana);
    const changed = { ...withProof(proven, keyOf(ana.iri), created), id: proven.id, to: [PUBLIC, bo.iri] };
    const foreign = withProof(note(ana), keyOf(bo.iri), created);
    const theirs = { ...note(ana), object: note(bo).object };
    const aboutTheirs = withProof(theirs, keyOf(ana.iri), created);
    for (const activity of [changed, foreign]) {
      expect((await post(instance.inbox, activity, bo)).status).toBe(403);
      expect(await instance.log.get(String(activity.id))).toBeNull();
    }
    // A proof says who speaks, and not that they may speak for others: what is not theirs is no more than a name.
    expect((await post(instance.inbox, aboutTheirs, bo)).status).toBe(202);
    expect((await instance.log.get(theirs.id))?.json.object).toBe(theirs.object.id);
  });

  test('is not taken from a host that is blocked', async () => {
    instance.blocked.add(far.host);
    const proven = withProof(note(ana), keyOf(ana.iri), created);
    expect((await post(instance.inbox, proven, bo)).status).toBe(403);
    expect(await instance.log.get(String(proven.id))).toBeNull();
    instance.blocked.delete(far.host);
  });
});

test('too much at once is sent away with a time to come back: of one host, and of everybody', async () => {
  let answer = (): void => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  /** Whatever is signed by somebody there waits for their key. */
  async function slow(hostname: string) {
    const host = await Peer.start(hostname, 0, hostname);
    const actor = host.actor('cleo');
    host.pages.set('/users/cleo', (_req, res) => {
      void answered.then(() => {
        res.writeHead(200, { 'content-type': 'application/activity+json' }).end(JSON.stringify(actor.document));
      });
    });
    // One and the same, so that signing it a thousand times is not what takes long.
    const body = JSON.stringify(note(actor));
    const headers = signed(instance.inbox, body, actor);
    const send = () => sendRaw(instance.inbox, 'POST', headers, body);
    return { host, send: (count: number) => Array.from({ length: count }, send) };
  }
  const hosts = await Promise.all(['127.0.0.2', '127.0.0.3', '127.0.0.4', '127.0.0.5'].map(slow));
  const [first, ...others] = hosts;
  const one = first!.send(260);
  await until('those of one host beyond were sent away', () => refused('too-many-at-once') === 4);
  expect((await post(instance.inbox, note(bo), bo)).status).toBe(202);

  const rest = others.flatMap(({ send }) => send(260));
  const full = await until('nobody’s is taken', async () => {
    const { status, headers } = await post(instance.inbox, note(bo), bo);
    return status === 503 && headers;
  });
  expect(Number(full['retry-after'])).toBeGreaterThan(0);
  answer();
  expect((await Promise.all(one)).filter(({ status }) => status === 202)).toHaveLength(256);
  const away = (await Promise.all([...one, ...rest])).filter(({ status }) => status !== 202);
  expect(away.length).toBeGreaterThanOrEqual(16);
  expect(away.every(({ headers }) => Number(headers['retry-after']) > 0)).toBe(true);
  expect((await post(instance.inbox, note(bo), bo)).status).toBe(202);
  await Promise.all(hosts.map(({ host }) => host.stop()));
});

/** Notes every call on the database until told to stop. */
function listen(collection: Collection<Stored>, calls: string[]): () => void {
  const prototype = Object.getPrototypeOf(collection);
  const originals = new Map<string, unknown>();
  for (const method of Object.getOwnPropertyNames(prototype)) {
    const original = prototype[method];
    if (method === 'constructor' || typeof original !== 'function') continue;
    originals.set(method, original);
    prototype[method] = function (this: Collection<Stored>, ...args: unknown[]) {
      calls.push(`${this.name} ${method}`);
      return original.apply(this, args);
    };
  }
  return () => {
    for (const [method, original] of originals) prototype[method] = original;
  };
}
