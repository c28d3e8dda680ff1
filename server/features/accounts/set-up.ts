import { createHmac, timingSafeEqual } from 'node:crypto';
import { appError } from '../../core/errors.ts';
import { sha256 } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Account } from './accounts.model.ts';
import { hasAdmin } from './accounts.views.ts';
import type { AccountsContext } from './context.ts';
import { ALREADY_SET_UP, createAccount, type NewAccount } from './create-account.ts';
import { ensureActor } from './ensure-actor.ts';

const TOKEN_CHARS = 24;

/**
 * What the person who started the server reads from its output and proves themselves with. Made from the secret key,
 * so that all processes print the same one and nothing has to be stored; it is worth nothing once there is an admin.
 */
export function setUpTokenFor(secretKey: string): string {
  return createHmac('sha256', secretKey).update('staffroom set-up token').digest('base64url').slice(0, TOKEN_CHARS);
}

/** Creates the first account, an admin. Of several at once exactly one succeeds. */
export async function setUp(
  context: AccountsContext,
  { token, ...fields }: NewAccount & { token: string },
  address: string,
): Promise<Result<Account>> {
  const attempt = await context.limits.setUp(address);
  if (!attempt.ok) return attempt;
  if (await hasAdmin(context.views)) return fail(ALREADY_SET_UP);
  if (!timingSafeEqual(Buffer.from(sha256(token)), Buffer.from(sha256(context.setUpToken)))) {
    const sentence = 'This is not the token. Copy it from the output of the server, where it was printed at start.';
    return fail(appError('forbidden', sentence, { token: sentence }));
  }
  const created = await createAccount(context, fields, { role: 'admin', status: 'active', founder: true });
  if (!created.ok) return created;
  return ok(await ensureActor(context, created.value));
}
