import type { AccountInfo } from '../../../shared/contracts/accounts.ts';
import type { Page, PageQuery } from '../../../shared/contracts/endpoint.ts';
import { appError, NOT_FOUND } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { type Account, infoOf } from './accounts.model.ts';
import type { AccountsContext } from './context.ts';
import { ensureActor } from './ensure-actor.ts';

/** Accounts, newest first. The cursor is the id of the last one of the page before. */
export async function listAccounts(
  { views }: AccountsContext,
  { cursor, limit, status }: PageQuery & { status?: Account['status'] | undefined },
): Promise<Page<AccountInfo>> {
  const shown = status ?? { $ne: 'deleted' as const };
  const filter = { status: shown, ...(cursor ? { _id: { $lt: cursor } } : {}) };
  const found = await views.accounts.find(filter, { sort: { _id: -1 }, limit: limit + 1 }).toArray();
  const page = found.slice(0, limit);
  return { items: page.map(infoOf), next: found.length > limit ? (page.at(-1)?._id ?? null) : null };
}

/** Lets a waiting account in. Doing it twice is not an error. */
export async function approveAccount(context: AccountsContext, id: string): Promise<Result<Account>> {
  const { accounts } = context.views;
  await accounts.updateOne({ _id: id, status: 'pending' }, { $set: { status: 'active' } });
  const active = await accounts.findOne({ _id: id, status: 'active' });
  if (!active) return fail(NOT_FOUND);
  context.waitingChanged(id, false);
  return ok(await ensureActor(context, active));
}

/** Turns a waiting account away: it is removed, and its name is free again. */
export async function rejectAccount(context: AccountsContext, id: string): Promise<Result<void>> {
  const { views } = context;
  const { deletedCount } = await views.accounts.deleteOne({ _id: id, status: 'pending' });
  if (deletedCount === 1) {
    context.waitingChanged(id, false);
    return ok(undefined);
  }
  return fail((await views.accounts.findOne({ _id: id }, { projection: { _id: 1 } })) ? NOT_WAITING : NOT_FOUND);
}

const NOT_WAITING = appError('conflict', 'This account was let in already, perhaps by another organizer.');
