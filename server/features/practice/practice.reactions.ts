import type { Occurrence, Reaction } from '../../activities/pipeline.ts';
import type { LiveUpdates, RemoteDirectory } from '../../activities/ports.ts';
import { keyOf } from '../../core/ids.ts';
import type { FollowViews } from '../follows/index.ts';
import type { ProfileViews } from '../profiles/index.ts';
import type { PracticeViews } from './practice.views.ts';

/** How far up a thread is fetched when a reply arrives to something not known here. */
const MAX_PARENTS = 20;
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
        if (object.kind === 'note' && object.inReplyTo && origin === 'remote')
          await this.#fetchThread(object.inReplyTo);
        await this.#announceChange(object.iri);
        return this.#tellFollowers(activity.actor, object.iri);
      }
      case 'Update':
        if (activity.object.kind !== 'actor') await this.#announceChange(activity.object.iri);
        return;
      case 'Announce':
        // Only what was delivered to us is worth a fetch of ours, never what a fetch brought.
        if (origin === 'remote' && !(await this.#parts.views.byIri(activity.object))) {
          await this.#parts.remote.fetch(activity.object);
        }
        await this.#announceChange(activity.object);
        return this.#tellFollowers(activity.actor, activity.object);
      case 'Like':
      case 'Delete':
        return this.#announceChange(activity.object);
      default:
    }
  }

  /** To whoever has the post, or the thread it belongs to, open. */
  async #announceChange(iri: string): Promise<void> {
    const post = await this.#parts.views.byIri(iri);
    if (!post) return;
    for (const key of new Set([
      post.id,
      ...[post.root, post.inReplyTo].flatMap((above) => (above ? keyOf(above) : [])),
    ])) {
      this.#parts.live.toPost(key, { name: 'post.changed', post: key });
    }
  }

  async #tellFollowers(actor: string, iri: string): Promise<void> {
    const post = await this.#parts.views.byIri(iri);
    if (post?.kind !== 'practice') return;
    for (const follower of await this.#parts.follows.localFollowers(actor, MAX_TOLD)) {
      this.#parts.live.toActor(follower, { name: 'feed.changed' });
    }
  }

  async #fetchThread(parent: string): Promise<void> {
    let next: string | null = parent;
    for (let hops = 0; next !== null && hops < MAX_PARENTS; hops++) {
      if (await this.#parts.views.byIri(next)) return;
      const fetched: Awaited<ReturnType<RemoteDirectory['fetch']>> = await this.#parts.remote.fetch(next);
      if (fetched?.kind === 'note') {
        if (!(await this.#parts.profiles.byIri(fetched.author))) await this.#parts.remote.fetch(fetched.author);
        next = fetched.inReplyTo;
      } else next = null;
    }
  }
}
