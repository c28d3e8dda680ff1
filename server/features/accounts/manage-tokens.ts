import type { ApiToken } from '../../../shared/contracts/accounts.ts';
import { appError, NOT_FOUND } from '../../core/errors.ts';
import { newId, newSecret, sha256 } from '../../core/ids.ts';
import type { Principal } from '../../core/principal.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { principalFor } from './accounts.model.ts';
import type { TokenDocument } from './accounts.views.ts';
import type { AccountsContext } from './context.ts';

/** Makes a leaked secret findable by scanners, and a pasted one recognisable. */
const PREFIX = 'staffroom_';
const TOKENS_MAX = 50;
/** `lastUsedAt` is for people who wonder whether they still need a token; it need not be exact. */
const USE_NOTED_EVERY_MS = 10 * 60_000;

export async function listTokens({ views }: AccountsContext, account: string): Promise<ApiToken[]> {
  const tokens = await views.tokens.find({ account }, { sort: { _id: -1 }, limit: TOKENS_MAX }).toArray();
  return tokens.map(tokenOf);
}

/** The secret is in this answer and nowhere else. */
export async function createToken(
  { views, clock }: AccountsContext,
  account: string,
  name: string,
): Promise<Result<{ token: ApiToken; secret: string }>> {
  if ((await views.tokens.countDocuments({ account }, { limit: TOKENS_MAX })) >= TOKENS_MAX) return fail(TOO_MANY);
  const secret = PREFIX + newSecret();
  const token = { _id: newId(), account, name, hash: sha256(secret), createdAt: clock.now(), lastUsedAt: null };
  await views.tokens.insertOne(token);
  return ok({ token: tokenOf(token), secret });
}

export async function revokeToken({ views }: AccountsContext, account: string, id: string): Promise<Result<void>> {
  const { deletedCount } = await views.tokens.deleteOne({ _id: id, account });
  return deletedCount === 0 ? fail(NOT_FOUND) : ok(undefined);
}

export async function revokeTokens({ views }: AccountsContext, account: string): Promise<void> {
  await views.tokens.deleteMany({ account });
}

/** Who a token's secret stands for; null when nobody. */
export async function principalOfToken({ views, clock }: AccountsContext, secret: string): Promise<Principal | null> {
  if (!secret.startsWith(PREFIX)) return null;
  const token = await views.tokens.findOne({ hash: sha256(secret) });
  const account = token && (await views.accounts.findOne({ _id: token.account }));
  if (!account) return null;
  const now = clock.now();
  if (now.getTime() - (token.lastUsedAt?.getTime() ?? 0) > USE_NOTED_EVERY_MS) {
    await views.tokens.updateOne({ _id: token._id }, { $set: { lastUsedAt: now } });
  }
  return principalFor(account);
}

function tokenOf({ _id: id, name, createdAt, lastUsedAt }: TokenDocument): ApiToken {
  return { id, name, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null };
}

const TOO_MANY = appError(
  'conflict',
  `You have ${TOKENS_MAX} tokens, which is the most. Revoke one that you no longer need.`,
);
