import type { RequestHandler, Router } from 'express';
import type { Scope } from '../../../shared/vocabulary.ts';
import type { Clock } from '../../core/clock.ts';
import type { Database } from '../../storage/index.ts';
import { createAuthorizationServer } from './authorization-server.ts';
import { grantOf } from './manage-apps.ts';
import { consentRoutes, OAUTH_LIMITS, type OAuthLimits, protocolRoutes } from './oauth.routes.ts';
import { OAuthViews } from './oauth.views.ts';

export type { OAuthLimits } from './oauth.routes.ts';

export interface OAuth {
  /** The endpoints of `shared/contracts/oauth.ts`. */
  router: Router;
  /** `/oauth/…` and what is said of it under `/.well-known/`, for apps. */
  protocolRouter: RequestHandler;
  /** What an app that shows this access token may do, and in whose name (id of the account); null: nothing. */
  grantOf(token: string): Promise<{ account: string; scopes: readonly Scope[] } | null>;
  /** Ends whatever any app may do in the name of an account (its id). */
  revokeAllOf(account: string): Promise<void>;
}

/** OAuth 2.0 for apps that act in somebody's name. `baseUrl` is this instance's origin. */
export async function createOAuth(options: {
  db: Database;
  clock: Clock;
  baseUrl: string;
  limits?: Partial<OAuthLimits>;
}): Promise<OAuth> {
  const { db, clock, baseUrl: issuer } = options;
  const views = new OAuthViews(db);
  await views.prepare();
  const parts = { views, clock, issuer, server: createAuthorizationServer({ views, clock }) };
  return {
    router: consentRoutes(parts),
    protocolRouter: protocolRoutes(parts, { ...OAUTH_LIMITS, ...options.limits }),
    grantOf: (token) => grantOf(parts, token),
    async revokeAllOf(account) {
      await views.grants.deleteMany({ account });
    },
  };
}
