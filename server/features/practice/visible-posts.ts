import type { DomainPolicy } from '../../activities/ports.ts';
import { type Asker, type Permissions, permit } from '../../activities/visibility.ts';
import type { FollowViews } from '../follows/index.ts';
import { isFromBlocked } from '../moderation/index.ts';
import type { PostView } from './practice.model.ts';
import type { PracticeViews } from './practice.views.ts';

interface VisibleParts {
  follows: FollowViews;
  /** What is here of a blocked instance is shown to nobody while it is blocked. */
  policy: DomainPolicy;
}

/** What `asker` may do with each of these posts; one read for the whole page. */
export async function permissionsFor(
  follows: FollowViews,
  asker: Asker,
  posts: readonly PostView[],
): Promise<(post: PostView) => Permissions> {
  const restricted = posts.filter((post) => post.visibility === 'followers').map((post) => post.author);
  if (asker.kind === 'anyone') return (post) => permit(asker, post, { followsAuthor: false });
  const [accepted, blocked] = await Promise.all([
    follows.acceptedAmong(asker.iri, restricted),
    follows.blocks.blockedBy(asker.iri),
  ]);
  return ({ author, ...post }) =>
    permit(asker, { author, ...post }, { followsAuthor: accepted.has(author), blocksAuthor: blocked.has(author) });
}

/** The posts among these that are there for `asker`, in the same order, with what they may do with them. */
export async function visibleAmong(
  { follows, policy }: VisibleParts,
  asker: Asker,
  posts: readonly PostView[],
): Promise<{ visible: PostView[]; permissions: (post: PostView) => Permissions }> {
  const there = posts.filter((post) => !post.deleted && !isFromBlocked(policy, post.author));
  const permissions = await permissionsFor(follows, asker, there);
  return { visible: there.filter((post) => permissions(post).see), permissions };
}

/** The post with this API id, or what is left of it, when `asker` may see it. */
export async function postFor(
  parts: VisibleParts & { views: PracticeViews },
  asker: Asker,
  id: string,
): Promise<PostView | null> {
  const post = await parts.views.byId(id);
  if (post === null || isFromBlocked(parts.policy, post.author)) return null;
  return (await permissionsFor(parts.follows, asker, [post]))(post).see ? post : null;
}
