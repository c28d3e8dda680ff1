import type { Agent } from 'undici';
import type { ActivityLog } from '../../activities/log.ts';
import type { ActorDirectory, DomainPolicy, RemoteDirectory } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import type { Forwards } from '../forwarding/forwards.ts';
import type { SigningKeyRing } from '../keys.ts';
import { LIMITS } from '../limits.ts';
import type { OutgoingForm } from '../proofs/outgoing.ts';
import { ForbiddenAddress } from '../transport/connections.ts';
import { knock } from '../transport/knock.ts';
import { send } from '../transport/send.ts';
import type { SignaturePreference } from '../transport/signature-preference.ts';
import { verdictOn } from './back-off.ts';
import { type Letter, Letters } from './letters.ts';
import type { Delivery } from './queue.ts';

export type Outcome =
  | { verdict: 'delivered' }
  | { verdict: 'refused'; reason: string }
  | { verdict: 'later'; reason: string; retryAfterMs: number | null };

export interface CourierParts {
  agent: Agent;
  log: ActivityLog;
  keys: SigningKeyRing;
  actors: ActorDirectory;
  policy: DomainPolicy;
  clock: Clock;
  userAgent: string;
  preference: SignaturePreference;
  outgoing: OutgoingForm;
  forwards: Pick<Forwards, 'bodyOf'>;
  /** Known only after the inbox has been built, hence a function. */
  remote(): Pick<RemoteDirectory, 'fetch'>;
}

/** A recipient that cannot be found may be on an instance that is just restarting; or nobody. */
const LOOK_UPS_MAX = 6;

const later = (reason: string, retry: number | null = null): Outcome => ({
  verdict: 'later',
  reason,
  retryAfterMs: retry,
});

/** Takes one row to its inbox and says how it went; decides nothing about when to try again. */
export function createCourier(parts: CourierParts): (row: Delivery) => Promise<Outcome> {
  const { agent, log, keys, actors, policy, clock } = parts;
  const letters = new Letters(bodyOf);

  /** What others said is passed on as they sent it: made anew, it would not be what they signed. */
  async function bodyOf(activity: string): Promise<Buffer | null> {
    const entry = await log.get(activity);
    if (entry?.origin !== 'local') return parts.forwards.bodyOf(activity);
    return Buffer.from(JSON.stringify(await parts.outgoing(entry.json)));
  }

  async function inboxOf(row: Delivery): Promise<string | null> {
    if (row.inbox !== null || row.recipient === null) return row.inbox;
    const actor = (await actors.byIri(row.recipient)) ?? (await parts.remote().fetch(row.recipient));
    return actor?.kind === 'actor' ? (actor.sharedInbox ?? actor.inbox) : null;
  }

  async function post(url: URL, { body, digests }: Letter, row: Delivery): Promise<Outcome> {
    const headers = { 'content-type': 'application/activity+json', 'user-agent': parts.userAgent };
    const request = { method: 'POST', url, headers, digests } as const;
    const now = clock.now();
    const signal = AbortSignal.timeout(LIMITS.deliveryMs);
    const answer = await knock(parts.preference, request, await keys.signingKey(row.actor), now, (signed) =>
      send(agent, url, { headers: signed, body, now, signal }),
    );
    const verdict = verdictOn(answer.status, row.attempts);
    const reason = String(answer.status);
    if (verdict === 'delivered') return { verdict };
    if (verdict === 'refused') return { verdict, reason };
    return later(reason, answer.retryAfterMs);
  }

  return async (row) => {
    if (policy.isBlocked(row.host)) return { verdict: 'refused', reason: 'blocked' };
    const written = await letters.of(row.activity);
    if (written === null) return { verdict: 'refused', reason: 'activity-missing' };
    const inbox = await inboxOf(row);
    if (inbox === null) {
      const reason = 'recipient-unknown';
      return row.attempts + 1 < LOOK_UPS_MAX ? later(reason) : { verdict: 'refused', reason };
    }
    const url = URL.parse(inbox);
    if (url === null || policy.isBlocked(url.host)) return { verdict: 'refused', reason: 'inbox' };
    try {
      return await post(url, written, row);
    } catch (error) {
      if (error instanceof ForbiddenAddress) return { verdict: 'refused', reason: 'address' };
      return later(wordOf(error));
    }
  };
}

/** What went wrong with a connection: the deadline, or a code of Node's or of the HTTP client's. */
function wordOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unreachable';
  if (error.name === 'TimeoutError') return 'timeout';
  return 'code' in error && typeof error.code === 'string' ? error.code.slice(0, 40) : 'unreachable';
}
