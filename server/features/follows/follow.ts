import type { Pipeline } from '../../activities/pipeline.ts';
import type { Naming } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { appError } from '../../core/errors.ts';
import { nameOf } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { answerFollow } from './answer-follow.ts';
import type { FollowView, FollowViews } from './follows.views.ts';

interface Parts {
  views: FollowViews;
  pipeline: Pipeline;
  naming: Naming;
  clock: Clock;
}

/** Asks to follow someone. Asking again while it stands changes nothing. */
export async function follow(parts: Parts, follower: string, followee: string): Promise<Result<void>> {
  if (follower === followee)
    return fail(appError('conflict', 'You cannot follow yourself; your posts are in your feed anyway.'));
  const current = await parts.views.between(follower, followee);
  if (current && current.state !== 'over') return ok(undefined);
  await parts.pipeline.publish({
    type: 'Follow',
    // Named after what came before it, so that two taps at the same moment are one.
    iri: parts.naming.newActivity(nameOf('follow', follower, followee, current?.follow ?? '')),
    actor: follower,
    object: followee,
    audience: { to: [followee], cc: [] },
    publishedAt: parts.clock.now(),
  });
  return ok(undefined);
}

/** Stops following, or takes a request back. Not following to begin with is not an error. */
export async function unfollow(parts: Parts, follower: string, followee: string): Promise<Result<void>> {
  const current = await parts.views.between(follower, followee);
  if (current && current.state !== 'over') await endFollow(parts, current);
  return ok(undefined);
}

/** Ends a follow or request, by whichever of the two is of this instance: it is taken back, or refused. */
export async function endFollow(parts: Pick<Parts, 'pipeline' | 'naming' | 'clock'>, row: FollowView): Promise<void> {
  if (!parts.naming.isLocal(row.follower)) return answerFollow(parts, row, 'Reject');
  await parts.pipeline.publish({
    type: 'Undo',
    iri: parts.naming.newActivity(nameOf('undo', row.follower, row.follow)),
    actor: row.follower,
    object: row.follow,
    reason: '',
    cause: null,
    audience: { to: [row.followee], cc: [] },
    publishedAt: parts.clock.now(),
  });
}
