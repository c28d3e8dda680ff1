const FIRST_PAUSE_MS = 20_000;
const FACTOR = 3;
const LONGEST_PAUSE_MS = 60 * 60 * 1000;
/** A host that has failed for this long is parked: tried once a day. */
const PARKED_AFTER_MS = 7 * 24 * 60 * 60 * 1000;
const PARKED_PAUSE_MS = 24 * 60 * 60 * 1000;
/** A host may ask for more patience than we would have, within reason. */
const RETRY_AFTER_MAX_MS = 24 * 60 * 60 * 1000;
/** Spreads the retries of many senders to one host that comes back. */
const JITTER = 0.25;

/** A delivery that has not got through after this long is given up. */
export const GIVE_UP_AFTER_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * How long a host is left alone after `failures` in a row (1 is the first): 20 s, 1 min, 3 min, … 1 h, and a day once it has
 * failed for a week. What it asks for itself counts when that is longer, and the first time also when it is shorter.
 *
 * @param random in [0, 1)
 */
export function pauseMs(
  failures: number,
  random: number,
  { failingForMs = 0, askedForMs = null }: { failingForMs?: number; askedForMs?: number | null } = {},
): number {
  if (askedForMs !== null && failures <= 1) return askedForMs;
  const steps = Math.min(Math.max(failures, 1) - 1, 20);
  const growing = Math.min(FIRST_PAUSE_MS * FACTOR ** steps, LONGEST_PAUSE_MS);
  const pause = failingForMs >= PARKED_AFTER_MS ? PARKED_PAUSE_MS : growing;
  return Math.max(Math.round(pause * (1 - JITTER + 2 * JITTER * random)), askedForMs ?? 0);
}

/** A `Retry-After` header (RFC 9110 10.2.3), seconds or a date, as milliseconds from `now`; null when it says nothing. */
export function retryAfterMs(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  const millis = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now.getTime();
  return Number.isFinite(millis) && millis > 0 ? Math.min(millis, RETRY_AFTER_MAX_MS) : null;
}

export type Verdict = 'delivered' | 'refused' | 'later';

/** Receivers say 401 also while they cannot fetch our key, so it is believed only after this many attempts. */
const UNAUTHORISED_ATTEMPTS_MAX = 6;

/**
 * What an answer means: 2xx is done, a 4xx will be the same tomorrow, the rest may pass.
 *
 * @param attempts made before this one
 */
export function verdictOn(status: number, attempts: number): Verdict {
  if (status >= 200 && status < 300) return 'delivered';
  if (status === 401) return attempts + 1 < UNAUTHORISED_ATTEMPTS_MAX ? 'later' : 'refused';
  // Not final: the request took too long, came too early, or came too often.
  if (status === 408 || status === 425 || status === 429) return 'later';
  return status >= 400 && status < 500 ? 'refused' : 'later';
}

/** Refusals that may pass: the other side blocks us or we them, has lost the person for the moment, or is broken. */
const PASSING = new Set(['401', '403', '404', '410', 'blocked', 'recipient-unknown']);

export function mayPass(reason: string): boolean {
  return PASSING.has(reason);
}

const AGAIN_AFTER_MS = 60 * 60 * 1000;
const AGAIN_AFTER_MAX_MS = 24 * 60 * 60 * 1000;

/** How long after a refusal the same thing is not offered again: an hour, two, four, … a day. */
export function againAfterMs(resent: number): number {
  return Math.min(AGAIN_AFTER_MS * 2 ** Math.min(resent, 10), AGAIN_AFTER_MAX_MS);
}

const UNREACHABLE_AFTER_MS = 10 * 60 * 1000;
const UNREACHABLE_ATTEMPTS = 3;

/** A host counts as unreachable when three attempts in a row failed, the first of them ten minutes ago: not for a hiccup. */
export function isUnreachable(lane: { failures: number; failingSince?: Date }, now: Date): boolean {
  if (lane.failingSince === undefined || lane.failures < UNREACHABLE_ATTEMPTS) return false;
  return now.getTime() - lane.failingSince.getTime() >= UNREACHABLE_AFTER_MS;
}
