import { appError, NOT_FOUND } from '../../core/errors.ts';
import type { Principal } from '../../core/principal.ts';
import { fail, type Result } from '../../core/result.ts';
import type { AccountDeletions } from './account-deletions.ts';

export interface DeleteParts {
  deletions: Pick<AccountDeletions, 'begin'>;
  accounts: {
    confirmPassword(id: string, typed: string): Promise<Result<unknown>>;
    accountOf(actor: string): Promise<{ id: string; username: string } | null>;
    actorOf(id: string): Promise<string | null>;
  };
}

/** Deletes one's own account. Password and username are typed: it cannot be undone. */
export async function deleteMyAccount(
  { deletions, accounts }: DeleteParts,
  me: Pick<Principal, 'id' | 'username' | 'actor'>,
  { username, password }: { username: string; password: string },
): Promise<Result<unknown>> {
  if (username !== me.username) return fail(OTHER_NAME);
  const confirmed = await accounts.confirmPassword(me.id, password);
  return confirmed.ok ? deletions.begin({ account: me.id, actor: me.actor }) : confirmed;
}

/** Deletes somebody else's account, for an admin, who types whose it is. */
export async function deleteAccount(
  { deletions, accounts }: DeleteParts,
  id: string,
  username: string,
): Promise<Result<unknown>> {
  const actor = await accounts.actorOf(id);
  const account = actor === null ? null : await accounts.accountOf(actor);
  if (actor === null || account === null) return fail(NOT_FOUND);
  return account.username === username ? deletions.begin({ account: id, actor }) : fail(OTHER_NAME);
}

const OTHER_NAME = appError('invalid_input', 'This is not the username of the account. Type it as it stands there.', {
  username: 'This is not the username of the account.',
});
