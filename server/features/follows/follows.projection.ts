import type { ActivityOf } from '../../activities/activity.ts';
import type { ActivityLog } from '../../activities/log.ts';
import type { Occurrence, Projection } from '../../activities/pipeline.ts';
import { type FollowViews, followId } from './follows.views.ts';

/**
 * Follow, and the three ways it can go on. An answer counts only when it names the newest Follow and comes from the
 * one who was asked (security cases 11 and 12); an Undo only when it comes from the follower.
 */
export class FollowsProjection implements Projection {
  readonly name = 'follows';
  readonly #views: FollowViews;
  readonly #log: ActivityLog;

  constructor(views: FollowViews, log: ActivityLog) {
    this.#views = views;
    this.#log = log;
  }

  prepare(): Promise<void> {
    return this.#views.prepare();
  }

  async clear(): Promise<void> {
    await this.#views.documents.drop();
  }

  async apply({ activity }: Occurrence): Promise<void> {
    switch (activity.type) {
      case 'Follow':
        return this.#onFollow(activity);
      case 'Accept':
        return this.#onAnswer({ follow: activity.object, followee: activity.actor }, 'accepted');
      case 'Reject':
        return this.#onAnswer({ follow: activity.object, followee: activity.actor }, 'over');
      case 'Undo':
        return this.#onAnswer({ follow: activity.object, follower: activity.actor }, 'over');
      default:
    }
  }

  async #onFollow(activity: ActivityOf<'Follow'>): Promise<void> {
    const { actor: follower, object: followee, iri: follow } = activity;
    if (follower === followee) return;
    const current = await this.#views.between(follower, followee);
    if (current?.follow === follow) return;
    // The Undo may have come first.
    const state = (await this.#log.has('Undo', follow, follower)) ? 'over' : 'requested';
    await this.#views.documents.replaceOne(
      { _id: followId(follower, followee) },
      { follower, followee, follow, state },
      { upsert: true },
    );
  }

  async #onAnswer(
    match: { follow: string; followee: string } | { follow: string; follower: string },
    state: 'accepted' | 'over',
  ): Promise<void> {
    await this.#views.documents.updateOne({ ...match, state: { $ne: 'over' } }, { $set: { state } });
  }
}
