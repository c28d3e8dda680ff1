import type { SessionInfo } from '../../../shared/contracts/accounts.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { SESSION_IDLE_SECONDS } from './accounts.views.ts';
import type { AccountsContext } from './context.ts';

const LISTED_MAX = 100;

/** Where an account is signed in, last used first. */
export async function listSessions(
  { views, clock }: AccountsContext,
  account: string,
  current: string | null,
): Promise<SessionInfo[]> {
  // The TTL index removes what has expired within minutes, not at once.
  const oldest = new Date(clock.now().getTime() - SESSION_IDLE_SECONDS * 1000);
  const options = { sort: { lastSeenAt: -1 }, limit: LISTED_MAX } as const;
  const sessions = await views.sessions.find({ account, lastSeenAt: { $gt: oldest } }, options).toArray();
  return sessions.map((session) => ({
    id: session._id,
    createdAt: session.createdAt.toISOString(),
    lastSeenAt: session.lastSeenAt.toISOString(),
    userAgent: session.userAgent,
    current: session._id === current,
  }));
}

/** Signs one session of this account out; its live connections end too. */
export async function revokeSession(context: AccountsContext, account: string, id: string): Promise<Result<void>> {
  const { deletedCount } = await context.views.sessions.deleteOne({ _id: id, account });
  if (deletedCount === 0) return fail(NOT_FOUND);
  context.sessionsEnded([id]);
  return ok(undefined);
}

/** Signs out every session of an account except `keep`. */
export async function endSessions(context: AccountsContext, account: string, keep: string | null): Promise<void> {
  const filter = keep === null ? { account } : { account, _id: { $ne: keep } };
  const ended = await context.views.sessions.find(filter, { projection: { _id: 1 } }).toArray();
  await context.views.sessions.deleteMany(filter);
  context.sessionsEnded(ended.map(({ _id }) => _id));
}

/** Which of these sessions still are. */
export async function liveSessions({ views, clock }: AccountsContext, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const oldest = new Date(clock.now().getTime() - SESSION_IDLE_SECONDS * 1000);
  const found = await views.sessions.find({ _id: { $in: ids }, lastSeenAt: { $gt: oldest } }).toArray();
  return new Set(found.map(({ _id }) => _id));
}
