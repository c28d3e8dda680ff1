import { hash } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import type { Stored } from '../../../server/storage/index.ts';
import type { ApiClient } from '../api.ts';
import { sorted, startInstance, type TestInstance } from '../instance.ts';
import { until } from '../until.ts';
import { Peer, type PeerActor, post, type RawAnswer } from './peer.ts';

/** What may change through a refused request, or meanwhile: keys of others, rate limits, how far our own work is. */
const PASSING = new Set(['remote_keys', 'rate_limits', 'runs', 'delivery_lanes']);

/** The entry itself, and the line by which whoever it is addressed to finds it. Nothing else may come of it. */
function isAbout(collection: string, document: Stored, activity: string | undefined): boolean {
  if (collection === 'activities') return document._id === activity;
  return collection === 'mail' && 'activity' in document && document.activity === activity;
}

export interface Scene {
  instance: TestInstance;
  /** An honest instance with bo, and one that belongs to mallory. */
  good: Peer;
  evil: Peer;
  bo: PeerActor;
  mallory: PeerActor;
  /** A teacher here. */
  amara: ApiClient;
  amaraIri: string;
  inbox: string;
  /** Ids under an actor, each new. */
  id(actor: PeerActor, kind?: string): string;
  activity(actor: PeerActor, type: string, rest?: Record<string, unknown>): Record<string, unknown> & { id: string };
  /** A public note of an actor of a peer, in a Create. */
  create(
    actor: PeerActor,
    note?: Record<string, unknown>,
  ): Record<string, unknown> & { id: string; object: { id: string } };
  /** Sends it signed by `actor`. */
  send(actor: PeerActor, json: object | string): Promise<RawAnswer>;
  /** Hashes, a line a collection, of what a refused request must not change; `besides` is an entry of the log that may be new. */
  state(besides?: string): Promise<string>;
  /** The log's entry, once it is there. */
  logged(iri: string): Promise<unknown>;
}

export const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public';

let made = 0;

/** A real instance with two peers, for the tests of one file. */
export function scene(settings: Parameters<typeof startInstance>[0] = {}): Scene {
  const it = {} as Scene;
  beforeAll(async () => {
    it.instance = await startInstance(settings);
    [it.good, it.evil] = await Promise.all([Peer.start(), Peer.start()]);
    it.bo = it.good.actor('bo');
    it.mallory = it.evil.actor('mallory', {}, 1);
    it.amara = await it.instance.signUp('amara');
    it.amaraIri = `${it.instance.baseUrl}/users/amara`;
    it.inbox = `${it.instance.baseUrl}/inbox`;
  });
  afterAll(async () => {
    await Promise.all([it.good.stop(), it.evil.stop()]);
    await it.instance.stop();
  });
  it.id = (actor, kind = 'objects') => {
    made += 1;
    return `${new URL(actor.iri).origin}/${kind}/${made}`;
  };
  it.activity = (actor, type, rest = {}) => ({
    '@context': 'https://www.w3.org/ns/activitystreams',
    id: it.id(actor, 'activities'),
    type,
    actor: actor.iri,
    to: [PUBLIC],
    cc: [],
    published: new Date().toISOString(),
    ...rest,
  });
  it.create = (actor, note = {}) => {
    const object = {
      id: it.id(actor),
      type: 'Note',
      attributedTo: actor.iri,
      content: '<p>Hello</p>',
      to: [PUBLIC],
      cc: [],
      published: new Date().toISOString(),
      ...note,
    };
    return { ...it.activity(actor, 'Create'), object };
  };
  it.send = (actor, json) => post(it.inbox, json, actor);
  it.logged = async (iri) => {
    await it.instance.services.pipeline.idle();
    return it.instance.services.db.collection<Stored>('activities').findOne({ _id: iri });
  };
  it.state = async (besides) => {
    const { db, pipeline } = it.instance.services;
    await pipeline.idle();
    // An answer that a peer has is noted here a moment later; what failed is not tried again for a minute.
    const untried = { state: 'waiting', attempts: 0 };
    await until('sent', async () => (await db.collection<Stored>('deliveries').findOne(untried)) === null);
    const lines: string[] = [];
    for (const name of await db.collections()) {
      if (PASSING.has(name)) continue;
      const documents = await db
        .collection<Stored>(name)
        .find({}, { sort: { _id: 1 } })
        .toArray();
      const text = JSON.stringify(sorted(documents.filter((document) => !isAbout(name, document, besides))));
      lines.push(`${name} ${hash('sha256', text)}`);
    }
    return lines.join('\n');
  };
  return it;
}
