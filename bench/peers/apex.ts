import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Apex } from 'activitypub-express';
import ActivitypubExpress from 'activitypub-express';
import express, { type RequestHandler } from 'express';

/** The parts of it that face the network, which our own server never mounts. */
type Facing = Apex &
  RequestHandler & {
    net: { inbox: { post: RequestHandler[] } };
    consts: { jsonldTypes: string[] };
    store: MemoryStore;
    createActor(name: string, displayName: string, summary: string): Promise<Thing>;
  };

interface Thing {
  id: string;
  _meta?: Record<string, unknown[]>;
  [key: string]: unknown;
}

/** What its inbox asks of a store, in memory: nothing is durable, which is the best case for it. */
class MemoryStore {
  readonly #objects = new Map<string, Thing>();
  readonly streams = new Map<string, Thing>();

  generateId(): string {
    return crypto.randomUUID();
  }
  async getObject(id: string): Promise<Thing | undefined> {
    return this.#objects.get(id);
  }
  async saveObject(object: Thing): Promise<boolean> {
    const isNew = !this.#objects.has(object.id);
    if (isNew) this.#objects.set(object.id, object);
    return isNew;
  }
  async updateObject(object: Thing): Promise<Thing> {
    this.#objects.set(object.id, object);
    return object;
  }
  async getActivity(id: string): Promise<Thing | undefined> {
    return this.streams.get(id);
  }
  async saveActivity(activity: Thing): Promise<boolean> {
    const isNew = !this.streams.has(activity.id);
    if (isNew) this.streams.set(activity.id, activity);
    return isNew;
  }
  async updateActivityMeta(activity: Thing): Promise<Thing | undefined> {
    return this.streams.get(activity.id);
  }
  /** Nobody is blocked, and nobody reads its collections here. */
  async getStream(): Promise<Thing[]> {
    return [];
  }
  async getStreamCount(): Promise<number> {
    return 0;
  }
  async getContext(): Promise<undefined> {}
  async saveContext(): Promise<void> {}
  async deliveryDequeue(): Promise<void> {}
}

/**
 * Plain activitypub-express 4.4.2 as its README sets it up, with one person. It says 200 when an activity is stored, which
 * is all that it does with a Create.
 */
export async function startApex(): Promise<{ url: string; taken: () => number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const domain = `localhost:${(server.address() as AddressInfo).port}`;
  const store = new MemoryStore();
  const user = '/users/:actor';
  const apex = ActivitypubExpress({
    name: 'Apex',
    version: '1.0.0',
    baseUrl: `http://${domain}`,
    domain,
    actorParam: 'actor',
    objectParam: 'id',
    routes: {
      actor: user,
      object: '/o/:id',
      activity: '/s/:id',
      inbox: `${user}/inbox`,
      outbox: `${user}/outbox`,
      followers: `${user}/followers`,
      following: `${user}/following`,
      liked: `${user}/liked`,
      collections: `${user}/c/:id`,
      blocked: `${user}/blocked`,
      rejections: `${user}/rejections`,
      rejected: `${user}/rejected`,
      shares: '/s/:id/shares',
      likes: '/s/:id/likes',
    },
    store,
    logger: { log() {}, info() {}, warn() {}, error() {} },
  }) as Facing;
  await store.saveObject(await apex.createActor('bench', 'Bench', ''));
  // It tells the console of every key that it fetches.
  console.log = () => {};
  const app = express();
  // Without this it takes unsigned posts.
  app.set('env', 'production');
  app.use(express.json({ type: apex.consts.jsonldTypes }), apex);
  app.post(`${user}/inbox`, ...apex.net.inbox.post);
  server.on('request', app);
  return { url: `http://${domain}/users/bench/inbox`, taken: () => store.streams.size };
}
