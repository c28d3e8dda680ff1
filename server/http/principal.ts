import type { Request } from 'express';
// For its types: `req.user`.
import type {} from 'passport';
import { ANYONE, type Asker } from '../activities/visibility.ts';
import { mayDo, type Principal } from '../core/principal.ts';
import type { Needed } from './scopes.ts';

declare global {
  namespace Express {
    /** What passport leaves in `req.user`. */
    interface User extends Principal {}
  }
}

/**
 * The signed-in account of a request; null for anyone else. An app is nobody where it was not let do what is `needed`: by
 * default anywhere, so that a route which does not say what apps need is closed to them.
 */
export function principalOf(req: Request, needed: Needed = null): Principal | null {
  const { user } = req;
  if (user === undefined || user.scopes === undefined) return user ?? null;
  return needed !== null && mayDo(user, needed) ? user : null;
}

/** Whether a request comes from an app that acts in somebody's name, whatever it was let do. */
export function isApp(req: Request): boolean {
  return req.user?.scopes !== undefined;
}

export function askerOf(principal: Principal | null): Asker {
  return principal ? { kind: 'actor', iri: principal.actor } : ANYONE;
}
