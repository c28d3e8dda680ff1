import { Router } from 'express';
import * as contract from '../../../shared/contracts/moderation.ts';
import { ok } from '../../core/result.ts';
import { bind } from '../../http/endpoint.ts';
import type { DomainBlocks } from './domain-blocks.ts';

export function moderationRoutes(blocks: DomainBlocks): Router {
  const router = Router();
  bind(router, contract.listDomainBlocks, async () => ok({ items: await blocks.list() }));
  bind(router, contract.blockDomain, ({ params, body, account }) =>
    blocks.block(params.domain, body.reason, account.id),
  );
  bind(router, contract.unblockDomain, ({ params }) => blocks.unblock(params.domain));
  return router;
}
