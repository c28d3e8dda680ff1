import { setImmediate as immediate, setTimeout as pause } from 'node:timers/promises';
import { type Activity, PUBLIC } from '../../activities/activity.ts';
import { type ActivityLog, objectIri } from '../../activities/log.ts';
import type { ActorDirectory, DomainPolicy, FollowGraph } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import type { FederationNaming } from '../naming.ts';
import { addressOf, type DeliveryQueue, type Target } from './queue.ts';

/** After that the author is answered: it is not known when, but so long is mostly enough. */
const HEAD_START_MS = 30;

/** An activity that is being fanned out. */
export interface UnderWay {
  /** Settles when screens show it; what cannot be shown is sent all the same. */
  shown: Promise<unknown>;
  /** Called when whoever it names is in the queue. */
  namedAreQueued(): void;
}

export interface ForwardParts {
  naming: FederationNaming;
  log: ActivityLog;
  follows: FollowGraph;
  policy: DomainPolicy;
  queue: DeliveryQueue;
  clock: Clock;
  /** Rows wait: sending begins while others are still being made. */
  wake(): void;
}

export interface FanOutParts extends ForwardParts {
  actors: ActorDirectory;
  underWay(activity: string): UnderWay | undefined;
}

/** Makes rows of the queue, for one activity. */
type Add = (targets: readonly Target[]) => Promise<void>;

/**
 * Makes rows of the queue out of an activity and whom it is for: one for each inbox, which many followers share. Followers
 * are read some hundred at a time and nothing is asked of the network. When it resolves, all rows are durable; done again, it
 * adds what is missing.
 */
export function createFanOut(parts: FanOutParts): (activity: Activity, recipients: readonly string[]) => Promise<void> {
  const { naming, actors, underWay } = parts;

  async function targetOf(recipient: string): Promise<Target> {
    const actor = await actors.byIri(recipient);
    // One that is not known here yet is looked up when it is sent.
    return actor === null ? { recipient } : { inbox: actor.sharedInbox ?? actor.inbox };
  }

  return async (activity, recipients) => {
    const { iri, actor } = activity;
    const followers = naming.actor(naming.usernameIn(actor) ?? '').followers;
    const add = await adderOf(parts, activity, actor);
    const partner = betweenTwo(activity, followers);
    if (partner !== null && recipients.includes(partner)) {
      // Also while the host is blocked here: the row is kept until it is not.
      const target = await targetOf(partner);
      if (!naming.isLocal(addressOf(target))) await add([{ ...target, to: partner }]);
      underWay(iri)?.namedAreQueued();
      return;
    }
    const named = recipients.filter((recipient) => recipient !== followers && mayReach(parts, recipient));
    const targets = new Map((await Promise.all(named.map(targetOf))).map((target) => [addressOf(target), target]));
    await add([...targets.values()].filter((target) => mayReach(parts, addressOf(target))));
    underWay(iri)?.namedAreQueued();
    if (!recipients.includes(followers)) return;
    await underWay(iri)?.shown.catch(() => {});
    await pause(HEAD_START_MS);
    await addFollowersOf(actor, parts, add);
  };
}

/**
 * The same for what somebody else said and is passed on to the followers of one of us (AP 7.1.2), whose hosts do not have it
 * yet. Answers to how many inboxes it goes.
 */
export function createForwardFanOut(
  parts: ForwardParts,
): (activity: Activity, as: string, except: ReadonlySet<string>) => Promise<number> {
  return async (activity, as, except) => addFollowersOf(as, parts, await adderOf(parts, activity, as), except);
}

/** @param as signs the requests */
async function adderOf({ log, queue, clock, wake }: ForwardParts, activity: Activity, as: string): Promise<Add> {
  const { iri, publishedAt } = activity;
  const order = publishedAt.toISOString() + iri;
  const dispatch = { iri, actor: as, order, after: await predecessorOf(log, activity) };
  return async (targets) => {
    if (targets.length === 0) return;
    await queue.add(dispatch, targets, clock.now());
    wake();
  };
}

/** Answers how many inboxes they have together. */
async function addFollowersOf(
  actor: string,
  parts: ForwardParts,
  add: Add,
  except?: ReadonlySet<string>,
): Promise<number> {
  let added = 0;
  for await (const inboxes of parts.follows.followerInboxes(actor)) {
    const targets = inboxes.filter((inbox) => mayReach(parts, inbox, except)).map((inbox) => ({ inbox }));
    await add(targets);
    added += targets.length;
    // Whoever asks this server for something is served between two batches.
    await immediate();
  }
  return added;
}

function mayReach({ naming, policy }: ForwardParts, address: string, except?: ReadonlySet<string>): boolean {
  const host = URL.parse(address)?.host;
  return host !== undefined && !except?.has(host) && !naming.isLocal(address) && !policy.isBlocked(host);
}

/** The activity without which this one means nothing: a Delete that came before its Create would leave it standing. */
async function predecessorOf(log: ActivityLog, activity: Activity): Promise<string | null> {
  if (activity.type === 'Undo') return objectIri(activity);
  const object = activity.type === 'Update' || activity.type === 'Delete' ? objectIri(activity) : null;
  if (object === null) return null;
  for (const type of ['Create', 'Add'] as const) {
    const [first] = await log.about(object, type, activity.actor, 1);
    if (first) return first._id;
  }
  return null;
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
