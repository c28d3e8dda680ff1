import type { Agent } from 'undici';
import type { DomainPolicy, OutsidePost } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { ForbiddenAddress } from './connections.ts';
import { send } from './send.ts';

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
        return await send(agent, url, { headers: { ...headers, 'user-agent': userAgent }, body, now: clock.now() });
      } catch (error) {
        return error instanceof ForbiddenAddress ? 'refused' : null;
      }
    },
  };
}
