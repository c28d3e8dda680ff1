import { type Response, Router } from 'express';
import { Id } from '../../../shared/contracts/endpoint.ts';
import { appError, NOT_FOUND } from '../../core/errors.ts';
import type { Principal } from '../../core/principal.ts';
import { sendError } from '../../http/errors.ts';
import { principalOf } from '../../http/principal.ts';
import { addressKey, createRateLimit } from '../../http/rate-limit.ts';
import type { CalendarFeeds } from './calendar-feeds.ts';
import { type CalendarParts, readCalendarFeed, readCalendarFile } from './read-calendar.ts';

export interface CalendarRouteParts extends CalendarParts {
  feeds: CalendarFeeds;
  /** The account behind a local actor; null when it may not act. */
  accountOf(actor: string): Promise<Principal | null>;
}

/** Programs look every few minutes at most; one that asks more often is not a calendar. */
const FEED_LIMIT = { attempts: 60, seconds: 600 };
/** Addresses that open nothing: enough for a feed that was ended and is still being asked for, too few to guess. */
const UNKNOWN_LIMIT = { attempts: 30, seconds: 600 };
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** Under `/calendar`: one session for who is signed in, and the feed for whatever has its address. */
export function calendarRoutes(parts: CalendarRouteParts): Router {
  const router = Router();
  const reads = createRateLimit('calendar-feed', FEED_LIMIT);
  const misses = createRateLimit('calendar-unknown', UNKNOWN_LIMIT);

  router.get('/sessions/:name.ics', async (req, res) => {
    const account = principalOf(req);
    const id = Id.safeParse(req.params.name);
    if (!account || !id.success) return sendError(res, NOT_FOUND);
    const file = await readCalendarFile(parts, account.actor, id.data);
    if (!file.ok) return sendError(res, file.error);
    send(res.set('Content-Disposition', 'attachment; filename="mentoring.ics"'), file.value);
  });

  router.get('/:token.ics', async (req, res) => {
    const { token } = req.params;
    const owner = TOKEN.test(token) ? await parts.feeds.ownerOf(token) : null;
    const account = owner && (await parts.accountOf(owner));
    const limited = await (account ? reads(account.actor) : misses(addressKey(req.ip ?? '')));
    if (!limited.ok) return sendError(res, limited.error);
    if (!account) return sendError(res, NO_FEED);
    send(res, await readCalendarFeed(parts, account.actor));
  });
  return router;
}

function send(res: Response, file: string): void {
  res
    .set({
      'Content-Type': 'text/calendar; charset=utf-8',
      // Of one person: nothing between us and their calendar keeps a copy (RFC 9111 5.2.2.7).
      'Cache-Control': 'private, max-age=0',
      'X-Robots-Tag': 'noindex',
      'Cross-Origin-Resource-Policy': 'same-origin',
    })
    .send(file);
}

const NO_FEED = appError(
  'not_found',
  'There is no calendar at this address, or its owner ended it. Copy the address again from your sessions.',
);
