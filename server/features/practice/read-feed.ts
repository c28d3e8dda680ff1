import type { Page } from '../../../shared/contracts/endpoint.ts';
import type { FeedItem } from '../../../shared/contracts/practice.ts';
import type { RemoteDirectory } from '../../activities/ports.ts';
import type { Asker } from '../../activities/visibility.ts';
import { keyOf } from '../../core/ids.ts';
import { isFromBlocked } from '../moderation/index.ts';
import type { ActorView } from '../profiles/index.ts';
import { MAX_PINS } from './open-posts.ts';
import { type AppearanceView, isOpen } from './practice.model.ts';
import { type PresentParts, presentPosts } from './present-posts.ts';
import { type PageRequest, visiblePage } from './visible-page.ts';

/** How many people one home feed is made of; further ones are left out rather than making the feed slow. */
const MAX_FOLLOWED = 1_000;

/** Posts of the people the actor follows and their own, newest first, merged while reading. */
export async function readHomeFeed(parts: PresentParts, actor: string, page: PageRequest): Promise<Page<FeedItem>> {
  const followed = await parts.follows.followed(actor, MAX_FOLLOWED);
  return readFeed(parts, { kind: 'actor', iri: actor }, [actor, ...followed], page);
}

/**
 * A person's posts. Of someone on another instance whose posts are not here yet, the newest are fetched first (at most
 * 10 s) when `mayAskOthers`.
 */
export async function readProfilePosts(
  parts: PresentParts & { remote: RemoteDirectory },
  asker: Asker,
  actor: ActorView,
  page: PageRequest,
  mayAskOthers: boolean,
): Promise<Page<FeedItem>> {
  const known = await readFeed(parts, asker, [actor._id], page);
  if (actor.local || !mayAskOthers || page.cursor || known.items.length > 0) return known;
  await parts.remote.backfill(actor);
  return readFeed(parts, asker, [actor._id], page);
}

/**
 * What a person put at the top of their profile. Of someone on another instance it is read there when `mayAskOthers` and it
 * was not for a day: first (at most 10 s) when nothing is known, else for whoever looks next.
 */
export async function readPinnedPosts(
  parts: PresentParts & { remote: RemoteDirectory },
  asker: Asker,
  actor: ActorView,
  mayAskOthers: boolean,
): Promise<FeedItem[]> {
  const known = await parts.views.pinnedBy(actor._id, MAX_PINS);
  if (!actor.local && mayAskOthers) {
    const reading = parts.remote.readPins(actor).catch(() => {});
    if (known.length === 0) await reading;
  }
  const pinned = known.length > 0 || actor.local ? known : await parts.views.pinnedBy(actor._id, MAX_PINS);
  const posts = await presentPosts(parts, asker, pinned);
  return posts.map((post) => ({ id: `pinned-${post.id}`, post, boostedBy: null }));
}

/** One page of what appears at these sources, as `asker` may see it; what stands twice on it is shown once. */
export function readFeed(
  parts: PresentParts,
  asker: Asker,
  sources: readonly string[],
  page: PageRequest,
): Promise<Page<FeedItem>> {
  const onPage = new Set<string>();
  const blocked = asker.kind === 'actor' ? parts.follows.blocks.blockedBy(asker.iri) : Promise.resolve(new Set());

  async function show(appearances: readonly AppearanceView[]): Promise<(FeedItem | null)[]> {
    const [posts, booster] = await Promise.all([
      parts.views.byIris([...new Set(appearances.map((appearance) => appearance.post))]),
      parts.profiles.summaries(appearances.flatMap((appearance) => appearance.boostedBy ?? [])),
    ]);
    const shown = new Map((await presentPosts(parts, asker, posts)).map((post) => [post.iri, post]));
    const hidden = await blocked;
    return appearances.map(({ _id, post: iri, boostedBy }) => {
      const post = shown.get(iri);
      if (!post || onPage.has(iri)) return null;
      // What somebody shares further must be open to everyone, whatever their server says.
      if (boostedBy && (!isOpen(post) || isFromBlocked(parts.policy, boostedBy) || hidden.has(boostedBy))) return null;
      onPage.add(iri);
      return { id: keyOf(_id), post, boostedBy: boostedBy ? booster(boostedBy) : null };
    });
  }

  return visiblePage(page, {
    read: (cursor, limit) => parts.views.newest(sources, cursor, limit),
    show,
    cursorOf: (appearance) => appearance.position,
  });
}
