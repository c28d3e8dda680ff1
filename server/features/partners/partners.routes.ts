import { Router } from 'express';
import * as contract from '../../../shared/contracts/partners.ts';
import type { Pipeline } from '../../activities/pipeline.ts';
import { ok } from '../../core/result.ts';
import { bind } from '../../http/endpoint.ts';
import { createRateLimit } from '../../http/rate-limit.ts';
import { changeChoices, readChoices } from './change-choices.ts';
import {
  dismissIntroduction,
  introduce,
  introductionsBy,
  introductionsFor,
  withdrawIntroduction,
} from './introductions.ts';
import { dismissPartner, type PartnerParts, suggestPartners } from './suggest-partners.ts';

/** Each may look up two people on other instances. */
const INTRODUCTIONS = { attempts: 30, seconds: 60 };

export function partnerRoutes(parts: PartnerParts & { pipeline: Pipeline }): Router {
  const router = Router();
  const introductions = createRateLimit('introductions', INTRODUCTIONS);

  bind(router, contract.getMentoringChoices, ({ account }) => readChoices(parts, account.actor));
  bind(router, contract.updateMentoringChoices, ({ account, body }) => changeChoices(parts, account.actor, body));

  bind(router, contract.listPartners, ({ account, query }) =>
    suggestPartners(parts, account.actor, query.subject || undefined),
  );
  bind(router, contract.dismissPartner, ({ account, params }) => dismissPartner(parts, account.actor, params.handle));

  bind(router, contract.listIntroductions, async ({ account }) =>
    ok({ items: await introductionsBy(parts, account.actor) }),
  );
  bind(router, contract.introduce, async ({ account, body }) => {
    const allowed = await introductions(account.id);
    return allowed.ok ? introduce(parts, account.actor, body) : allowed;
  });
  bind(router, contract.withdrawIntroduction, ({ account, params }) =>
    withdrawIntroduction(parts, account.actor, params.id),
  );

  bind(router, contract.listMyIntroductions, async ({ account }) =>
    ok({ items: await introductionsFor(parts, account.actor) }),
  );
  bind(router, contract.dismissIntroduction, ({ account, params }) =>
    dismissIntroduction(parts, account.actor, params.id),
  );
  return router;
}
