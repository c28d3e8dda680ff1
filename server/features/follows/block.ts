import type { Pipeline } from '../../activities/pipeline.ts';
import type { Naming } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { appError } from '../../core/errors.ts';
import { nameOf } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { FollowViews } from './follows.views.ts';

interface BlockParts {
  views: FollowViews;
  pipeline: Pipeline;
  naming: Naming;
  clock: Clock;
}

/**
 * Blocks somebody: follows between the two end both ways (`follows.projection.ts`), and their server is told, so that it does
 * the same. Doing it again changes nothing.
 */
export async function block(parts: BlockParts, blocker: string, blocked: string): Promise<Result<void>> {
  if (blocker === blocked) return fail(appError('conflict', 'You cannot block yourself.'));
  const current = await parts.views.blocks.of(blocker, blocked);
  if (current?.undone === false) return ok(undefined);
  await parts.pipeline.publish({
    type: 'Block',
    // Named after what came before it, so that two taps at the same moment are one.
    iri: parts.naming.newActivity(nameOf('block', blocker, blocked, current?.activity ?? '')),
    actor: blocker,
    object: blocked,
    audience: { to: [blocked], cc: [] },
    publishedAt: parts.clock.now(),
  });
  return ok(undefined);
}

/** Lifts a block; the follows of before do not come back. */
export async function unblock(parts: BlockParts, blocker: string, blocked: string): Promise<Result<void>> {
  const current = await parts.views.blocks.of(blocker, blocked);
  if (current === null || current.undone) return ok(undefined);
  await parts.pipeline.publish({
    type: 'Undo',
    iri: parts.naming.newActivity(nameOf('undo', blocker, current.activity)),
    actor: blocker,
    object: current.activity,
    reason: '',
    cause: null,
    audience: { to: [blocked], cc: [] },
    publishedAt: parts.clock.now(),
  });
  return ok(undefined);
}
