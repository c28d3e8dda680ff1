import { Router } from 'express';
import * as contract from '../../../shared/contracts/mentoring.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { KeyedQueue } from '../../core/keyed-queue.ts';
import { fail, ok } from '../../core/result.ts';
import { bind } from '../../http/endpoint.ts';
import { createRateLimit } from '../../http/rate-limit.ts';
import { amendPair, answerAmendment, listAmendments } from './amend-pair.ts';
import type { MentoringParts } from './context.ts';
import { counterPair } from './counter-pair.ts';
import { offerPair } from './offer-pair.ts';
import { type LedgerParts, presentLedger, presentMyLedger } from './present-ledger.ts';
import { listPairs, presentOne } from './present-pairs.ts';
import { takeStep } from './take-step.ts';

/** Steps taken at the same moment. */
const MAX_TURNS = 64;

/** Each is a message to somebody who has not asked for it. */
const INVITATIONS = { attempts: 20, seconds: 24 * 3600 };

export function mentoringRoutes(given: Omit<MentoringParts & LedgerParts, 'turns' | 'mayInvite'>): Router {
  const router = Router();
  const parts: MentoringParts & LedgerParts = {
    ...given,
    turns: new KeyedQueue(MAX_TURNS),
    mayInvite: createRateLimit('pair-invitation', INVITATIONS),
  };

  bind(router, contract.listPairs, async ({ account }) => ok({ items: await listPairs(parts, account.actor) }));
  bind(router, contract.getPair, async ({ account, params }) => {
    const pair = await parts.views.forMember(params.id, account.actor);
    return pair ? presentOne(parts, account.actor, pair._id) : fail(NOT_FOUND);
  });
  bind(router, contract.listLedger, async ({ account, params }) => {
    const pair = await parts.views.forMember(params.id, account.actor);
    return pair ? ok(await presentLedger(parts, account.actor, pair)) : fail(NOT_FOUND);
  });
  bind(router, contract.getMyLedger, async ({ account }) => ok(await presentMyLedger(parts, account.actor)));
  bind(router, contract.offerPair, ({ account, body }) => offerPair(parts, account.actor, body));
  bind(router, contract.acceptPair, ({ account, params }) => takeStep(parts, account.actor, params.id, 'accept'));
  bind(router, contract.declinePair, ({ account, params, body }) =>
    takeStep(parts, account.actor, params.id, 'decline', body.reason),
  );
  bind(router, contract.withdrawPair, ({ account, params }) => takeStep(parts, account.actor, params.id, 'withdraw'));
  bind(router, contract.endPair, ({ account, params, body }) =>
    takeStep(parts, account.actor, params.id, 'end', body.reason),
  );
  bind(router, contract.leavePair, ({ account, params }) => takeStep(parts, account.actor, params.id, 'leave'));
  bind(router, contract.counterPair, ({ account, params, body }) => counterPair(parts, account.actor, params.id, body));
  bind(router, contract.listAmendments, ({ account, params }) => listAmendments(parts, account.actor, params.id));
  bind(router, contract.amendPair, ({ account, params, body }) => amendPair(parts, account.actor, params.id, body));
  bind(router, contract.acceptAmendment, ({ account, params }) =>
    answerAmendment(parts, account.actor, params.id, 'accept'),
  );
  bind(router, contract.declineAmendment, ({ account, params, body }) =>
    answerAmendment(parts, account.actor, params.id, 'decline', body.reason),
  );
  bind(router, contract.withdrawAmendment, ({ account, params }) =>
    answerAmendment(parts, account.actor, params.id, 'withdraw'),
  );
  return router;
}
