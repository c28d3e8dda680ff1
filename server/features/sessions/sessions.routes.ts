import { Router } from 'express';
import * as contract from '../../../shared/contracts/sessions.ts';
import { KeyedQueue } from '../../core/keyed-queue.ts';
import { ok } from '../../core/result.ts';
import { bind } from '../../http/endpoint.ts';
import type { CalendarFeeds } from './calendar-feeds.ts';
import { listMySessions, listPairSessions, moveSession, proposeSession, type SessionParts } from './propose-session.ts';
import { acceptSession, cancelSession, declineSession, writeNotes } from './take-step.ts';

/** Pairs whose members take a step at the same moment. */
const MAX_TURNS = 64;

export function sessionRoutes(
  given: Omit<SessionParts, 'turns'> & { feeds: CalendarFeeds; feedUrl(token: string): string },
): Router {
  const router = Router();
  const parts = { ...given, turns: new KeyedQueue(MAX_TURNS) };
  const { feeds, feedUrl } = parts;

  bind(router, contract.listPairSessions, async ({ account, params }) => {
    const found = await listPairSessions(parts, account.actor, params.id);
    return found.ok ? ok({ items: found.value }) : found;
  });
  bind(router, contract.listMySessions, async ({ account }) =>
    ok({ items: await listMySessions(parts, account.actor) }),
  );
  bind(router, contract.proposeSession, ({ account, params, body }) =>
    proposeSession(parts, account.actor, params.id, body),
  );
  bind(router, contract.acceptSession, ({ account, params, body }) =>
    acceptSession(parts, account.actor, params.id, body.time),
  );
  bind(router, contract.declineSession, ({ account, params, body }) =>
    declineSession(parts, account.actor, params.id, body.reason),
  );
  bind(router, contract.cancelSession, ({ account, params, body }) =>
    cancelSession(parts, account.actor, params.id, body.reason),
  );
  bind(router, contract.moveSession, ({ account, params, body }) => moveSession(parts, account.actor, params.id, body));
  bind(router, contract.writeSessionNotes, ({ account, params, body }) =>
    writeNotes(parts, account.actor, params.id, body.markdown),
  );

  bind(router, contract.getCalendarFeed, async ({ account }) => {
    const token = await feeds.tokenOf(account.actor);
    return ok({ url: token && feedUrl(token) });
  });
  bind(router, contract.renewCalendarFeed, async ({ account }) =>
    ok({ url: feedUrl(await feeds.renew(account.actor)) }),
  );
  bind(router, contract.removeCalendarFeed, async ({ account }) => ok(await feeds.remove(account.actor)));
  return router;
}
