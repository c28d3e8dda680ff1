import { type Activity, PUBLIC } from '../../activities/activity.ts';
import type { ActivityLog } from '../../activities/log.ts';
import type { ActorDirectory, DeliveryStatus, DomainPolicy, FollowGraph, Outgoing } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import type { Logger } from '../../core/logger.ts';
import type { Database } from '../../storage/index.ts';
import type { Directory } from '../directory/remote-directory.ts';
import type { Engine } from '../engine.ts';
import type { SigningKeyRing } from '../keys.ts';
import type { FederationNaming } from '../naming.ts';
import { createOutside, type Outside } from '../transport/outside.ts';
import { createCourier } from './courier.ts';
import { HostWatch } from './host-watch.ts';
import { DeliveryQueue, type Delivery as DeliveryRow, type Target } from './queue.ts';
import { DeliveryWorker } from './worker.ts';

export interface FederationConfig {
  instanceName: string;
  version: string;
  /** CIDR ranges that instances may be on although they are private, e.g. `10.0.0.0/8`. */
  allowPrivate: readonly string[];
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
  policy: DomainPolicy;
  clock: Clock;
  logger: Logger;
  config: FederationConfig;
  /** Told when nothing of an activity is on its way any more. */
  onSettled?: (activityIri: string) => void;
  /** In [0, 1); spreads retries. */
  random?: () => number;
}

export interface Delivery extends Outgoing, DeliveryStatus {
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
  failures(limit: number): Promise<DeliveryRow[]>;
  /** Shared with the routes, so that the engine is loaded once. */
  engine(): Promise<Engine>;
  /** The one way out, shared with everything else that leaves this server. */
  readonly outside: Outside;
}

export function createDelivery(parts: DeliveryParts): Delivery {
  const { naming, db, log, follows, actors, policy, clock, logger } = parts;
  const { instanceName: name, version } = parts.config;
  const outside = createOutside({ naming, keys: parts.keys, policy, clock, ...parts.config });
  const queue = new DeliveryQueue(db);
  let remote: Pick<Directory, 'fetch' | 'hasGone'> = { fetch: async () => null, hasGone: async () => false };
  const hosts = new HostWatch({
    db,
    queue,
    naming,
    policy,
    clock,
    logger,
    wake: () => worker.wake(),
    hasGone: (actor) => remote.hasGone(actor),
  });

  const send = createCourier({
    agent: outside.agent,
    userAgent: outside.userAgent,
    log,
    keys: parts.keys,
    actors,
    policy,
    clock,
    remote: () => remote,
  });
  const onSettled = parts.onSettled ?? (() => {});
  const worker = new DeliveryWorker({
    queue,
    send,
    onSettled,
    hosts,
    clock,
    logger,
    ...(parts.random ? { random: parts.random } : {}),
  });

  function mayReach(address: string): boolean {
    const host = URL.parse(address)?.host;
    return host !== undefined && !naming.isLocal(address) && !policy.isBlocked(host);
  }

  async function targetOf(recipient: string): Promise<Target> {
    const actor = await actors.byIri(recipient);
    // One that is not known here yet is looked up when it is sent: no network in a fan-out.
    return actor === null ? { recipient } : { inbox: actor.sharedInbox ?? actor.inbox };
  }

  async function deliver(activity: Activity, recipients: readonly string[]): Promise<void> {
    const { iri, actor } = activity;
    const order = activity.publishedAt.toISOString() + iri;
    const followers = naming.actor(naming.usernameIn(actor) ?? '').followers;
    const add = (targets: readonly Target[]) => queue.add({ iri, actor, order }, targets, clock.now());
    const partner = betweenTwo(activity, followers);
    if (partner !== null && recipients.includes(partner)) {
      // Also while the host is blocked here: the row is kept until it is not.
      const target = await targetOf(partner);
      if (!naming.isLocal(addressOf(target))) await add([{ ...target, to: partner }]);
      worker.wake();
      return;
    }
    const named = recipients.filter((recipient) => recipient !== followers && mayReach(recipient));
    const targets = new Map((await Promise.all(named.map(targetOf))).map((target) => [addressOf(target), target]));
    await add([...targets.values()].filter((target) => mayReach(addressOf(target))));
    if (recipients.includes(followers)) {
      for await (const inboxes of follows.followerInboxes(actor)) {
        await add(inboxes.filter(mayReach).map((inbox) => ({ inbox })));
      }
    }
    worker.wake();
  }

  let loading: Promise<Engine> | null = null;
  /** Loaded with the first use: the engine's libraries would be a third of the time and memory of a start. */
  function engine(): Promise<Engine> {
    loading ??= import('../engine.ts').then(({ createEngine }) =>
      createEngine({ naming, log, follows, name, version, deliver }),
    );
    return loading;
  }

  return {
    engine,
    outside,
    hosts,
    async fanOut(activity) {
      await (await engine()).publish(activity);
    },
    of: (activityIris) => queue.states(activityIris),
    async start() {
      await queue.prepare();
      await hosts.start();
      worker.start();
    },
    async stop() {
      await worker.stop();
      await hosts.stop();
      await outside.close();
    },
    wake: () => worker.wake(),
    lookUpWith(directory) {
      remote = directory;
    },
    failures: (limit) => queue.failures(limit),
  };
}

/** What people say to each other within a pair, or on the way to one. */
const BETWEEN_TWO: ReadonlySet<Activity['type']> = new Set([
  'Offer',
  'Accept',
  'Reject',
  'Undo',
  'Add',
  'Create',
  'Delete',
  'MadeMeThink',
]);

/** The one actor that an activity between two people is for; null for any other. */
function betweenTwo({ type, audience }: Activity, followers: string): string | null {
  const [only, ...others] = new Set([...audience.to, ...audience.cc]);
  if (!BETWEEN_TWO.has(type) || only === undefined || others.length > 0) return null;
  return only === PUBLIC || only === followers ? null : only;
}

function addressOf(target: Target): string {
  return 'inbox' in target ? target.inbox : target.recipient;
}
