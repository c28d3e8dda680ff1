import OAuth2Server from '@node-oauth/oauth2-server';
import express, { type Request, type Response, Router } from 'express';
import * as contract from '../../../shared/contracts/oauth.ts';
import { SCOPES } from '../../../shared/vocabulary.ts';
import type { Clock } from '../../core/clock.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { openToAll } from '../../http/cors.ts';
import { bind } from '../../http/endpoint.ts';
import { addressKey, createRateLimit, type Limit } from '../../http/rate-limit.ts';
import { type AuthorizeParts, answerAuthorization, readAuthorization } from './authorize-app.ts';
import { boundGrants, disconnectApp, listApps, revoke } from './manage-apps.ts';
import { GRANT_TYPES, type ProtocolError, registerApp } from './register-app.ts';

export type OAuthRouteParts = AuthorizeParts & { clock: Clock };

export interface OAuthLimits {
  /** Registrations from one address: everybody's phones in one school, on the day they try an app. */
  registrations: Limit;
  /** Requests for tokens from one address; each app asks once an hour. */
  tokens: Limit;
}

export const OAUTH_LIMITS: OAuthLimits = {
  registrations: { attempts: 60, seconds: 3600 },
  tokens: { attempts: 600, seconds: 900 },
};

const BODY_MAX = '16kb';
const PARAMETERS_MAX = 30;
const PATHS = {
  ...contract.OAUTH_PATHS,
  server: '/.well-known/oauth-authorization-server',
  resource: '/.well-known/oauth-protected-resource',
} as const;

/** For the person: what asks to act in their name, and what does. */
export function consentRoutes(parts: OAuthRouteParts): Router {
  const router = Router();
  bind(router, contract.getAuthorization, ({ query }) => readAuthorization(parts, query));
  bind(router, contract.answerAuthorization, async ({ account, body }) => {
    if (body.allowed.length > 0) await boundGrants(parts, account.id);
    return answerAuthorization(parts, account.id, body);
  });
  bind(router, contract.listApps, async ({ account }) => ok({ items: await listApps(parts, account.id) }));
  bind(router, contract.disconnectApp, ({ account, params }) => disconnectApp(parts, account.id, params.id));
  return router;
}

/**
 * For the apps, outside the API: their protocol says how errors look (RFC 6749 5.2), and no cookie counts here. The page that
 * people are sent to, `/oauth/authorize`, is the client's.
 */
export function protocolRoutes(parts: OAuthRouteParts, limits: OAuthLimits): Router {
  const router = Router();
  const registrations = createRateLimit('oauth-register', limits.registrations);
  const tokens = createRateLimit('oauth-token', limits.tokens);
  const form = express.urlencoded({ extended: false, limit: BODY_MAX, parameterLimit: PARAMETERS_MAX });

  router.use(
    Object.values(PATHS).filter((path) => path !== PATHS.authorize),
    openToAll,
  );

  router.post(PATHS.register, express.json({ limit: BODY_MAX }), async (req, res) => {
    if (isRefused(res, await registrations(addressKey(req.ip ?? '')))) return;
    const answer = await registerApp(parts, req.body);
    const status = 'client_id' in answer ? 201 : answer.error === 'temporarily_unavailable' ? 503 : 400;
    send(res, status, answer);
  });

  router.post(PATHS.token, form, async (req, res) => {
    if (isRefused(res, await tokens(addressKey(req.ip ?? '')))) return;
    const body = parameters(req);
    if (body === null) return send(res, 400, BAD_FORM);
    try {
      send(res, 200, await parts.server.token({ headers: headersOf(req), body }));
    } catch (error) {
      if (!(error instanceof OAuth2Server.OAuthError)) throw error;
      // What went wrong here is logged, and answered like any other failure.
      if (error instanceof OAuth2Server.ServerError) throw 'inner' in error ? error.inner : error;
      send(res, error.code, { error: error.name, error_description: error.message });
    }
  });

  router.post(PATHS.revoke, form, async (req, res) => {
    if (isRefused(res, await tokens(addressKey(req.ip ?? '')))) return;
    const body = parameters(req);
    if (body?.token === undefined) return send(res, 400, BAD_FORM);
    await revoke(parts, body.token, body.client_id);
    send(res, 200, {});
  });

  const { issuer } = parts;
  // RFC 8414.
  router.get(PATHS.server, (_req, res) => {
    res.json({
      issuer,
      authorization_endpoint: issuer + PATHS.authorize,
      token_endpoint: issuer + PATHS.token,
      revocation_endpoint: issuer + PATHS.revoke,
      registration_endpoint: issuer + PATHS.register,
      scopes_supported: SCOPES,
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: GRANT_TYPES,
      token_endpoint_auth_methods_supported: ['none'],
      revocation_endpoint_auth_methods_supported: ['none'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      service_documentation: `${issuer}/api/docs`,
    });
  });
  // RFC 9728.
  router.get(PATHS.resource, (_req, res) => {
    res.json({
      resource: issuer,
      authorization_servers: [issuer],
      scopes_supported: SCOPES,
      bearer_methods_supported: ['header'],
    });
  });
  return router;
}

/** RFC 6749 3.2: each parameter once, and with a value. Null when one comes twice. */
function parameters(req: Request): Record<string, string> | null {
  const body: unknown = req.body ?? {};
  if (typeof body !== 'object' || body === null) return null;
  const entries = Object.entries(body);
  if (entries.some(([, value]) => typeof value !== 'string')) return null;
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

function headersOf(req: Request): Record<string, string> {
  return Object.fromEntries(Object.entries(req.headers).map(([name, value]) => [name, String(value)]));
}

function isRefused(res: Response, allowed: Result<void>): boolean {
  if (allowed.ok) return false;
  const { error } = allowed;
  if ('retryAfterSeconds' in error) res.set('Retry-After', String(error.retryAfterSeconds));
  send(res, 429, { error: 'temporarily_unavailable', error_description: error.message });
  return true;
}

function send(res: Response, status: number, answer: object): void {
  res.status(status).set({ 'Cache-Control': 'no-store', Pragma: 'no-cache' }).json(answer);
}

const BAD_FORM: ProtocolError = {
  error: 'invalid_request',
  error_description: 'Send a form (application/x-www-form-urlencoded) with each parameter once',
};
