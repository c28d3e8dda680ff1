import type { AccountInfo, Me } from '../../../shared/contracts/accounts.ts';
import { INTERFACE_LANGUAGES, type InterfaceLanguage, type Role } from '../../../shared/vocabulary.ts';
import type { Principal } from '../../core/principal.ts';

/** A person's access to this instance. What others see of them is their actor, which `features/profiles` owns. */
export interface Account {
  /** From `newId`: sorts by time of making. */
  _id: string;
  username: string;
  displayName: string;
  passwordHash: string;
  role: Role;
  /**
   * `pending` waits for an organizer and can do nothing yet; `suspended` can do nothing for now; of one that is `deleted` only
   * the username is left, which nobody else gets.
   */
  status: 'active' | 'pending' | 'suspended' | 'deleted';
  /** IRI of the actor; null until it exists, which is before anything can be done with the account. */
  actor: string | null;
  /** What its person reads; absent on accounts that are older than the choice. */
  language?: InterfaceLanguage;
  createdAt: Date;
  /** Only on the account made by set-up; a unique index makes it the only one. */
  founder?: true;
}

/**
 * Names that would stand for the server itself: addresses on it, or somebody whom people would take for staff. Also
 * those that federated software gives a meaning of their own.
 */
const RESERVED = new Set(
  `about abuse account accounts activities activity actor actors admin administrator anonymous api app assets auth
  blog bot contact dashboard demo docs drafts events everyone explore feed feeds followers following ftp groups
  healthz help home host hostmaster inbox info instance invite join legal localhost login logout mail mailer media
  mentoring me moderator moderators news nodeinfo nobody null object objects organizer organizers outbox owner pairs
  post postmaster posts practice privacy profile profiles public readyz register relay reports root search security
  session settings setup share shared_inbox sharedinbox signin signout signup socket_io staff staffroom static
  status support sysadmin system tag tags team terms threads undefined uploads user username users webfinger webmaster
  well_known www`.split(/\s+/),
);

export function isReserved(username: string): boolean {
  return RESERVED.has(username);
}

/** Who an account acts as; null while it may not act at all. */
export function principalFor(account: Account): Principal | null {
  if (account.status !== 'active' || account.actor === null) return null;
  return { id: account._id, username: account.username, role: account.role, actor: account.actor };
}

export function meOf(account: Account, domain: string): Me {
  const { _id: id, username, displayName, role } = account;
  return { id, username, handle: `@${username}@${domain}`, displayName, role, language: languageOfAccount(account) };
}

export function languageOfAccount({ language }: Pick<Account, 'language'>): InterfaceLanguage {
  return language ?? INTERFACE_LANGUAGES[0];
}

/** @throws for a deleted account, which nobody is told of */
export function infoOf(account: Account): AccountInfo {
  const { _id: id, username, displayName, role, status } = account;
  if (status === 'deleted') throw new Error('a deleted account is shown to nobody');
  return { id, username, displayName, role, status, createdAt: account.createdAt.toISOString() };
}
