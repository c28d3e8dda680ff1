import type { Role } from '../../../shared/vocabulary.ts';
import type { Collection, Database, IndexSpec } from '../../storage/index.ts';
import type { Account } from './accounts.model.ts';

/** How long a sign-in lasts without being used. */
export const SESSION_IDLE_SECONDS = 30 * 24 * 3600;

/** A signed-in browser. */
export interface SessionDocument {
  /** SHA-256 of the id in the cookie: who reads the database cannot take over a session. */
  _id: string;
  account: string;
  createdAt: Date;
  /** Written at most every few minutes. */
  lastSeenAt: Date;
  userAgent: string;
}

export interface TokenDocument {
  _id: string;
  account: string;
  name: string;
  /** SHA-256 of the secret; the secret has 256 random bits, so a slow hash would add nothing. */
  hash: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

export interface InvitationDocument {
  _id: string;
  code: string;
  note: string;
  createdBy: string;
  createdAt: Date;
  expiresAt: Date;
  usesLeft: number;
}

const ACCOUNT_INDEXES: IndexSpec[] = [
  { key: { username: 1 }, unique: true },
  { key: { founder: 1 }, unique: true, partialFilterExpression: { founder: true } },
  { key: { status: 1, _id: -1 } },
  { key: { role: 1 } },
  { key: { actor: 1 } },
];
const SESSION_INDEXES: IndexSpec[] = [
  { key: { account: 1, lastSeenAt: -1 } },
  { key: { lastSeenAt: 1 }, expireAfterSeconds: SESSION_IDLE_SECONDS },
];
const TOKEN_INDEXES: IndexSpec[] = [{ key: { hash: 1 }, unique: true }, { key: { account: 1, _id: -1 } }];
const INVITATION_INDEXES: IndexSpec[] = [
  { key: { code: 1 }, unique: true },
  { key: { expiresAt: 1 }, expireAfterSeconds: 0 },
  { key: { createdBy: 1 } },
];

/** The collections that accounts own. */
export interface AccountViews {
  accounts: Collection<Account>;
  sessions: Collection<SessionDocument>;
  tokens: Collection<TokenDocument>;
  invitations: Collection<InvitationDocument>;
}

export async function openAccountViews(db: Database): Promise<AccountViews> {
  const views: AccountViews = {
    accounts: db.collection('accounts'),
    sessions: db.collection('sessions'),
    tokens: db.collection('api_tokens'),
    invitations: db.collection('invitations'),
  };
  await Promise.all([
    views.accounts.createIndexes(ACCOUNT_INDEXES),
    views.sessions.createIndexes(SESSION_INDEXES),
    views.tokens.createIndexes(TOKEN_INDEXES),
    views.invitations.createIndexes(INVITATION_INDEXES),
  ]);
  return views;
}

/** Whether anybody other than `except` can administer the instance. */
export async function hasAdmin(views: AccountViews, except?: string): Promise<boolean> {
  const filter = { role: 'admin' as const, status: 'active' as const, ...(except ? { _id: { $ne: except } } : {}) };
  return (await views.accounts.countDocuments(filter, { limit: 1 })) > 0;
}

const IN_CHARGE_MAX = 100;
const WAITING_MAX = 100;

/** Actors of those who may do what this role may. */
export async function actorsInCharge({ accounts }: AccountViews, role: Exclude<Role, 'teacher'>): Promise<string[]> {
  const roles: Role[] = role === 'organizer' ? ['organizer', 'admin'] : ['admin'];
  const found = await accounts.find({ role: { $in: roles }, status: 'active' }, { limit: IN_CHARGE_MAX }).toArray();
  return found.flatMap(({ actor }) => actor ?? []);
}

/** How many wait to be let in, counted up to 100. */
export function countWaiting({ accounts }: AccountViews): Promise<number> {
  return accounts.countDocuments({ status: 'pending' }, { limit: WAITING_MAX });
}
