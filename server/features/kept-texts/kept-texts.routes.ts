import { Router } from 'express';
import * as contract from '../../../shared/contracts/kept-texts.ts';
import { ok } from '../../core/result.ts';
import { bind } from '../../http/endpoint.ts';
import type { KeptTexts } from './kept-texts.ts';

export function keptTextRoutes(texts: KeptTexts): Router {
  const router = Router();
  bind(router, contract.getKeptText, async ({ account, params }) => ok(await texts.read(account.actor, params.key)));
  bind(router, contract.keepText, ({ account, params, body }) => texts.keep(account.actor, params.key, body.text));
  return router;
}
