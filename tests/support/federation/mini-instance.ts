import { createServer } from 'node:http';
import express from 'express';
import { type Activity, type Actor, BLANK_PROFILE, PLAIN_NOTE, PUBLIC } from '../../../server/activities/activity.ts';
import { ActivityLog } from '../../../server/activities/log.ts';
import { Pipeline } from '../../../server/activities/pipeline.ts';
import type { ActorDirectory, FollowGraph, OpenPosts } from '../../../server/activities/ports.ts';
import { type Clock, systemClock } from '../../../server/core/clock.ts';
import { createLogger } from '../../../server/core/logger.ts';
import {
  createCodec,
  createDelivery,
  createFederation,
  createKeyRing,
  createNaming,
} from '../../../server/federation/index.ts';
import { errorHandler } from '../../../server/http/errors.ts';
import type { Database } from '../../../server/storage/index.ts';
import { openTestDatabase } from '../database.ts';
import { listen } from '../ports.ts';

/**
 * The federation layer and the pipeline over real HTTP, without the features: people and follows are held in memory, so a
 * test says in one line who follows whom.
 */
interface Remains {
  port: number;
  db: Database;
  people: Map<string, Actor>;
  followerInboxes: Map<string, string[]>;
}

export interface MiniSettings {
  clock?: Clock;
  allowPrivate?: string[];
  authorizedFetch?: boolean;
  onSettled?: (activity: string) => void;
  /** Continue on the database of an earlier one, at its address, as after a crash. */
  after?: Remains;
}

export type MiniInstance = Awaited<ReturnType<typeof startMini>>;

export async function startMini(settings: MiniSettings = {}) {
  const server = createServer();
  const port = settings.after?.port ?? (await listen(server));
  if (settings.after) await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const baseUrl = `http://localhost:${port}`;
  const own = settings.after ? null : await openTestDatabase();
  const db: Database = settings.after?.db ?? own!.database;
  const clock = settings.clock ?? systemClock;
  const logger = createLogger(process.env.TEST_LOG_LEVEL ?? 'silent');
  const naming = createNaming(baseUrl);
  const codec = createCodec(naming);
  const keys = createKeyRing(db, 'a secret of the test, 32 characters', clock);
  const log = new ActivityLog(db, clock);
  await log.prepare();

  const people = settings.after?.people ?? new Map<string, Actor>();
  /** Inboxes of the followers of each local actor, and who follows whom. */
  const followerInboxes = settings.after?.followerInboxes ?? new Map<string, string[]>();
  const followings = new Set<string>();
  const blocked = new Set<string>();
  const policy = { isBlocked: (host: string) => blocked.has(host), isSuspended: () => false };
  const actors: ActorDirectory = {
    byIri: async (iri) => people.get(iri) ?? null,
    local: async (name) => people.get(naming.actor(name).iri) ?? null,
    isRemembered: async () => false,
    localCount: async () => [...people.keys()].filter(naming.isLocal).length,
  };
  const follows: FollowGraph = {
    follows: async (follower, followee) => followings.has(`${follower} ${followee}`),
    isBlocking: async () => false,
    counts: async (actor) => ({ followers: followerInboxes.get(actor)?.length ?? 0, following: 0 }),
    page: async () => ({ actors: [], next: null }),
    async *followerInboxes(actor) {
      const inboxes = followerInboxes.get(actor) ?? [];
      for (let at = 0; at < inboxes.length; at += 100) yield inboxes.slice(at, at + 100);
    },
  };
  const posts: OpenPosts = {
    get: async () => null,
    page: async () => ({ posts: [], next: null }),
    count: async () => 0,
    pinned: async () => [],
    tagsOf: async () => [],
    quoteAuthorization: async () => null,
    known: async () => new Set(),
  };
  const config = {
    instanceName: 'Mini',
    version: '0.0.0',
    allowPrivate: settings.allowPrivate ?? ['127.0.0.0/8', '::1/128'],
    authorizedFetch: settings.authorizedFetch ?? false,
    openRegistrations: false,
  };
  const parts = { config, naming, db, log, keys, actors, follows, posts, policy, clock, logger };
  const delivery = createDelivery({
    ...parts,
    random: () => 0.5,
    ...(settings.onSettled ? { onSettled: settings.onSettled } : {}),
  });
  const pipeline = new Pipeline({ log, codec, outgoing: delivery, clock, logger });
  pipeline.addProjection({
    name: 'people',
    prepare: async () => {},
    clear: async () => {},
    apply: async ({ activity }) => {
      if (activity.type === 'Update' && activity.object.kind === 'actor')
        people.set(activity.object.iri, activity.object);
    },
  });
  const federation = createFederation({ ...parts, codec, delivery, intake: pipeline });
  pipeline.addReaction(federation.keysReaction);
  const app = express();
  app.use(federation.router, errorHandler(logger));
  server.on('request', (req, res) => {
    if (!federation.receive(req, res)) app(req, res);
  });
  await pipeline.start();
  await federation.start();

  return {
    port,
    baseUrl,
    db,
    naming,
    codec,
    log,
    people,
    followerInboxes,
    followings,
    blocked,
    delivery,
    federation,
    pipeline,
    inbox: `${baseUrl}/inbox`,
    /** A local actor that can sign. */
    async person(username: string, extra: Partial<Actor> = {}): Promise<Actor> {
      const iris = naming.actor(username);
      const actor: Actor = {
        kind: 'actor',
        type: 'Person',
        username,
        displayName: username,
        ...BLANK_PROFILE,
        ...iris,
        key: await keys.ensure(iris.iri),
        publishedAt: new Date('2026-01-01T00:00:00Z'),
        ...extra,
      };
      people.set(actor.iri, actor);
      return actor;
    },
    /** A public note by a local actor, to their followers and to these actors. */
    noteBy(actor: Actor, to: string[] = [], visibility: 'public' | 'private' = 'public'): Activity {
      const audience = visibility === 'public' ? { to: [PUBLIC], cc: [actor.followers!, ...to] } : { to, cc: [] };
      const iri = naming.newObject();
      return {
        type: 'Create',
        iri: naming.newActivity(),
        actor: actor.iri,
        audience,
        publishedAt: clock.now(),
        object: {
          kind: 'note',
          ...PLAIN_NOTE,
          iri,
          author: actor.iri,
          url: naming.pageOf(iri),
          html: '<p>Hello</p>',
          markdown: null,
          inReplyTo: null,
          context: null,
          feedbackKind: null,
          anchor: null,
          invitation: null,
          language: null,
          attachments: [],
          mentions: to,
          tags: [],
          audience,
          publishedAt: clock.now(),
          editedAt: null,
        },
      };
    },
    /** Drops everything at once, as a crash would: nothing under way is waited for, the database stays. */
    async crash() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    async stop() {
      await federation.stop();
      await pipeline.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await own?.dispose();
    },
  };
}
