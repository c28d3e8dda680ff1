import type { Router } from 'express';
import type { InterfaceLanguage } from '../../../shared/vocabulary.ts';
import type { Projection } from '../../activities/pipeline.ts';
import type { Principal } from '../../core/principal.ts';
import type { Database } from '../../storage/index.ts';
import { calendarRoutes } from './calendar.routes.ts';
import { CalendarFeeds } from './calendar-feeds.ts';
import { heldMinutes } from './held-minutes.ts';
import type { SessionParts } from './propose-session.ts';
import { SessionsProjection } from './sessions.projection.ts';
import { sessionRoutes } from './sessions.routes.ts';
import { SessionViews } from './sessions.views.ts';

export { newsOfSession } from './session-news.ts';
export type { SessionView, SessionViews } from './sessions.views.ts';

export interface SessionsOptions extends Omit<SessionParts, 'views' | 'turns'> {
  db: Database;
  secretKey: string;
  /** Origin. */
  baseUrl: string;
  accounts: {
    languageOf(actor: string): Promise<InterfaceLanguage>;
    /** The account behind a local actor; null when it may not act. */
    principalOf(actor: string): Promise<Principal | null>;
  };
}

export interface Sessions {
  views: SessionViews;
  projection: Projection;
  /** The endpoints of `shared/contracts/sessions.ts`. */
  router: Router;
  /** Under `/calendar`. */
  calendarRouter: Router;
  /** The calendar feed of an account that is deleted. */
  forget(actor: string): Promise<void>;
  /** How many minutes of agreed sessions of somebody are past, in one pair (IRI of its Offer) or in all. */
  heldMinutes(share: { actor: string; pair?: string; since?: Date }): Promise<number>;
}

export async function createSessions(options: SessionsOptions): Promise<Sessions> {
  const { db, secretKey, baseUrl, accounts, mentoring, clock } = options;
  const feeds = new CalendarFeeds(db, secretKey);
  await feeds.prepare();
  const parts = { ...options, views: new SessionViews(db), feeds };
  const { host } = new URL(baseUrl);
  return {
    views: parts.views,
    projection: new SessionsProjection(parts.views, mentoring),
    router: sessionRoutes({ ...parts, feedUrl: (token) => `${baseUrl}/calendar/${token}.ics` }),
    calendarRouter: calendarRoutes({
      ...parts,
      domain: host,
      languageOf: (actor) => accounts.languageOf(actor),
      accountOf: (actor) => accounts.principalOf(actor),
    }),
    forget: (actor) => feeds.remove(actor),
    heldMinutes: (share) => heldMinutes(parts, share, clock.now()),
  };
}
