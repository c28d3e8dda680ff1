import type { Router } from 'express';
import type { Reaction } from '../../activities/pipeline.ts';
import type { DomainPolicy } from '../../activities/ports.ts';
import { type Clock, systemClock } from '../../core/clock.ts';
import type { Logger } from '../../core/logger.ts';
import type { Database } from '../../storage/index.ts';
import { DomainBlocks } from './domain-blocks.ts';
import { moderationRoutes } from './moderation.routes.ts';
import { SuspendedReactions } from './suspended.reactions.ts';
import { type SuspendedElsewhere, Suspensions } from './suspensions.ts';

export { isCovered } from './moderation.model.ts';
export { type Report, ReportViews } from './reports.views.ts';
export type { Suspensions } from './suspensions.ts';

export interface Moderation {
  policy: DomainPolicy;
  suspensions: Suspensions;
  reaction: Reaction;
  /** The endpoints of `shared/contracts/moderation.ts`. */
  router: Router;
  /** Reads the lists again; it happens by itself every half minute. */
  refresh(): Promise<void>;
  /** Calls back, in this process, with each domain that is not blocked by itself any more. */
  onUnblocked(listener: (domain: string) => void): void;
  close(): void;
}

/** Whether somebody is suspended, or they, or a thing of theirs, are of an instance that this one does not talk to. */
export function isFromBlocked(policy: DomainPolicy, iri: string): boolean {
  if (policy.isSuspended(iri)) return true;
  const host = URL.parse(iri)?.host;
  return host !== undefined && policy.isBlocked(host);
}

/** `domain` is this instance's own, which cannot be blocked. Resolves when the blocks are known. */
export async function createModeration(parts: {
  db: Database;
  domain: string;
  people: SuspendedElsewhere;
  logger: Logger;
  clock?: Clock;
}): Promise<Moderation> {
  const blocks = await DomainBlocks.open({ clock: systemClock, ...parts });
  const suspensions = await Suspensions.open({ clock: systemClock, ...parts });
  return {
    policy: {
      isBlocked: (host) => blocks.isBlocked(host),
      isSuspended: (actor) => suspensions.isSuspended(actor),
    },
    suspensions,
    reaction: new SuspendedReactions(suspensions),
    router: moderationRoutes(blocks),
    async refresh() {
      await Promise.all([blocks.refresh(), suspensions.refresh()]);
    },
    onUnblocked: (listener) => blocks.onUnblocked(listener),
    close() {
      blocks.close();
      suspensions.close();
    },
  };
}
