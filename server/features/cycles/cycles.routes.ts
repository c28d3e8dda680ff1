import { Router } from 'express';
import * as contract from '../../../shared/contracts/cycles.ts';
import * as protocols from '../../../shared/contracts/protocols.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { KeyedQueue } from '../../core/keyed-queue.ts';
import { fail, ok } from '../../core/result.ts';
import { bind } from '../../http/endpoint.ts';
import { languageOf } from '../../http/language.ts';
import { answerConsent, askConsent } from './consents.ts';
import { closeStep, contribute, deleteContribution } from './contribute.ts';
import { changeFollowUp, completeFollowUp, followUp } from './follow-up.ts';
import { createProtocol, deleteProtocol, listProtocols, updateProtocol } from './manage-protocols.ts';
import { markThought, type ThoughtParts, unmarkThought } from './mark-thought.ts';
import { beginCycle, presentTurn, setCycleAside } from './present-work.ts';
import { find, listCycles, listFollowUps, readCycle } from './read-cycles.ts';
import { type ShareParts, shareTurn } from './share-turn.ts';

/** Pairs in which somebody takes a step at the same moment. */
const MAX_TURNS = 64;

export function cycleRoutes(given: Omit<ThoughtParts & ShareParts, 'queue'>): Router {
  const router = Router();
  const parts = { ...given, queue: new KeyedQueue(MAX_TURNS) };

  bind(router, contract.listCycles, ({ account, params }) => listCycles(parts, account.actor, params.id));
  bind(router, contract.getCycle, async ({ account, params }) => {
    const found = await find(parts, account.actor, params.id, 'presentation');
    return found?.fold.root === found?.entry._id && found
      ? readCycle(parts, account.actor, found.fold.root)
      : fail(NOT_FOUND);
  });
  bind(router, contract.beginCycle, ({ account, params, body }) => beginCycle(parts, account.actor, params.id, body));
  bind(router, contract.presentTurn, ({ account, params, body }) => presentTurn(parts, account.actor, params.id, body));
  bind(router, contract.setCycleAside, ({ account, params, body }) =>
    setCycleAside(parts, account.actor, params.id, body.reason),
  );

  bind(router, contract.contribute, ({ account, params, body }) => contribute(parts, account.actor, params.id, body));
  bind(router, contract.deleteContribution, ({ account, params }) =>
    deleteContribution(parts, account.actor, params.id),
  );
  bind(router, contract.closeStep, ({ account, params, body }) =>
    closeStep(parts, account.actor, params.id, body.step),
  );

  bind(router, contract.followUp, ({ account, params, body }) => followUp(parts, account.actor, params.id, body));
  bind(router, contract.completeFollowUp, ({ account, params, body }) =>
    completeFollowUp(parts, account.actor, params.id, body),
  );
  bind(router, contract.changeFollowUp, ({ account, params, body }) =>
    changeFollowUp(parts, account.actor, params.id, body),
  );
  bind(router, contract.listFollowUps, async ({ account }) => ok({ items: await listFollowUps(parts, account.actor) }));

  bind(router, contract.markThought, ({ account, params }) => markThought(parts, account.actor, params.id));
  bind(router, contract.unmarkThought, ({ account, params }) => unmarkThought(parts, account.actor, params.id));

  bind(router, contract.askConsent, ({ account, params, body }) => askConsent(parts, account.actor, params.id, body));
  bind(router, contract.answerConsent, ({ account, params, body }) =>
    answerConsent(parts, account.actor, params.id, body),
  );
  bind(router, contract.shareTurn, ({ account, params, req }) =>
    shareTurn(parts, account.actor, params.id, languageOf(req)),
  );

  bind(router, protocols.listProtocols, async ({ query }) =>
    ok({ items: await listProtocols(parts.protocols, query.language) }),
  );
  bind(router, protocols.createProtocol, ({ body }) => createProtocol(parts.protocols, body));
  bind(router, protocols.updateProtocol, ({ params, body }) => updateProtocol(parts.protocols, params.id, body));
  bind(router, protocols.deleteProtocol, ({ params }) => deleteProtocol(parts.protocols, params.id));
  return router;
}
