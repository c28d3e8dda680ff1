import type { Role, Scope } from '../../shared/vocabulary.ts';

/** Whoever a request acts for: what the HTTP layer and live updates need of a signed-in account. */
export interface Principal {
  /** The account's id; never leaves the server except towards organizers. */
  id: string;
  username: string;
  role: Role;
  /** IRI of the account's actor. */
  actor: string;
  /** What they let an app do, when it is an app that acts in their name; absent: they act themselves. */
  scopes?: readonly Scope[];
}

/** Whether whoever acts was let do all of this. */
export function mayDo({ scopes }: Pick<Principal, 'scopes'>, needed: readonly Scope[]): boolean {
  return scopes === undefined || needed.every((scope) => scopes.includes(scope));
}

/** Each role may do everything that the ones before it may. */
const RANK: Record<Role, number> = { teacher: 0, organizer: 1, admin: 2 };

export function hasRole(principal: Pick<Principal, 'role'>, needed: Role): boolean {
  return RANK[principal.role] >= RANK[needed];
}
