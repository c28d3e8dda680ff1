import OAuth2Server from '@node-oauth/oauth2-server';
import type { Scope } from '../../../shared/vocabulary.ts';
import type { Clock } from '../../core/clock.ts';
import { newId, newSecret, sha256 } from '../../core/ids.ts';
import { ACCESS_MS, CODE_MS, GRANT_IDLE_MS, grantIn, issue, matchesRedirect, readScopes } from './oauth.model.ts';
import type { GrantDocument, OAuthViews } from './oauth.views.ts';
import { GRANT_TYPES } from './register-app.ts';

/** Apps that are still used are registered for longer than any grant of theirs lasts. */
const APP_IDLE_MS = 2 * GRANT_IDLE_MS;

const { Request, Response, InvalidGrantError } = OAuth2Server;

/** What the library carries from one call of the model to the next. */
interface Holder {
  account: string;
  grant: string;
}

function holder({ account, grant }: OAuth2Server.User): Holder {
  return { account: String(account), grant: String(grant) };
}

function scopesOf(words: readonly string[] | undefined): Scope[] {
  return readScopes(words?.join(' ')) ?? [];
}

export interface AuthorizationServer {
  /** A code for what was allowed. The request has been checked (`authorize-app.ts`). */
  code(
    account: string,
    request: { app: string; redirectUri: string; scopes: readonly Scope[]; challenge: string },
  ): Promise<string>;
  /**
   * Answers a request to the token endpoint.
   * @throws OAuth2Server.OAuthError when it is refused; a `ServerError` among them holds what went wrong as `inner`
   */
  token(request: { headers: Record<string, string>; body: Record<string, string> }): Promise<Record<string, unknown>>;
}

/**
 * The library speaks the protocol (RFC 6749, 7636); this is what it asks about what is stored. Times are told by our clock,
 * and the library, which looks at the machine's, is given none to compare.
 */
