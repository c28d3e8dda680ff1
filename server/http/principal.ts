import type { Request } from 'express';
// For its types: `req.user`.
import type {} from 'passport';
import { ANYONE, type Asker } from '../activities/visibility.ts';
import type { Principal } from '../core/principal.ts';

declare global {
  namespace Express {
    /** What passport leaves in `req.user`. */
    interface User extends Principal {}
  }
}

/** The signed-in account of a request; null for anyone else. */
export function principalOf(req: Request): Principal | null {
  return req.user ?? null;
}

export function askerOf(principal: Principal | null): Asker {
  return principal ? { kind: 'actor', iri: principal.actor } : ANYONE;
}
