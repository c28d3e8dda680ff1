import type { IncomingMessage } from 'node:http';
import type { Router } from 'express';
import type { AccountInfo } from '../../../shared/contracts/accounts.ts';
import type { InterfaceLanguage, RegistrationMode, Role } from '../../../shared/vocabulary.ts';
import { type Clock, systemClock } from '../../core/clock.ts';
import type { Principal } from '../../core/principal.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Database } from '../../storage/index.ts';
import { DEFAULT_LIMITS, type LimitOptions, Limits } from './accounts.limits.ts';
import { infoOf, languageOfAccount, principalFor } from './accounts.model.ts';
import { accountRoutes } from './accounts.routes.ts';
import { actorsInCharge, countWaiting, hasAdmin, openAccountViews } from './accounts.views.ts';
import { listAccounts } from './admit-account.ts';
import {
  type Authentication,
  type ConnectedApps,
  createAuthentication,
  type SignedInSession,
} from './authentication.ts';
import { closeAccount, confirmPassword, restoreAccount, suspendAccount } from './close-account.ts';
import type { AccountsContext, CreateActor } from './context.ts';
import { createAccount, type NewAccount } from './create-account.ts';
import { ensureActor } from './ensure-actor.ts';
import { codeFor, inviterOf } from './manage-invitations.ts';
import { liveSessions } from './manage-sessions.ts';
import { createPasswords, type PasswordOptions } from './passwords.ts';
import { setUpTokenFor } from './set-up.ts';

export type { LimitOptions } from './accounts.limits.ts';
export { SESSION_COOKIE, type SignedInSession } from './authentication.ts';
export type { CreateActor } from './context.ts';

export interface AccountsOptions {
  db: Database;
  secretKey: string;
  /** Origin. An https one makes cookies Secure. */
  baseUrl: string;
  instanceName: string;
  version: string;
  registration: RegistrationMode;
  createActor: CreateActor;
  /** By default there are none. */
  apps?: ConnectedApps;
  clock?: Clock;
  limits?: Partial<LimitOptions>;
  passwords?: PasswordOptions;
}

export interface Accounts {
  /** The endpoints of `shared/contracts/accounts.ts`. */
  router: Router;
  /** Sets `req.user` for the API and for live connections. */
  authenticate: Authentication['authenticate'];
  /** Whose session an authenticated request came with; null for API tokens and strangers. */
  sessionOf(req: IncomingMessage): SignedInSession | null;
  /** Calls back with the stored ids of sessions that have just ended in this process. */
  onSessionsEnded(listener: (ids: string[]) => void): void;
  /** True until somebody can administer the instance. */
  setUpNeeded(): Promise<boolean>;
  /** For the person who starts the server: show it while `setUpNeeded`. */
  setUpToken: string;
  /** An active account of any role, made from the command line or a test, with its actor. */
  create(fields: NewAccount & { role: Role }): Promise<Result<AccountInfo & { actor: string }>>;
  /** Newest first. */
  list(): Promise<AccountInfo[]>;
  /** Keeps the account's own copy of the name its profile shows. */
  rename(actorIri: string, displayName: string): Promise<void>;
  /** The actor of whoever made an invitation that can still be used; undefined when there is none with this code. */
  inviterOf(code: string): Promise<string | null | undefined>;
  /** A code that lets one account in; null when the inviter, by their actor, may let nobody in (`manage-invitations.ts`). */
  codeFor(inviter: string, name: string): Promise<string | null>;
  /** What to write to a person in; English for who has no account here. */
  languageOf(actorIri: string): Promise<InterfaceLanguage>;
  /** The account behind a local actor; null when there is none or it may not act. */
  principalOf(actorIri: string): Promise<Principal | null>;
  /** The same also while it is suspended; null when there is none, or it was deleted. */
  accountOf(actorIri: string): Promise<{ id: string; username: string } | null>;
  /** The actor of an account that is there. */
  actorOf(id: string): Promise<string | null>;
  /** Whether this is the account's password; attempts are counted. */
  confirmPassword(id: string, typed: string): Promise<Result<unknown>>;
  /** Signs everybody out and lets nobody in, for a while (`restore`) or for good (`close`). The last admin stays. */
  suspend(id: string): Promise<Result<unknown>>;
  restore(id: string): Promise<void>;
  close(id: string): Promise<Result<unknown>>;
  /** Which of these sessions, by stored id, still are. */
  liveSessions(ids: readonly string[]): Promise<Set<string>>;
  /** Actors of those who may let people in. */
  organizers(): Promise<string[]>;
  /** Actors of those who read reports. */
  admins(): Promise<string[]>;
  /** How many wait to be let in, counted up to 100. */
  waiting(): Promise<number>;
  /** Calls back when an account begins to wait to be let in, and when it no longer does. */
  onWaiting(listener: (account: string, waits: boolean) => void): void;
}

