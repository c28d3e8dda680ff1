import type { Account } from './accounts.model.ts';
import type { AccountsContext } from './context.ts';

/**
 * Gives an active account its actor unless it has one. Runs when an account becomes active and again at sign-in, so
 * that a crash in between leaves nobody without.
 */
export async function ensureActor(context: AccountsContext, account: Account): Promise<Account> {
  if (account.actor !== null || account.status !== 'active') return account;
  const actor = await context.createActor({ username: account.username, displayName: account.displayName });
  await context.views.accounts.updateOne({ _id: account._id }, { $set: { actor } });
  return { ...account, actor };
}
