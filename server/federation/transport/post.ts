import type { Agent } from 'undici';
import type { DomainPolicy, OutsidePost } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { retryAfterMs } from '../delivery/back-off.ts';
import { LIMITS } from '../limits.ts';
import { ForbiddenAddress } from './connections.ts';

/** Sends to addresses that people gave us, such as their browsers' push services; follows no redirect. */
export function createOutsidePost(parts: {
  agent: Agent;
  clock: Clock;
  userAgent: string;
  policy: DomainPolicy;
}): OutsidePost {
  const { agent, clock, userAgent, policy } = parts;
  return {
    async post(address, { headers, body }) {
      const url = URL.parse(address);
      if (url === null || !/^https?:$/.test(url.protocol) || policy.isBlocked(url.host)) return 'refused';
      try {
        const answer = await agent.request({
          origin: url.origin,
          path: url.pathname + url.search,
          method: 'POST',
          headers: { ...headers, 'user-agent': userAgent },
          body,
          signal: AbortSignal.timeout(LIMITS.deliveryMs),
        });
        await answer.body
          .on('error', () => {})
          .dump({ limit: 16 * 1024 })
          .catch(() => {});
        const retryAfter = answer.headers['retry-after'];
        const wait = retryAfterMs(typeof retryAfter === 'string' ? retryAfter : undefined, clock.now());
        return { status: answer.statusCode, retryAfterMs: wait };
      } catch (error) {
        return error instanceof ForbiddenAddress ? 'refused' : null;
      }
    },
  };
}
