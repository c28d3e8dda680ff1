import { appError, NOT_FOUND } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { AccountsContext } from './context.ts';
import { endSessions } from './manage-sessions.ts';
import { revokeTokens } from './manage-tokens.ts';

/**
 * Changes the password. Whoever does so may think that somebody else got in: nothing that was opened with the old one stays
 * open. Every session but `keep` (the one that asked; null for a script) is signed out, tokens are revoked and apps
 * disconnected.
 */
export async function changePassword(
  context: AccountsContext,
  accountId: string,
  { current, next }: { current: string; next: string },
  keep: string | null,
): Promise<Result<void>> {
  const attempt = await context.limits.changePassword(accountId);
  if (!attempt.ok) return attempt;
  const account = await context.views.accounts.findOne({ _id: accountId });
  if (!account) return fail(NOT_FOUND);
  if (!(await context.passwords.verify(current, account.passwordHash))) return fail(WRONG);
  await attempt.value.giveBack();

  const passwordHash = await context.passwords.hash(next);
  await context.views.accounts.updateOne({ _id: accountId }, { $set: { passwordHash } });
  await endSessions(context, accountId, keep);
  await revokeTokens(context, accountId);
  await context.disconnectApps(accountId);
  return ok(undefined);
}

const WRONG = appError('invalid_input', 'This is not your current password. Type it again.', {
  current: 'This is not your current password.',
});
