import { appError } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Account } from './accounts.model.ts';
import type { AccountsContext } from './context.ts';
import { ensureActor } from './ensure-actor.ts';

/**
 * Checks a username and password. An unknown name and a wrong password get the same words and cost the same work; that
 * an account waits for approval is said only to who knows its password.
 */
export async function signIn(
  context: AccountsContext,
  { username, password }: { username: string; password: string },
  address: string,
): Promise<Result<Account>> {
  const attempt = await context.limits.signIn(address, username);
  if (!attempt.ok) return attempt;

  const account = await context.views.accounts.findOne({ username });
  // A deleted account is like none: there is nothing left to compare with.
  const right = await context.passwords.verify(password, account?.passwordHash || null);
  if (account === null || !right) return fail(WRONG);
  await attempt.value.giveBack();
  if (account.status === 'pending') return fail(WAITING);
  if (account.status === 'suspended') return fail(SUSPENDED);

  if (context.passwords.isOutdated(account.passwordHash)) {
    const passwordHash = await context.passwords.hash(password);
    // Only over the hash that was checked: the password may have been changed meanwhile.
    await context.views.accounts.updateOne(
      { _id: account._id, passwordHash: account.passwordHash },
      { $set: { passwordHash } },
    );
  }
  return ok(await ensureActor(context, account));
}

const WRONG = appError('unauthenticated', 'The username or password is not right. Check both and try again.');
const SUSPENDED = appError(
  'forbidden',
  'Your account is suspended by the people who run this instance. Ask them what can be done.',
);
const WAITING = appError(
  'forbidden',
  'Your account waits for an organizer of this instance to let you in. Try again later.',
);
