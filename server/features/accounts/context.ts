import type { RegistrationMode } from '../../../shared/vocabulary.ts';
import type { Clock } from '../../core/clock.ts';
import type { Limits } from './accounts.limits.ts';
import type { AccountViews } from './accounts.views.ts';
import type { Passwords } from './passwords.ts';

/** Makes the public person behind an account; idempotent. `features/profiles` implements it. */
export type CreateActor = (account: { username: string; displayName: string }) => Promise<string>;

/** What the use cases of this feature work with. */
export interface AccountsContext {
  views: AccountViews;
  passwords: Passwords;
  limits: Limits;
  clock: Clock;
  createActor: CreateActor;
  registration: RegistrationMode;
  /** `host[:port]` as in handles. */
  domain: string;
  setUpToken: string;
  /** Ends whatever apps may do in the name of an account; `features/oauth` implements it. */
  disconnectApps(account: string): Promise<void>;
  /** Told which sessions have just ended, so that their live connections end too. */
  sessionsEnded(ids: string[]): void;
  /** Told when an account begins to wait for an organizer, and when it no longer does. */
  waitingChanged(account: string, waits: boolean): void;
}
