import type { Router } from 'express';
import type { Reaction } from '../../activities/pipeline.ts';
import type { Logger } from '../../core/logger.ts';
import { AccountDeletions, type DeletionParts } from './account-deletions.ts';
import { accountLifeRoutes, type RouteParts } from './account-life.routes.ts';
import { CarryFollowersReactions, type CarryParts } from './carry-followers.reactions.ts';
import { type DeletedElsewhereParts, DeletedElsewhereReactions } from './deleted-elsewhere.reactions.ts';
import { ReportReactions } from './reports.reactions.ts';
import { finishSuspensions } from './suspend.ts';
import { TellOfMoveReactions } from './tell-of-move.reactions.ts';

export { speakingRules } from './speaking-rules.ts';

export type AccountLifeParts = DeletionParts &
  Omit<RouteParts, 'deletions'> &
  CarryParts &
  DeletedElsewhereParts & { logger: Logger };

export interface AccountLife {
  /** The endpoints of `shared/contracts/account-life.ts`. */
  router: Router;
  reactions: readonly Reaction[];
  deletions: AccountDeletions;
  /** Takes up what an earlier run left undone. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** What becomes of accounts: they move, are deleted, suspended, and block each other. */
export function createAccountLife(parts: AccountLifeParts): AccountLife {
  const deletions = new AccountDeletions(parts);
  return {
    router: accountLifeRoutes({ ...parts, deletions }),
    reactions: [
      new DeletedElsewhereReactions(parts),
      new CarryFollowersReactions(parts),
      new TellOfMoveReactions(parts),
      new ReportReactions(parts),
    ],
    deletions,
    async start() {
      await finishSuspensions(parts);
      await deletions.start();
    },
    stop: () => deletions.stop(),
  };
}
