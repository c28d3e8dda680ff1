import { Router } from 'express';
import * as contract from '../../../shared/contracts/threads.ts';
import { bind } from '../../http/endpoint.ts';
import { markThreadRead } from './read-marks.ts';
import { readThread } from './read-thread.ts';
import { deleteMessage, sendMessage, type WriteThreadParts } from './send-message.ts';

export function threadRoutes(parts: WriteThreadParts & Parameters<typeof markThreadRead>[0]): Router {
  const router = Router();
  bind(router, contract.listMessages, ({ account, params, query }) =>
    readThread(parts, account.actor, params.id, query),
  );
  bind(router, contract.sendMessage, ({ account, params, body }) => sendMessage(parts, account.actor, params.id, body));
  bind(router, contract.markThreadRead, ({ account, params, body }) =>
    markThreadRead(parts, account.actor, params.id, body.cursor),
  );
  bind(router, contract.deleteMessage, ({ account, params }) => deleteMessage(parts, account.actor, params.id));
  return router;
}
