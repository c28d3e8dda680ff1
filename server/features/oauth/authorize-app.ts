import type { AppInfo, AuthorizationRequest } from '../../../shared/contracts/oauth.ts';
import type { Scope } from '../../../shared/vocabulary.ts';
import { appError } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { AuthorizationServer } from './authorization-server.ts';
import { answeredAt, destinationOf, isChallenge, matchesRedirect, readScopes } from './oauth.model.ts';
import type { AppDocument, OAuthViews } from './oauth.views.ts';

export interface AuthorizeParts {
  views: OAuthViews;
  server: AuthorizationServer;
  /** This instance's origin, which answers name (RFC 9207) so that an app cannot be led to take one server's for another's. */
  issuer: string;
}

/** RFC 6749 4.1.2.1. */
type Refusal = 'invalid_request' | 'unsupported_response_type' | 'invalid_scope' | 'access_denied';

type Checked =
  | { state: 'asks'; app: AppDocument; redirectUri: string; scopes: Scope[]; challenge: string }
  | { state: 'refused'; redirect: string };

/**
 * Looks at what an app asks for. An app that is not known here, or another address than it registered, is told to the person
 * and never to that address: it could be anybody's. Whatever else is wrong goes back to the app.
 */
async function check({ views, issuer }: AuthorizeParts, request: AuthorizationRequest): Promise<Result<Checked>> {
  const app = await views.app(request.client_id ?? '');
  if (app === null) return fail(UNKNOWN_APP);
  const only = app.redirectUris.length === 1 ? app.redirectUris[0] : undefined;
  const redirectUri = request.redirect_uri ?? only;
  if (redirectUri === undefined || !matchesRedirect(redirectUri, app.redirectUris)) return fail(WRONG_ADDRESS);

  const refuse = (error: Refusal, error_description: string) => {
    const { state } = request;
    return ok({
      state: 'refused' as const,
      redirect: answeredAt(redirectUri, { error, error_description, state, iss: issuer }),
    });
  };
  if (request.response_type !== 'code')
    return refuse('unsupported_response_type', 'Only response_type=code is offered');
  const { code_challenge: challenge, code_challenge_method: method } = request;
  if (!isChallenge(challenge, method)) {
    return refuse('invalid_request', 'Send code_challenge with code_challenge_method=S256 (RFC 7636)');
  }
  const scopes = readScopes(request.scope);
  if (scopes === null) return refuse('invalid_scope', 'Scopes are profile, read, write and pairs');
  return ok({ state: 'asks', app, redirectUri, scopes, challenge });
}

/** Who asks, and for what, for the person to decide. */
export async function readAuthorization(
  parts: AuthorizeParts,
  request: AuthorizationRequest,
): Promise<Result<{ state: 'asks'; app: AppInfo; scopes: Scope[] } | { state: 'refused'; redirect: string }>> {
  const checked = await check(parts, request);
  if (!checked.ok) return checked;
  if (checked.value.state === 'refused') return ok(checked.value);
  const { app, redirectUri, scopes } = checked.value;
  const website = app.website === null ? null : new URL(app.website).host;
  return ok({ state: 'asks', app: { name: app.name, website, returnsTo: destinationOf(redirectUri) }, scopes });
}

/** What the person decided, as an address to go to. They may allow less than was asked for; nothing at all is a no. */
export async function answerAuthorization(
  parts: AuthorizeParts,
  account: string,
  { allowed, ...request }: AuthorizationRequest & { allowed: readonly Scope[] },
): Promise<Result<{ redirect: string }>> {
  const checked = await check(parts, request);
  if (!checked.ok) return checked;
  if (checked.value.state === 'refused') return ok({ redirect: checked.value.redirect });
  const { app, redirectUri, challenge } = checked.value;
  const scopes = checked.value.scopes.filter((scope) => allowed.includes(scope));
  const { state } = request;
  if (scopes.length === 0) {
    return ok({ redirect: answeredAt(redirectUri, { error: 'access_denied', state, iss: parts.issuer }) });
  }
  const code = await parts.server.code(account, { app: app._id, redirectUri, scopes, challenge });
  return ok({ redirect: answeredAt(redirectUri, { code, state, iss: parts.issuer }) });
}

const UNKNOWN_APP = appError(
  'not_found',
  'This app is not registered here. Go back to it and connect it again; if that does not help, tell the people who make it.',
);
const WRONG_ADDRESS = appError(
  'invalid_input',
  'This app wants its answer at another address than it registered. You are not sent there, because it may not be the app’s. Tell the people who make it.',
);
