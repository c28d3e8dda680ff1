import type { Activity } from '../../activities/activity.ts';
import type { ActivityLog } from '../../activities/log.ts';
import type {
  ActorDirectory,
  DeliveryStatus,
  DomainPolicy,
  FollowGraph,
  FurtherDelivery,
  HostTraffic,
  OpenPosts,
  Outgoing,
} from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import type { Logger } from '../../core/logger.ts';
import type { Database } from '../../storage/index.ts';
import type { Directory } from '../directory/remote-directory.ts';
import type { Engine } from '../engine.ts';
import { Forwards } from '../forwarding/forwards.ts';
import type { SigningKeyRing } from '../keys.ts';
import type { FederationNaming } from '../naming.ts';
import { createOutgoingForm, type OutgoingForm } from '../proofs/outgoing.ts';
import { createOutside, type Outside } from '../transport/outside.ts';
import { Backlog } from './backlog.ts';
import { createCourier } from './courier.ts';
import { createFanOut, createForwardFanOut, type UnderWay } from './fan-out.ts';
import { HostControl } from './host-control.ts';
import { HostList } from './host-list.ts';
import { HostWatch } from './host-watch.ts';
import { Lanes } from './lanes.ts';
import { DeliveryQueue } from './queue.ts';
import { DeliveryWorker } from './worker.ts';

export interface FederationConfig {
  instanceName: string;
  version: string;
  /** CIDR ranges that instances may be on although they are private, e.g. `10.0.0.0/8`. */
  allowPrivate: readonly string[];
  /** Whether documents are shown only to those who sign their requests. */
  authorizedFetch: boolean;
  /** Whether anyone may sign up (NodeInfo says so). */
  openRegistrations: boolean;
}

export interface DeliveryParts {
  naming: FederationNaming;
  db: Database;
  log: ActivityLog;
  keys: SigningKeyRing;
  actors: ActorDirectory;
  follows: FollowGraph;
  posts: OpenPosts;
  policy: DomainPolicy;
  clock: Clock;
  logger: Logger;
  config: FederationConfig;
  /** Told when nothing of an activity is on its way any more. */
  onSettled?: (activityIri: string) => void;
  /** In [0, 1); spreads retries. */
  random?: () => number;
}

export interface Delivery extends Outgoing, FurtherDelivery, DeliveryStatus {
  start(): Promise<void>;
  /** Takes nothing new and waits for what is being sent. */
  stop(): Promise<void>;
  /** Looks at the queue now; it looks by itself when rows are added and when a pause is over. */
  wake(): void;
  /** How other hosts and the people there are, and what is sent again when they are back. */
  readonly hosts: HostWatch;
  /** Where recipients that are not known here are looked up. */
  lookUpWith(remote: Pick<Directory, 'fetch' | 'hasGone'>): void;
  /** For the people who run the server. */
  readonly traffic: HostTraffic;
  /** What others said and is passed on, to the followers of one of us but for these hosts. */
  readonly forwards: Forwards;
  forward(activity: Activity, as: string, except: ReadonlySet<string>): Promise<number>;
  /** Shared with the routes, so that the engine is loaded once. */
  engine(): Promise<Engine>;
  /** Activities as they are delivered, for whoever serves them too. */
  readonly outgoing: OutgoingForm;
  /** The one way out, shared with everything else that leaves this server. */
  readonly outside: Outside;
}

export function createDelivery(parts: DeliveryParts): Delivery {
  const { naming, db, log, follows, actors, policy, clock, logger } = parts;
  const { instanceName: name, version } = parts.config;
  const outside = createOutside({ db, naming, keys: parts.keys, policy, clock, ...parts.config });
  const lanes = new Lanes(db);
  const list = new HostList(db);
  const outgoing = createOutgoingForm({ keys: parts.keys, naming });
  const queue = new DeliveryQueue(db, lanes);
  const backlog = new Backlog(db, lanes);
  let remote: Pick<Directory, 'fetch' | 'hasGone'> = { fetch: async () => null, hasGone: async () => false };
  const hosts = new HostWatch({
    db,
    queue,
    lanes,
    list,
    backlog,
    naming,
    policy,
    clock,
    logger,
    wake: () => worker.wake(),
    hasGone: (actor) => remote.hasGone(actor),
  });

  const forwards = new Forwards(db);
  const send = createCourier({
    forwards,
    agent: outside.agent,
    userAgent: outside.userAgent,
    preference: outside.preference,
    outgoing,
    log,
    keys: parts.keys,
    actors,
    policy,
    clock,
    remote: () => remote,
  });
  const onSettled = parts.onSettled ?? (() => {});
  const worker = new DeliveryWorker({
    lanes,
    queue,
    send,
    onSettled,
    hosts,
    clock,
    logger,
    random: parts.random ?? Math.random,
  });
  const traffic = new HostControl({
    lanes,
    list,
    backlog,
    preference: outside.preference,
    worker,
    async settled(activity) {
      if (await queue.isSettled(activity)) onSettled(activity);
    },
    clock,
  });

  const wake = () => worker.wake();
  const underWay = new Map<string, UnderWay & { named: Promise<void> }>();
  const ways = { naming, log, follows, policy, queue, clock, wake };
  const deliver = createFanOut({ ...ways, actors, underWay: (iri) => underWay.get(iri) });

  let loading: Promise<Engine> | null = null;
  /** Loaded with the first use: the engine's libraries would be a third of the time and memory of a start. */
  function engine(): Promise<Engine> {
    loading ??= import('../engine.ts').then(({ createEngine }) =>
      createEngine({ naming, log, follows, posts: parts.posts, name, version, deliver }),
    );
    return loading;
  }

  return {
    engine,
    outgoing,
    outside,
    hosts,
    traffic,
    async fanOut(activity, shown = Promise.resolve()) {
      // The instance has no outbox: what it says goes to those whom it names.
      if (activity.actor === naming.instanceActor) return deliver(activity, activity.audience.to);
      const { promise: named, resolve: namedAreQueued } = Promise.withResolvers<void>();
      underWay.set(activity.iri, { shown, namedAreQueued, named });
      try {
        await (await engine()).publish(activity);
      } finally {
        namedAreQueued();
        underWay.delete(activity.iri);
      }
    },
    alsoTo: deliver,
    forwards,
    forward: createForwardFanOut(ways),
    async of(activityIris) {
      // Just published, and not yet on its way: it must not be said to have arrived.
      await Promise.all(activityIris.map((iri) => underWay.get(iri)?.named));
      return queue.states(activityIris);
    },
    async start() {
      await Promise.all([lanes.prepare(), list.prepare(), queue.prepare(), backlog.prepare()]);
      await hosts.start();
      worker.start();
    },
    async stop() {
      await worker.stop();
      await hosts.stop();
      await outside.close();
    },
    wake,
    lookUpWith(directory) {
      remote = directory;
    },
  };
}