const LIST_PAGE = 500;
const NO_APPS: ConnectedApps = { grantOf: async () => null, revokeAllOf: async () => {} };

export async function createAccounts(options: AccountsOptions): Promise<Accounts> {
  const { db, secretKey, baseUrl, registration, createActor, clock = systemClock, apps = NO_APPS } = options;
  const listeners: ((ids: string[]) => void)[] = [];
  const waitingListeners: ((account: string, waits: boolean) => void)[] = [];
  const { host: domain, protocol } = new URL(baseUrl);
  const context: AccountsContext = {
    views: await openAccountViews(db),
    passwords: createPasswords(options.passwords),
    limits: new Limits({ ...DEFAULT_LIMITS, ...options.limits }),
    clock,
    createActor,
    registration,
    domain,
    setUpToken: setUpTokenFor(secretKey),
    disconnectApps: (account) => apps.revokeAllOf(account),
    sessionsEnded(ids) {
      for (const listener of listeners) listener(ids);
    },
    waitingChanged(account, waits) {
      for (const listener of waitingListeners) listener(account, waits);
    },
  };
  const authentication = createAuthentication(context, {
    secretKey,
    secureCookie: protocol === 'https:',
    grantOf: (token) => apps.grantOf(token),
  });

  // There is always an admin once there was one, so the answer is asked for only until it is no.
  let setUpDone = false;
  async function setUpNeeded(): Promise<boolean> {
    setUpDone ||= await hasAdmin(context.views);
    return !setUpDone;
  }

  const { instanceName: name, version } = options;
  const instance = async () => ({ name, domain, version, registration, setupNeeded: await setUpNeeded() });

  return {
    router: accountRoutes(context, authentication, instance),
    authenticate: authentication.authenticate,
    sessionOf: authentication.sessionOf,
    onSessionsEnded: (listener) => void listeners.push(listener),
    setUpNeeded,
    setUpToken: context.setUpToken,
    async create({ role, ...fields }) {
      const created = await createAccount(context, fields, { role, status: 'active' });
      if (!created.ok) return created;
      const account = await ensureActor(context, created.value);
      if (account.actor === null) throw new Error('an active account is without its actor');
      return ok({ ...infoOf(account), actor: account.actor });
    },
    async list() {
      const all: AccountInfo[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await listAccounts(context, { limit: LIST_PAGE, cursor });
        all.push(...page.items);
        if (page.next === null) return all;
        cursor = page.next;
      }
    },
    async rename(actor, displayName) {
      await context.views.accounts.updateOne({ actor }, { $set: { displayName } });
    },
    inviterOf: (code) => inviterOf(context, code),
    codeFor: (inviter, name) => codeFor(context, inviter, name),
    async languageOf(actor) {
      return languageOfAccount(
        (await context.views.accounts.findOne({ actor }, { projection: { language: 1 } })) ?? {},
      );
    },
    async principalOf(actor) {
      const account = await context.views.accounts.findOne({ actor });
      return account && principalFor(account);
    },
    async accountOf(actor) {
      const account = await context.views.accounts.findOne({ actor });
      return account && account.status !== 'deleted' ? { id: account._id, username: account.username } : null;
    },
    async actorOf(id) {
      const account = await context.views.accounts.findOne({ _id: id });
      return account && account.status !== 'deleted' ? account.actor : null;
    },
    confirmPassword: (id, typed) => confirmPassword(context, id, typed),
    suspend: (id) => suspendAccount(context, id),
    restore: (id) => restoreAccount(context, id),
    close: (id) => closeAccount(context, id),
    liveSessions: (ids) => liveSessions(context, ids),
    organizers: () => actorsInCharge(context.views, 'organizer'),
    admins: () => actorsInCharge(context.views, 'admin'),
    waiting: () => countWaiting(context.views),
    onWaiting: (listener) => void waitingListeners.push(listener),
  };
}
