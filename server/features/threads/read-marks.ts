import { NOT_FOUND } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { otherMember, type PairView, threadIsOpen } from '../mentoring/index.ts';
import { openThread, type ThreadParts } from './read-thread.ts';
import type { ThreadViews } from './threads.views.ts';

/** How many messages of their partners somebody has not read, by the pairs' offers; each counted up to 100. */
export function unreadMessages(
  views: ThreadViews,
  actor: string,
  pairs: readonly PairView[],
): Promise<Map<string, number>> {
  const open = pairs.filter(({ state }) => threadIsOpen(state));
  return views.unread(
    actor,
    open.map((pair) => ({ pair: pair._id, partner: otherMember(pair, actor) })),
  );
}

/** Notes what a member has seen of a thread; `onRead` is told when that is more than before. */
export async function markThreadRead(
  parts: ThreadParts & { onRead(actor: string, pair: PairView): Promise<void> },
  actor: string,
  thread: string,
  cursor: string,
): Promise<Result<void>> {
  const pair = await openThread(parts, actor, thread);
  if (!pair) return fail(NOT_FOUND);
  if (await parts.views.mark(actor, pair._id, cursor)) await parts.onRead(actor, pair);
  return ok(undefined);
}
