import type { Request, Response, Router } from 'express';
import type { z } from 'zod';
import type { Access, Endpoint } from '../../shared/contracts/endpoint.ts';
import type { Asker } from '../activities/visibility.ts';
import { type AppError, appError } from '../core/errors.ts';
import { hasRole, type Principal } from '../core/principal.ts';
import type { Result } from '../core/result.ts';
import { sendError } from './errors.ts';
import { parseInput } from './input.ts';
import { askerOf, isApp, principalOf } from './principal.ts';
import { type Needed, scopesFor } from './scopes.ts';

interface Input<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
  /** For the decisions of `activities/visibility.ts`. */
  asker: Asker;
  /** Only for what is about the connection itself: session, address, user agent. */
  req: Request;
}

type Handler<I, R extends z.ZodType> = (input: I) => Promise<Result<z.output<R>>>;

/**
 * Binds a contract that needs a signed-in account to a use case. Checks who asks and what an app was let do (401, 403),
 * parses params, query and body (400), answers the use case's value with the contract's status, or its error through the one mapper.
 * @throws at start when the contract is open to anyone: that one belongs to {@link bindOpen}.
 */
export function bind<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  router: Router,
  contract: Endpoint<P, Q, B, R>,
  handler: Handler<Input<P, Q, B> & { account: Principal }, R>,
): void {
  if (contract.access === 'anyone') throw new Error(`${name(contract)} is open to anyone: use bindOpen`);
  route(router, contract, async (input, account) => {
    if (account === null) throw new Error(`${name(contract)} ran without an account`);
    return handler({ ...input, account });
  });
}

/** Like {@link bind}, for a contract that is open to anyone: `account` is null when nobody is signed in. */
export function bindOpen<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  router: Router,
  contract: Endpoint<P, Q, B, R>,
  handler: Handler<Input<P, Q, B> & { account: Principal | null }, R>,
): void {
  if (contract.access !== 'anyone') throw new Error(`${name(contract)} needs an account: use bind`);
  route(router, contract, (input, account) => handler({ ...input, account }));
}

function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  router: Router,
  contract: Endpoint<P, Q, B, R>,
  run: (input: Input<P, Q, B>, account: Principal | null) => Promise<Result<z.output<R>>>,
): void {
  router[METHODS[contract.method]](contract.path, async (req, res) => {
    const needed = scopesFor(contract);
    const account = principalOf(req, needed);
    if (account === null && isApp(req) && contract.access !== 'anyone') return refuseApp(res, needed);
    const refused = checkAccess(contract.access, account);
    if (refused) return sendError(res, refused);

    const params = parseInput(contract.params, req.params);
    if (!params.ok) return sendError(res, params.error);
    const query = parseInput(contract.query, req.query);
    if (!query.ok) return sendError(res, query.error);
    const body = parseInput(contract.body, req.body ?? {});
    if (!body.ok) return sendError(res, body.error);

    const input = { params: params.value, query: query.value, body: body.value, asker: askerOf(account), req };
    const result = await run(input, account);
    if (!result.ok) return sendError(res, result.error);

    res.status(contract.status).set('Cache-Control', 'no-store');
    if (contract.status === 204) res.end();
    // Parsed on the way out too: what the contract does not name is not sent, and what breaks it is a bug, not an answer.
    else res.json(contract.response.parse(result.value));
  });
}

const METHODS = { GET: 'get', POST: 'post', PUT: 'put', DELETE: 'delete' } as const;

function checkAccess(access: Access, account: Principal | null): AppError | null {
  if (access === 'anyone') return null;
  if (account === null) return appError('unauthenticated', 'Sign in first, then try again.');
  if (access === 'account' || hasRole(account, access)) return null;
  return appError('forbidden', `Only ${WHO[access]} of this instance can do this. Ask one of them.`);
}

/** RFC 6750 3.1: what the app would need stands in the header, for the app; the sentence is for its user. */
export function refuseApp(res: Response, needed: Needed): void {
  const scopes = needed?.join(' ');
  if (scopes !== undefined) res.set('WWW-Authenticate', `Bearer error="insufficient_scope", scope="${scopes}"`);
  const sentence = `You did not let this app do this: it needs “${scopes}”. Connect it again and allow that.`;
  sendError(res, scopes === undefined ? NOT_FOR_APPS : appError('forbidden', sentence));
}

const NOT_FOR_APPS = appError(
  'forbidden',
  'No app can do this in your name. Sign in to this instance with your browser and do it there.',
);

const WHO = { organizer: 'an organizer or admin', admin: 'an admin' } as const;

function name(contract: Pick<Endpoint, 'method' | 'path'>): string {
  return `${contract.method} ${contract.path}`;
}
