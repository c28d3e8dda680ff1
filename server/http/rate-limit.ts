import ipaddr from 'ipaddr.js';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { appError } from '../core/errors.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { TemporaryError } from './errors.ts';

export interface Limit {
  attempts: number;
  seconds: number;
}

/** Counts one more for a key; the error says how long to wait. */
export type RateLimit = (key: string) => Promise<Result<void>>;

/** Counted in this process: several processes allow several times as many. */
export function createRateLimit(name: string, { attempts, seconds }: Limit): RateLimit {
  const limiter = new RateLimiterMemory({ keyPrefix: name, points: attempts, duration: seconds });
  return async (key) => {
    try {
      await limiter.consume(key);
      return ok(undefined);
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return fail(tooMany(refused.msBeforeNext));
      throw refused;
    }
  };
}

export function tooMany(milliseconds: number): TemporaryError {
  const retryAfterSeconds = Math.max(1, Math.ceil(milliseconds / 1000));
  const minutes = Math.ceil(retryAfterSeconds / 60);
  const wait = minutes === 1 ? `${retryAfterSeconds} seconds` : `${minutes} minutes`;
  return { ...appError('too_many_requests', `There were too many attempts. Try again in ${wait}.`), retryAfterSeconds };
}

/** One household or school has a whole IPv6 /64 to choose addresses from: it counts as one. */
export function addressKey(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6 ? parsed.toByteArray().slice(0, 8).join('.') : parsed.toString();
}
