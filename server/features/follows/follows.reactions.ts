import type { Occurrence, Pipeline, Reaction } from '../../activities/pipeline.ts';
import type { DomainPolicy, Naming, RemoteDirectory } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import type { ProfileViews } from '../profiles/index.ts';
import { answerFollow } from './answer-follow.ts';
import type { FollowViews } from './follows.views.ts';

/** Accepts follows of people who do not choose their followers, and fetches the posts of those newly followed. */
export class FollowReactions implements Reaction {
  readonly name = 'follows';
  readonly #parts: FollowParts;

  constructor(parts: FollowParts) {
    this.#parts = parts;
  }

  async react({ activity }: Occurrence): Promise<void> {
    const { views, profiles, naming, remote } = this.#parts;
    if (activity.type === 'Follow' && naming.isLocal(activity.object)) {
      const followee = await profiles.byIri(activity.object);
      const follow = await views.between(activity.actor, activity.object);
      if (!followee || followee.deleted || follow?.state !== 'requested') return;
      if (await views.blocks.isBlocking(activity.object, activity.actor)) {
        return answerFollow(this.#parts, follow, 'Reject');
      }
      if (followee.approvesFollowers) return;
      // Their inbox must be known before the Accept goes out to it.
      if (!(await profiles.byIri(activity.actor))) await remote.fetch(activity.actor);
      await answerFollow(this.#parts, follow, 'Accept');
    }
    if (activity.type === 'Accept' && !naming.isLocal(activity.actor)) {
      const follow = await views.byFollow(activity.object);
      const followee = follow?.state === 'accepted' ? await profiles.byIri(follow.followee) : null;
      if (followee) await remote.backfill(followee);
    }
  }
}

export interface FollowParts {
  views: FollowViews;
  profiles: ProfileViews;
  pipeline: Pipeline;
  naming: Naming;
  remote: RemoteDirectory;
  policy: DomainPolicy;
  clock: Clock;
}
