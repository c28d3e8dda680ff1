import type { Apex, Sender } from 'activitypub-express';
import { type Activity, type JsonObject, PUBLIC } from '../activities/activity.ts';
import type { ActivityLog } from '../activities/log.ts';
import type { FollowGraph, OpenPosts } from '../activities/ports.ts';
import { ApexStore } from './apex-store.ts';
import { audience } from './convert/read.ts';
import { type FederationNaming, PATHS } from './naming.ts';

/**
 * activitypub-express as the protocol core: building activities, the outbox pipeline, paging of collections. What it would
 * do towards the network is replaced or never mounted; docs/adr/0010 has the reasons. The only file that imports it.
 */

const PAGE_LENGTH = 20;

export interface Engine {
  /** Runs a logged activity of ours through the outbox pipeline, up to durable deliveries. Again is harmless. */
  publish(activity: Activity): Promise<void>;
  /** Wraps a document in an activity under a given id. */
  wrap(type: 'Create' | 'Update', actor: string, document: JsonObject, id: string): Promise<JsonObject>;
  /** An OrderedCollection without `page`, one of its pages with. */
  collection(id: string, page: string | undefined): Promise<JsonObject>;
}

export interface EngineParts {
  naming: FederationNaming;
  log: ActivityLog;
  follows: FollowGraph;
  posts: OpenPosts;
  name: string;
  version: string;
  /** Makes durable what has to go to these actors and collections, none of which is Public, local or the sender. */
  deliver(activity: Activity, recipients: readonly string[]): Promise<void>;
}

/** Express paths with the parameter names that the engine is told. */
const ROUTES = {
  actor: PATHS.actor,
  object: PATHS.object,
  activity: PATHS.activity,
  inbox: PATHS.inbox,
  outbox: PATHS.outbox,
  followers: PATHS.followers,
  following: PATHS.following,
  // The engine asks for these names; nothing is served there.
  liked: '/users/:name/liked',
  collections: '/users/:name/collections/:id',
  blocked: '/users/:name/blocked',
  rejected: '/users/:name/rejected',
  rejections: '/users/:name/rejections',
  shares: '/activities/:id/shares',
  likes: '/activities/:id/likes',
};

export function createEngine(parts: EngineParts): Engine {
  const { naming } = parts;
  const publishing = new Map<string, Activity>();
  // It brings a JSON-LD processor and an HTTP client that take a quarter of a second to load: not before it is needed.
  let loading: Promise<Apex> | null = null;
  const loaded = () => {
    loading ??= loadApex(parts, publishing);
    return loading;
  };

  return {
    async publish(activity) {
      const username = naming.usernameIn(activity.actor);
      if (username === null) throw new Error('only actors of this instance have an outbox');
      const { iri, outbox, followers } = naming.actor(username);
      const sender: Sender = { id: iri, outbox: [outbox], followers: [followers] };
      publishing.set(activity.iri, activity);
      try {
        const apex = await loaded();
        await apex.addToOutbox(sender, { id: activity.iri, type: activity.type, actor: [iri], ...activity.audience });
      } finally {
        publishing.delete(activity.iri);
      }
    },
    async wrap(type, actor, document, id) {
      const { to, cc } = audience(document);
      const apex = await loaded();
      return apex.buildActivity(type, actor, to, { id, cc, object: document });
    },
    async collection(id, page) {
      const apex = await loaded();
      const found = await apex.getCollection(
        id,
        page,
        ({ _id, ...item }) => (isActivity(item) ? item : item.id),
        !isOutbox(id),
      );
      const { next, ...rest } = found;
      const context = 'https://www.w3.org/ns/activitystreams';
      return { '@context': context, ...rest, ...(typeof next === 'string' ? { next } : {}) };
    },
  };
}

async function loadApex(
  { naming, log, follows, posts, deliver, name, version }: EngineParts,
  publishing: ReadonlyMap<string, Activity>,
): Promise<Apex> {
  const { default: ActivitypubExpress } = await import('activitypub-express');
  const apex = ActivitypubExpress({
    name,
    version,
    baseUrl: naming.origin,
    domain: naming.domain,
    actorParam: 'name',
    objectParam: 'id',
    routes: ROUTES,
    itemsPerPage: PAGE_LENGTH,
    store: new ApexStore({ naming, log, follows, posts }),
    offlineMode: true,
  });

  // JSON-LD algorithms would fetch contexts and cost more than all the rest; our documents are compact already.
  apex.fromJSONLD = async (document) => document;
  apex.toJSONLD = async ({ _meta, ...document }) => document;
  apex.isLocalIRI = naming.isLocal;
  apex.isPublic = (document) => {
    const { to, cc } = audience(document);
    return to.includes(PUBLIC) || cc.includes(PUBLIC);
  };
  // Likes and shares are counted by projections; an Update to all followers for each of them is not wanted.
  apex.publishUpdate = async () => {};
  apex.utils.idToActivityCollections = () => ({});
  apex.requestObject = async () => {
    throw new Error('the engine has no way out; see transport/fetch.ts');
  };

  // Addressing stops at names. Followers are expanded into inboxes by the queue, in batches and never one by one.
  apex.address = async (activity, sender) => {
    const { to, cc } = audience(activity);
    return [...new Set([...to, ...cc])].filter(
      (recipient) => recipient === sender.followers[0] || (recipient !== PUBLIC && !naming.isLocal(recipient)),
    );
  };

  apex.queueForDelivery = async (_sender, { id }, recipients) => {
    const activity = typeof id === 'string' ? publishing.get(id) : undefined;
    if (activity) await deliver(activity, recipients);
  };

  return apex;
}

function isActivity(item: JsonObject): boolean {
  return typeof item.type === 'string';
}

/** Only activities have an audience to go by; lists of people are shown or not shown as a whole. */
function isOutbox(id: string): boolean {
  return id.endsWith('/outbox');
}
