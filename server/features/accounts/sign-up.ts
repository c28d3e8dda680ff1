import { appError } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Account } from './accounts.model.ts';
import type { AccountsContext } from './context.ts';
import { createAccount, type NewAccount } from './create-account.ts';
import { ensureActor } from './ensure-actor.ts';
import { normaliseCode } from './manage-invitations.ts';

/**
 * A new teacher's account: active at once on an open instance or with an invitation, otherwise waiting for an
 * organizer. An invitation's use is taken before the account is made and given back when that fails: five people
 * with a code for one get one account, at worst none, never two.
 */
export async function signUp(
  context: AccountsContext,
  { invitation, ...fields }: NewAccount & { invitation?: string | undefined },
  address: string,
): Promise<Result<Account>> {
  const attempt = await context.limits.signUp(address);
  if (!attempt.ok) return attempt;

  const open = context.registration === 'open';
  const code = open || !invitation ? null : normaliseCode(invitation);
  if (context.registration === 'invite' && code === null) return fail(NEEDS_INVITATION);
  if (code !== null && !(await takeUse(context, code))) return fail(BAD_INVITATION);

  const status = open || code !== null ? 'active' : 'pending';
  const created = await createAccount(context, fields, { role: 'teacher', status });
  if (!created.ok) {
    if (code !== null) await context.views.invitations.updateOne({ code }, { $inc: { usesLeft: 1 } });
    return created;
  }
  if (status === 'pending') context.waitingChanged(created.value._id, true);
  return ok(await ensureActor(context, created.value));
}

async function takeUse({ views, clock }: AccountsContext, code: string): Promise<boolean> {
  const usable = { code, usesLeft: { $gt: 0 }, expiresAt: { $gt: clock.now() } };
  return (await views.invitations.updateOne(usable, { $inc: { usesLeft: -1 } })).modifiedCount === 1;
}

const NEEDS = 'One joins this instance by invitation. Paste the code you were given.';
const NEEDS_INVITATION = appError('forbidden', NEEDS, { invitation: NEEDS });
const BAD = 'This invitation is used up, out of date or mistyped. Ask whoever invited you for a new one.';
const BAD_INVITATION = appError('forbidden', BAD, { invitation: BAD });
