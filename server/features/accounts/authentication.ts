import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import { Passport } from 'passport';
import { Strategy as BearerStrategy } from 'passport-http-bearer';
import { Strategy as LocalStrategy } from 'passport-local';
import type { Scope } from '../../../shared/vocabulary.ts';
import { AppFailure, appError } from '../../core/errors.ts';
import type { Principal } from '../../core/principal.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { isBearer } from '../../http/csrf.ts';
import { principalFor } from './accounts.model.ts';
import { SESSION_IDLE_SECONDS } from './accounts.views.ts';
import type { AccountsContext } from './context.ts';
import { principalOfToken } from './manage-tokens.ts';
import { SessionStore, type SignedIn, storedId } from './session-store.ts';
import { signIn } from './sign-in.ts';

export const SESSION_COOKIE = 'staffroom.sid';
const USER_AGENT_MAX_CHARS = 200;

/** Apps that act in people's names; `features/oauth` implements it. */
export interface ConnectedApps {
  /** What an app that shows a token may do, and in the name of which account. */
  grantOf(token: string): Promise<{ account: string; scopes: readonly Scope[] } | null>;
  /** Ends whatever any app may do in the name of an account. */
  revokeAllOf(account: string): Promise<void>;
}

type Done = (error: unknown, signedIn?: SignedIn) => void;

/** A signed-in browser. */
export interface SignedInSession {
  principal: Principal;
  /** The session's stored id. */
  session: string;
}

export interface Authentication {
  /**
   * Finds out who a request acts for (`req.user`): by API token, else by session cookie, else nobody. Needs nothing of
   * Express, so that it serves live connections too.
   */
  authenticate(req: IncomingMessage, res: ServerResponse, next: (error?: unknown) => void): void;
  /** Whose session an authenticated request came with; null for tokens and strangers. */
  sessionOf(req: IncomingMessage): SignedInSession | null;
  /** Checks the username and password in the request's body; starts no session yet. */
  checkPassword(req: Request): Promise<Result<Principal>>;
  /** Starts a session under a new id, so that one planted before is worth nothing. */
  startSession(req: Request, principal: Principal): Promise<void>;
  /** Ends the request's session, if it has one, and takes the cookie back. */
  endSession(req: Request): Promise<void>;
}

/** Passport with its strategies: passwords, API tokens and the tokens of apps now; a district's OIDC is one more. */
export function createAuthentication(
  context: AccountsContext,
  options: { secretKey: string; secureCookie: boolean; grantOf: ConnectedApps['grantOf'] },
): Authentication {
  const { views, clock } = context;
  const passport = new Passport();
  const cookie = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: options.secureCookie,
    originalMaxAge: SESSION_IDLE_SECONDS * 1000,
  } as const;

  /** Of somebody's own token, or of an app that they let act in their name. */
  async function principalOfBearer(secret: string): Promise<Principal | null> {
    const grant = await options.grantOf(secret);
    if (grant === null) return principalOfToken(context, secret);
    const account = await views.accounts.findOne({ _id: grant.account });
    const principal = account && principalFor(account);
    return principal && { ...principal, scopes: grant.scopes };
  }

  passport.use(
    new LocalStrategy({ passReqToCallback: true, session: false }, (req, username, password, done) => {
      signIn(context, { username, password }, req.ip ?? '').then((result) => {
        // Passport's own way to say no has no room for our error.
        if (result.ok) done(null, principalFor(result.value) ?? false);
        else done(new AppFailure(result.error));
      }, done);
    }),
  );
  passport.use(
    new BearerStrategy((secret, done) => {
      principalOfBearer(secret).then((principal) => done(null, principal ?? false), done);
    }),
  );
  passport.serializeUser<SignedIn>((req: Request, user: Express.User, done: Done) => {
    const userAgent = (req.headers['user-agent'] ?? '').slice(0, USER_AGENT_MAX_CHARS);
    done(null, { account: user.id, userAgent });
  });
  passport.deserializeUser<SignedIn>(({ account }, done) => {
    views.accounts.findOne({ _id: account }).then((found) => done(null, found && principalFor(found)), done);
  });

  const readSession = session({
    name: SESSION_COOKIE,
    secret: options.secretKey,
    store: new SessionStore(views.sessions, clock, cookie),
    cookie: { ...cookie, maxAge: cookie.originalMaxAge },
    resave: false,
    saveUninitialized: false,
    rolling: true,
    proxy: options.secureCookie,
  });
  const userOfSession: RequestHandler = passport.session();
  const sessions = new WeakMap<IncomingMessage, SignedInSession>();

  return {
    authenticate(incoming, outgoing, next) {
      // express-session and passport are typed for Express and use nothing of it.
      const req = incoming as Request;
      const res = outgoing as Response;
      if (isBearer(req.headers)) {
        const answer = (error: unknown, user?: Express.User | false | null) => {
          if (error) return next(error);
          if (!user) {
            // RFC 6750 3.1: it tells an app to get itself a new one.
            outgoing.setHeader('WWW-Authenticate', 'Bearer error="invalid_token"');
            return next(new AppFailure(BAD_TOKEN));
          }
          req.user = user;
          next();
        };
        passport.authenticate('bearer', { session: false }, answer)(req, res, next);
        return;
      }
      // A Secure cookie is only sent when the session middleware sees TLS, and whether there is TLS in front of us is
      // known from BASE_URL; a proxy that does not say so must not make signing in fail without a word.
      if (options.secureCookie) req.headers['x-forwarded-proto'] = 'https';
      readSession(req, res, (failure?: unknown) => {
        if (failure) return next(failure);
        userOfSession(req, res, (error?: unknown) => {
          if (req.user) sessions.set(req, { principal: req.user, session: storedId(req.sessionID) });
          next(error);
        });
      });
    },
    sessionOf: (req) => sessions.get(req) ?? null,
    checkPassword: (req) =>
      new Promise((resolve, reject) => {
        const answer = (error: unknown, user?: Express.User | false | null) => {
          if (error instanceof AppFailure) resolve(fail(error.error));
          else if (error || !user) reject(error ?? new Error('the body had no username and password'));
          else resolve(ok(user));
        };
        passport.authenticate('local', { session: false }, answer)(req, req.res, reject);
      }),
    startSession: (req, principal) =>
      new Promise((resolve, reject) => {
        req.logIn(principal, (error: unknown) => (error ? reject(error) : resolve()));
      }),
    async endSession(req) {
      if (!req.session) return;
      const id = storedId(req.sessionID);
      await new Promise<void>((resolve, reject) => {
        req.session.destroy((error: unknown) => (error ? reject(error) : resolve()));
      });
      req.res?.clearCookie(SESSION_COOKIE, {
        path: cookie.path,
        httpOnly: true,
        sameSite: 'lax',
        secure: cookie.secure,
      });
      context.sessionsEnded([id]);
    },
  };
}

const BAD_TOKEN = appError('unauthenticated', 'This API token is not known here. Create a new one in your settings.');