export function createAuthorizationServer({ views, clock }: { views: OAuthViews; clock: Clock }): AuthorizationServer {
  const after = (ms: number) => new Date(clock.now().getTime() + ms);
  const isOver = (at: Date) => at.getTime() <= clock.now().getTime();

  async function clientOf(id: string): Promise<OAuth2Server.Client | null> {
    const app = await views.app(id);
    return app && { id, redirectUris: app.redirectUris, grants: [...GRANT_TYPES] };
  }

  /** What is presented and is not the present one was used before, by its owner or by a thief: which of them, nobody can tell. */
  async function present(kind: 'code' | 'refresh', handedOut: string): Promise<GrantDocument | null> {
    const id = grantIn(kind, handedOut);
    if (id === null) return null;
    const grant = await views.holding(id, kind, handedOut);
    if (grant === null) await views.end(id);
    return grant === null || isOver(kind === 'code' ? grant.codeExpiresAt : grant.expiresAt) ? null : grant;
  }

  /** Two at the same moment: one of them gets it, and both lose the grant. */
  async function useUp(kind: 'code' | 'refresh', handedOut: string): Promise<boolean> {
    const id = grantIn(kind, handedOut) ?? '';
    const used = await views.grants.updateOne({ _id: id, [kind]: sha256(handedOut) }, { $set: { [kind]: null } });
    if (used.matchedCount === 0) await views.end(id);
    return used.matchedCount === 1;
  }

  const model: OAuth2Server.AuthorizationCodeModel & OAuth2Server.RefreshTokenModel = {
    getClient: (id) => clientOf(id),
    validateRedirectUri: async (uri, { redirectUris = [] }) => matchesRedirect(uri, [redirectUris].flat()),
    validateScope: async (_user, _client, scope) => scope,

    generateAuthorizationCode: async () => issue('code', newId(), newSecret()),
    async saveAuthorizationCode(code, client, user) {
      const grant: GrantDocument = {
        _id: grantIn('code', code.authorizationCode) ?? '',
        account: holder(user).account,
        app: client.id,
        scopes: scopesOf(code.scope),
        code: sha256(code.authorizationCode),
        codeExpiresAt: after(CODE_MS),
        challenge: code.codeChallenge ?? '',
        redirectUri: code.redirectUri,
        refresh: null,
        access: null,
        createdAt: clock.now(),
        lastUsedAt: null,
        // Kept a while longer than the code, so that one that comes twice is noticed.
        expiresAt: after(10 * CODE_MS),
      };
      await views.grants.insertOne(grant);
      await views.apps.updateOne(
        { _id: client.id },
        { $set: { expiresAt: after(APP_IDLE_MS) }, $unset: { unused: '' } },
      );
      return { ...code, client, user };
    },
    async getAuthorizationCode(code) {
      const grant = await present('code', code);
      const client = grant && (await clientOf(grant.app));
      if (!grant || !client) return null;
      return {
        authorizationCode: code,
        expiresAt: new Date(Date.now() + CODE_MS),
        redirectUri: grant.redirectUri,
        scope: grant.scopes,
        codeChallenge: grant.challenge,
        codeChallengeMethod: 'S256',
        client,
        user: { account: grant.account, grant: grant._id },
      };
    },
    revokeAuthorizationCode: (code) => useUp('code', code.authorizationCode),

    generateAccessToken: async (_client, user) => issue('access', holder(user).grant, newSecret()),
    generateRefreshToken: async (_client, user) => issue('refresh', holder(user).grant, newSecret()),
    async saveToken(token, client, user) {
      const { grant } = holder(user);
      const access = {
        hash: sha256(token.accessToken),
        scopes: scopesOf(token.scope),
        expiresAt: after(ACCESS_MS),
      };
      const refresh = sha256(token.refreshToken ?? '');
      const saved = await views.grants.updateOne(
        { _id: grant, code: null, refresh: null },
        { $set: { access, refresh, lastUsedAt: clock.now(), expiresAt: after(GRANT_IDLE_MS) } },
      );
      // It was ended meanwhile.
      if (saved.matchedCount === 0) throw new InvalidGrantError('Invalid grant: it was ended');
      await views.apps.updateOne({ _id: client.id }, { $set: { expiresAt: after(APP_IDLE_MS) } });
      return { ...token, accessTokenExpiresAt: new Date(Date.now() + ACCESS_MS), client, user };
    },
    async getRefreshToken(refreshToken) {
      const grant = await present('refresh', refreshToken);
      const client = grant && (await clientOf(grant.app));
      if (!grant || !client) return null;
      return { refreshToken, scope: grant.scopes, client, user: { account: grant.account, grant: grant._id } };
    },
    revokeToken: (token) => useUp('refresh', token.refreshToken),

    // Whose an access token is, `manage-apps.ts` says: the library authenticates nobody here.
    getAccessToken: async () => null,
  };

  const server = new OAuth2Server({
    model,
    accessTokenLifetime: ACCESS_MS / 1000,
    refreshTokenLifetime: GRANT_IDLE_MS / 1000,
    authorizationCodeLifetime: CODE_MS / 1000,
    alwaysIssueNewRefreshToken: true,
    allowEmptyState: true,
    requireClientAuthentication: { authorization_code: false, refresh_token: false },
  });

  return {
    async code(account, { app, redirectUri, scopes, challenge }) {
      const body = {
        response_type: 'code',
        client_id: app,
        redirect_uri: redirectUri,
        scope: scopes.join(' '),
        code_challenge: challenge,
        code_challenge_method: 'S256',
      };
      const request = new Request({ method: 'POST', headers: {}, query: {}, body });
      const authenticateHandler = { handle: () => ({ account }) };
      const issued = await server.authorize(request, new Response(), { authenticateHandler });
      return issued.authorizationCode;
    },
    async token({ headers, body }) {
      const response = new Response();
      await server.token(new Request({ method: 'POST', headers, query: {}, body }), response);
      return { ...response.body };
    },
  };
}
