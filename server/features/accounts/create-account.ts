import type { InterfaceLanguage, Role } from '../../../shared/vocabulary.ts';
import { appError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { isDuplicateKey } from '../../storage/index.ts';
import { type Account, isReserved } from './accounts.model.ts';
import type { AccountsContext } from './context.ts';

export interface NewAccount {
  username: string;
  password: string;
  displayName: string;
  language?: InterfaceLanguage;
}

/**
 * Stores a new account; the caller gives it its actor. Usernames are public, so that one is taken is no secret.
 * @returns `conflict` with the field when the name is taken, or when there is a founder already.
 */
export async function createAccount(
  { views, passwords, clock }: AccountsContext,
  fields: NewAccount,
  standing: { role: Role; status: Account['status']; founder?: true },
): Promise<Result<Account>> {
  if (isReserved(fields.username)) return fail(taken('This name is kept for the server itself. Choose another.'));
  if (await views.accounts.findOne({ username: fields.username }, { projection: { _id: 1 } })) return fail(taken());
  const account: Account = {
    _id: newId(),
    username: fields.username,
    displayName: fields.displayName,
    passwordHash: await passwords.hash(fields.password),
    actor: null,
    ...(fields.language ? { language: fields.language } : {}),
    createdAt: clock.now(),
    ...standing,
  };
  try {
    await views.accounts.insertOne(account);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const founded = standing.founder && (await views.accounts.findOne({ founder: true }, { projection: { _id: 1 } }));
    return fail(founded ? ALREADY_SET_UP : taken());
  }
  return ok(account);
}

export const ALREADY_SET_UP = appError(
  'conflict',
  'This server is set up already. Sign in, or sign up for an account.',
);

function taken(sentence = 'This name is taken. Choose another.') {
  return appError('conflict', sentence, { username: sentence });
}
