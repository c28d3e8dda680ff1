import type { ActivityOf } from '../../activities/activity.ts';
import { type History, isNewer } from '../../activities/history.ts';
import type { Occurrence, Projection } from '../../activities/pipeline.ts';
import { type FollowViews, followId } from './follows.views.ts';

/**
 * Follow, and the ways it can go on. An answer counts only when it names the newest Follow and comes from the
 * one who was asked (security cases 11 and 12); an Undo only when it comes from the follower.
 */
export class FollowsProjection implements Projection {
  readonly name = 'follows';
  readonly #views: FollowViews;
  readonly #history: History;

  constructor(views: FollowViews, history: History) {
    this.#views = views;
    this.#history = history;
  }

  prepare(): Promise<void> {
    return this.#views.prepare();
  }

  async clear(): Promise<void> {
    await this.#views.documents.drop();
  }

  async apply({ activity }: Pick<Occurrence, 'activity'>): Promise<void> {
    switch (activity.type) {
      case 'Follow':
        return this.#onFollow(activity);
      case 'Accept':
        return this.#onAnswer({ follow: activity.object, followee: activity.actor }, 'accepted');
      case 'Reject':
        return this.#onAnswer({ follow: activity.object, followee: activity.actor }, 'over');
      case 'Undo':
        return this.#onAnswer({ follow: activity.object, follower: activity.actor }, 'over');
      case 'Block':
        return this.#onBlock(activity);
      default:
    }
  }

  async #onFollow(activity: ActivityOf<'Follow'>): Promise<void> {
    const { actor: follower, object: followee, iri: follow, publishedAt: at } = activity;
    if (follower === followee) return;
    const current = await this.#views.between(follower, followee);
    if (current?.follow === follow) return;
    // Of several the newest counts, whichever arrives last.
    if (current && isNewer({ at: current.at, activity: current.follow }, { at, activity: follow })) return;
    await this.#views.documents.replaceOne(
      { _id: followId(follower, followee) },
      { follower, followee, follow, at, state: 'requested' },
      { upsert: true },
    );
    // What ends or answers it may have come first.
    for (const [type, actor] of ANSWERS(follower, followee)) {
      for (const { activity: answer } of await this.#history.said(type, follow, actor)) {
        await this.apply({ activity: answer });
      }
    }
    for (const [blocker, blocked] of [
      [follower, followee],
      [followee, follower],
    ] as const) {
      for (const { activity: block } of await this.#history.said('Block', blocked, blocker)) {
        if (block.type === 'Block') await this.#onBlock(block);
      }
    }
  }

  /** Ends what there was between the two; a Follow that was sent later is another matter (`follows.reactions.ts`). */
  async #onBlock({ actor, object, publishedAt }: ActivityOf<'Block'>): Promise<void> {
    const between = [followId(actor, object), followId(object, actor)];
    await this.#views.documents.updateMany(
      { _id: { $in: between }, at: { $lte: publishedAt } },
      { $set: { state: 'over' } },
    );
  }

  async #onAnswer(
    match: { follow: string; followee: string } | { follow: string; follower: string },
    state: 'accepted' | 'over',
  ): Promise<void> {
    await this.#views.documents.updateOne({ ...match, state: { $ne: 'over' } }, { $set: { state } });
  }
}

const ANSWERS = (follower: string, followee: string) =>
  [
    ['Accept', followee],
    ['Reject', followee],
    ['Undo', follower],
  ] as const;
