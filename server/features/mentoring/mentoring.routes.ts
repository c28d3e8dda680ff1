import { Router } from 'express';
import * as contract from '../../../shared/contracts/mentoring.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { KeyedQueue } from '../../core/keyed-queue.ts';
import { fail, ok } from '../../core/result.ts';
import { bind } from '../../http/endpoint.ts';
import { listPairs, type MentoringParts, offerPair, presentOne } from './offer-pair.ts';
import { presentLedger, presentWeeks } from './present-pairs.ts';
import { takeStep } from './take-step.ts';

/** Pairs whose members take a step at the same moment. */
const MAX_TURNS = 64;

export function mentoringRoutes(given: Omit<MentoringParts, 'turns'>): Router {
  const router = Router();
  const parts: MentoringParts = { ...given, turns: new KeyedQueue(MAX_TURNS) };

  bind(router, contract.listPairs, async ({ account }) => ok({ items: await listPairs(parts, account.actor) }));
  bind(router, contract.getPair, async ({ account, params }) => {
    const pair = await parts.views.forMember(params.id, account.actor);
    return pair ? presentOne(parts, account.actor, pair._id) : fail(NOT_FOUND);
  });
  bind(router, contract.listLedger, async ({ account, params }) => {
    const pair = await parts.views.forMember(params.id, account.actor);
    if (pair === null) return fail(NOT_FOUND);
    const [items, weeks] = await Promise.all([
      presentLedger(parts, account.actor, pair),
      presentWeeks(parts.views, account.actor, pair, parts.clock.now()),
    ]);
    return ok({ items, weeks });
  });
  bind(router, contract.offerPair, ({ account, body }) => offerPair(parts, account.actor, body));
  bind(router, contract.acceptPair, ({ account, params }) => takeStep(parts, account.actor, params.id, 'accept'));
  bind(router, contract.declinePair, ({ account, params, body }) =>
    takeStep(parts, account.actor, params.id, 'decline', body.reason),
  );
  bind(router, contract.withdrawPair, ({ account, params }) => takeStep(parts, account.actor, params.id, 'withdraw'));
  bind(router, contract.endPair, ({ account, params, body }) =>
    takeStep(parts, account.actor, params.id, 'end', body.reason),
  );
  return router;
}
