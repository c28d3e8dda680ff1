import { appError, NOT_FOUND } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Account } from './accounts.model.ts';
import { hasAdmin } from './accounts.views.ts';
import type { AccountsContext } from './context.ts';
import { endSessions } from './manage-sessions.ts';
import { revokeTokens } from './manage-tokens.ts';

/**
 * Takes an account out of service for a while: nobody signs in with it or acts by it, and whoever is, is signed out. Doing it
 * twice is doing it once. There is always an admin (as in `change-role.ts`).
 */
export async function suspendAccount(context: AccountsContext, id: string): Promise<Result<Account>> {
  const suspended = await outOfService(context, id, 'suspended');
  if (suspended.ok) await endSessions(context, id, null);
  return suspended;
}

/** Puts a suspended account back into service. */
export async function restoreAccount({ views }: AccountsContext, id: string): Promise<void> {
  await views.accounts.updateOne({ _id: id, status: 'suspended' }, { $set: { status: 'active' } });
}

/**
 * Closes an account for good. What is left is its username, which nobody else gets: its ids name a person. Its sessions,
 * tokens and invitations are gone when it resolves. Doing it twice is doing it once.
 */
export async function closeAccount(context: AccountsContext, id: string): Promise<Result<Account>> {
  const closed = await outOfService(context, id, 'deleted');
  if (!closed.ok) return closed;
  await endSessions(context, id, null);
  await revokeTokens(context, id);
  await context.views.invitations.deleteMany({ createdBy: id });
  const unknown = { displayName: '', passwordHash: '', role: 'teacher' as const };
  await context.views.accounts.updateOne({ _id: id }, { $set: unknown });
  return closed;
}

/** Whether this is the account's password; attempts are counted like those to change it. */
export async function confirmPassword(context: AccountsContext, id: string, typed: string): Promise<Result<Account>> {
  const attempt = await context.limits.changePassword(id);
  if (!attempt.ok) return attempt;
  const account = await context.views.accounts.findOne({ _id: id });
  if (!account) return fail(NOT_FOUND);
  if (!(await context.passwords.verify(typed, account.passwordHash))) return fail(WRONG);
  await attempt.value.giveBack();
  return ok(account);
}

/** Two admins could take each other out of service at once: each looks again afterwards and takes its own step back. */
async function outOfService(
  { views }: AccountsContext,
  id: string,
  status: 'suspended' | 'deleted',
): Promise<Result<Account>> {
  const account = await views.accounts.findOne({ _id: id });
  if (!account || account.status === 'pending') return fail(NOT_FOUND);
  const isAdmin = account.role === 'admin' && account.status === 'active';
  if (isAdmin && !(await hasAdmin(views, id))) return fail(LAST_ADMIN);
  const { status: before } = account;
  if (before !== 'deleted') await views.accounts.updateOne({ _id: id, status: before }, { $set: { status } });
  if (isAdmin && !(await hasAdmin(views))) {
    await views.accounts.updateOne({ _id: id }, { $set: { status: before } });
    return fail(LAST_ADMIN);
  }
  return ok(account);
}

const WRONG = appError('invalid_input', 'This is not your password. Type it again.', {
  password: 'This is not your password.',
});
const LAST_ADMIN = appError('conflict', 'This is the only admin. Make somebody else an admin first.');
