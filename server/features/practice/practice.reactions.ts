import type { Occurrence, Reaction } from '../../activities/pipeline.ts';
import type { LiveUpdates, RemoteDirectory } from '../../activities/ports.ts';
import type { FollowViews } from '../follows/index.ts';
import type { ProfileViews } from '../profiles/index.ts';
import { isOpen } from './practice.model.ts';
import type { PracticeViews } from './practice.views.ts';

/** Followers of this instance who are told at once of a new post; the others see it when they look. */
const MAX_TOLD = 1_000;

/** Tells open screens what changed, and fetches what a reply or a boost points to. */
export class PracticeReactions implements Reaction {
  readonly name = 'practice';
  readonly #parts: {
    views: PracticeViews;
    profiles: ProfileViews;
    follows: FollowViews;
    remote: RemoteDirectory;
    live: LiveUpdates;
  };

  constructor(parts: {
    views: PracticeViews;
    profiles: ProfileViews;
    follows: FollowViews;
    remote: RemoteDirectory;
    live: LiveUpdates;
  }) {
    this.#parts = parts;
  }

  async react({ activity, origin }: Occurrence): Promise<void> {
    switch (activity.type) {
      case 'Create': {
        const { object } = activity;
        if (object.kind === 'note' && object.inReplyTo && origin === 'remote') {
          await this.#parts.remote.fetchAbove(object.inReplyTo);
          await this.#lookForMore(object.iri);
        }
        return this.#announce(object.iri, activity.actor);
      }
      case 'Update':
        if (activity.object.kind !== 'actor') await this.#announce(activity.object.iri);
        return;
      case 'Announce':
        // Only what was delivered to us is worth a fetch of ours, never what a fetch brought.
        if (origin === 'remote' && !(await this.#parts.views.byIri(activity.object))) {
          await this.#parts.remote.fetch(activity.object);
        }
        return this.#announce(activity.object, activity.actor);
      case 'Like':
      case 'Delete':
        return this.#announce(activity.object);
      case 'Undo': {
        const response = await this.#parts.views.responseBy(activity.object);
        return response ? this.#announce(response.post) : undefined;
      }
      default:
    }
  }

  /**
   * To whoever has the post, or the thread it belongs to, open; and, of what belongs into feeds, to the followers of whom
   * it is from. Of a reply that not everybody sees, those who look at an open thread are not told; the people it is for
   * are.
   */
  async #announce(iri: string, from?: string): Promise<void> {
    const { views, follows, live } = this.#parts;
    const post = await views.byIri(iri);
    if (!post) return;
    live.toPost(post.id, { name: 'post.changed', post: post.id });
    const above = new Set([post.root, post.inReplyTo].filter((one) => one !== null));
    for (const one of above.size > 0 ? await views.byIris([...above]) : []) {
      const event = { name: 'post.changed', post: one.id } as const;
      if (isOpen(post) || !isOpen(one)) live.toPost(one.id, event);
      else for (const member of [post.author, ...post.members]) live.toActor(member, event);
    }
    if (from === undefined || post.kind !== 'practice') return;
    for (const follower of await follows.localFollowers(from, MAX_TOLD))
      live.toActor(follower, { name: 'feed.changed' });
  }

  /** Where one answer to somebody followed here comes from, others may have been given that were not sent to us. */
  async #lookForMore(reply: string): Promise<void> {
    const { views, follows, profiles, remote } = this.#parts;
    const post = await views.byIri(reply);
    const root = post?.root ? await views.byIri(post.root) : null;
    if (!root || profiles.isLocal(root._id) || !isOpen(root)) return;
    if ((await follows.localFollowers(root.author, 1)).length > 0) remote.refreshThread(root._id, root.publishedAt);
  }
}
