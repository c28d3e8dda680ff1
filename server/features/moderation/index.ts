import type { Router } from 'express';
import type { DomainPolicy } from '../../activities/ports.ts';
import { type Clock, systemClock } from '../../core/clock.ts';
import type { Logger } from '../../core/logger.ts';
import type { Database } from '../../storage/index.ts';
import { DomainBlocks } from './domain-blocks.ts';
import { moderationRoutes } from './moderation.routes.ts';

export { isCovered } from './moderation.model.ts';

export interface Moderation {
  policy: DomainPolicy;
  /** The endpoints of `shared/contracts/moderation.ts`. */
  router: Router;
  /** Reads the list again; it happens by itself every half minute. */
  refresh(): Promise<void>;
  /** Calls back, in this process, with each domain that is not blocked by itself any more. */
  onUnblocked(listener: (domain: string) => void): void;
  close(): void;
}

/** Whether somebody, or a thing of theirs, is of an instance that this one does not talk to. */
export function isFromBlocked(policy: DomainPolicy, iri: string): boolean {
  const host = URL.parse(iri)?.host;
  return host !== undefined && policy.isBlocked(host);
}

/** `domain` is this instance's own, which cannot be blocked. Resolves when the blocks are known. */
export async function createModeration(parts: {
  db: Database;
  domain: string;
  logger: Logger;
  clock?: Clock;
}): Promise<Moderation> {
  const blocks = await DomainBlocks.open({ clock: systemClock, ...parts });
  return {
    policy: blocks,
    router: moderationRoutes(blocks),
    refresh: () => blocks.refresh(),
    onUnblocked: (listener) => blocks.onUnblocked(listener),
    close: () => blocks.close(),
  };
}
