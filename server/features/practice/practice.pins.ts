import type { ActivityOf } from '../../activities/activity.ts';
import { isNewer } from '../../activities/history.ts';
import { KeyedQueue } from '../../core/keyed-queue.ts';
import type { ProfileViews } from '../profiles/index.ts';
import { type PracticeViews, pinId } from './practice.views.ts';

const MAX_PINNING = 16;
/** Looked at when an actor says which collection is the one; a profile shows five. */
const MAX_CAUGHT_UP = 200;
/** Whatever people here add to is the one: they may have joined before it had a name. */
export const OWN_FEATURED = 'featured';

/**
 * What people put at the top of their profiles. They add things to other collections of theirs too, and which one is
 * `featured` may be learnt after what is in it: so what they say is kept for each, and counts where it is the one.
 */
export class Pins {
  readonly #views: PracticeViews;
  readonly #profiles: ProfileViews;
  /** One author's one after another: what they pinned and where they pin are told apart from each other. */
  readonly #queue = new KeyedQueue(MAX_PINNING);

  constructor(views: PracticeViews, profiles: ProfileViews) {
    this.#views = views;
    this.#profiles = profiles;
  }

  /** Of what an author says about a post's place in a collection the newest counts, whichever arrives last. */
  onPin({ type, actor, object: post, target: said, iri, publishedAt: at }: ActivityOf<'Pin' | 'Unpin'>): Promise<void> {
    return this.#queue.run([actor], async () => {
      const target = this.#profiles.isLocal(actor) ? OWN_FEATURED : said;
      const _id = pinId(actor, target, post);
      const current = await this.#views.pins.findOne({ _id });
      if (current && current.activity !== iri && isNewer(current, { at, activity: iri })) return;
      const pin = { author: actor, target, post, at, activity: iri, on: type === 'Pin' };
      await this.#views.pins.replaceOne({ _id }, pin, { upsert: true });
      await this.#place(actor, post, await this.#featuredOf(actor));
    });
  }

  /** When an actor says who they are: what they pinned before counts now, and what they had elsewhere does not. */
  onActor(actor: string): Promise<void> {
    return this.#queue.run([actor], async () => {
      const featured = await this.#featuredOf(actor);
      const [before, now] = await Promise.all([
        this.#views.pinnedBy(actor, MAX_CAUGHT_UP),
        featured === null ? [] : this.#views.pinsIn(actor, featured, MAX_CAUGHT_UP),
      ]);
      for (const post of new Set([...before.map(({ _id }) => _id), ...now.map(({ post }) => post)])) {
        await this.#place(actor, post, featured);
      }
    });
  }

  /** When a post comes, which may be after it was pinned, or goes. */
  onPost(author: string, post: string): Promise<void> {
    return this.#queue.run([author], async () => this.#place(author, post, await this.#featuredOf(author)));
  }

  async #featuredOf(actor: string): Promise<string | null> {
    if (this.#profiles.isLocal(actor)) return OWN_FEATURED;
    return (await this.#profiles.byIri(actor))?.featured ?? null;
  }

  async #place(author: string, iri: string, featured: string | null): Promise<void> {
    const post = await this.#views.byIri(iri);
    if (post?.author !== author) return;
    const pin = featured === null ? null : await this.#views.pins.findOne({ _id: pinId(author, featured, iri) });
    const isPinned = pin?.on === true && !post.deleted;
    if (!isPinned && !post.pinned) return;
    const change = isPinned
      ? { $set: { pinned: true as const, pinnedAt: pin.at } }
      : { $unset: { pinned: '', pinnedAt: '' } };
    await this.#views.posts.updateOne({ _id: iri }, change);
  }
}
