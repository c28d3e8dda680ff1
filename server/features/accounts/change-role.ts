import type { Role } from '../../../shared/vocabulary.ts';
import { appError, NOT_FOUND } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Account } from './accounts.model.ts';
import { hasAdmin } from './accounts.views.ts';
import type { AccountsContext } from './context.ts';

/**
 * Changes what an active account may do. There is always an admin: without transactions, two admins could lower each
 * other at once, so each looks again afterwards and takes its own step back; then both stay, never neither.
 */
export async function changeRole({ views }: AccountsContext, id: string, role: Role): Promise<Result<Account>> {
  if (role !== 'admin' && !(await hasAdmin(views, id))) {
    const account = await views.accounts.findOne({ _id: id }, { projection: { role: 1 } });
    if (account?.role === 'admin') return fail(LAST_ADMIN);
  }
  const before = await views.accounts.findOneAndUpdate({ _id: id, status: 'active' }, { $set: { role } });
  if (!before) {
    const account = await views.accounts.findOne({ _id: id }, { projection: { status: 1 } });
    return fail(account?.status === 'pending' ? WAITING : account?.status === 'suspended' ? SUSPENDED : NOT_FOUND);
  }
  if (before.role === 'admin' && !(await hasAdmin(views))) {
    await views.accounts.updateOne({ _id: id }, { $set: { role: 'admin' } });
    return fail(LAST_ADMIN);
  }
  return ok({ ...before, role });
}

const LAST_ADMIN = appError('conflict', 'This is the only admin. Make somebody else an admin first.');
const SUSPENDED = appError('conflict', 'This account is suspended. Lift that first.');
const WAITING = appError('conflict', 'This account is not let in yet. Approve it first.');
