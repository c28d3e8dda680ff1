import { Router } from 'express';
import * as contract from '../../../shared/contracts/search.ts';
import { ok } from '../../core/result.ts';
import { bind, bindOpen } from '../../http/endpoint.ts';
import { addressKey, createRateLimit } from '../../http/rate-limit.ts';
import { type FindParts, findPeople, findPosts } from './find.ts';
import { type LookUpParts, lookUp } from './look-up.ts';

/** Visitors behind one address, which may be a school's; each letter typed may be a search. */
const VISITOR_SEARCHES = { attempts: 300, seconds: 60 };
/** Requests to other servers that one account can cause. */
const LOOK_UPS = { attempts: 30, seconds: 60 };

export function searchRoutes(parts: FindParts & LookUpParts): Router {
  const router = Router();
  const visitorSearches = createRateLimit('search', VISITOR_SEARCHES);
  const lookUps = createRateLimit('look-up', LOOK_UPS);

  bindOpen(router, contract.searchPosts, async ({ asker, account, query, req }) => {
    const allowed = account === null ? await visitorSearches(addressKey(req.ip ?? '')) : ok(undefined);
    return allowed.ok ? ok(await findPosts(parts, asker, query)) : allowed;
  });
  bind(router, contract.searchPeople, async ({ query }) => ok(await findPeople(parts, query)));
  bind(router, contract.lookUp, async ({ asker, account, query }) => {
    const allowed = await lookUps(account.id);
    return allowed.ok ? lookUp(parts, asker, query.q) : allowed;
  });
  bindOpen(router, contract.completeTags, async ({ query, account, req }) => {
    const allowed = account === null ? await visitorSearches(addressKey(req.ip ?? '')) : ok(undefined);
    return allowed.ok ? ok({ items: await parts.views.tags(query.q) }) : allowed;
  });
  return router;
}
