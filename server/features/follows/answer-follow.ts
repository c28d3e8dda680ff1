import type { Pipeline } from '../../activities/pipeline.ts';
import type { Naming } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { nameOf } from '../../core/ids.ts';
import type { FollowView } from './follows.views.ts';

/** Says yes or no to a follow, in the name of the one who is followed. */
export async function answerFollow(
  parts: { pipeline: Pipeline; naming: Naming; clock: Clock },
  follow: FollowView,
  answer: 'Accept' | 'Reject',
): Promise<void> {
  const base = {
    // One answer of a kind to one request, however often it is given.
    iri: parts.naming.newActivity(nameOf(answer, follow.followee, follow.follow)),
    actor: follow.followee,
    object: follow.follow,
    audience: { to: [follow.follower], cc: [] },
    publishedAt: parts.clock.now(),
  };
  await parts.pipeline.publish(
    answer === 'Accept' ? { type: 'Accept', ...base } : { type: 'Reject', reason: '', ...base },
  );
}
