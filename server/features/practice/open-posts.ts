import type { Naming, OpenList, OpenPost, OpenPosts } from '../../activities/ports.ts';
import { ANYONE } from '../../activities/visibility.ts';
import { mayQuote } from './may-quote.ts';
import { type AppearanceView, isOpen, type PostView, rootOf, tagSource } from './practice.model.ts';
import type { PresentParts } from './present-posts.ts';
import { visiblePage } from './visible-page.ts';
import { visibleAmong } from './visible-posts.ts';

/** What an actor has pinned: enough for a profile, few enough to be read at once. */
export const MAX_PINS = 5;
/** The posts that an actor's tags are counted in, the newest. */
const TAGS_FROM_POSTS = 100;
const MAX_TAGS_OF_ACTOR = 5;
/** Nobody needs to know how many more. */
const MAX_COUNTED = 10_000;

type Parts = Pick<PresentParts, 'views' | 'follows' | 'policy'> & { naming: Naming };

/** What other instances may read of posts and threads: what a visitor may, and nothing else. */
export function openPosts(parts: Parts): OpenPosts {
  const { views } = parts;

  async function shown(posts: readonly PostView[]): Promise<PostView[]> {
    return (await visibleAmong(parts, ANYONE, posts)).visible;
  }

  async function irisOf(rows: readonly { iri: string }[], posts: readonly PostView[]): Promise<(string | null)[]> {
    const open = new Set((await shown(posts)).map(({ _id }) => _id));
    return rows.map(({ iri }) => (open.has(iri) ? iri : null));
  }

  const replyPage = (
    read: (cursor: string | null, limit: number) => Promise<PostView[]>,
    cursor: string | null,
    limit: number,
  ) =>
    visiblePage<PostView, string>(
      { cursor: cursor ?? undefined, limit },
      {
        read,
        show: (posts) =>
          irisOf(
            posts.map(({ _id: iri }) => ({ iri })),
            posts,
          ),
        cursorOf: ({ position }) => position,
      },
    );

  async function get(iri: string): Promise<OpenPost | null> {
    const post = await views.byIri(iri);
    const [open] = post ? await shown([post]) : [];
    if (!open) return null;
    const { author, inReplyTo, likes, boosts } = open;
    const context = threadOf(open, parts.naming);
    return { iri, author, inReplyTo, root: rootOf(open), context, likes, boosts };
  }

  return {
    get,
    async page({ list, of }, cursor, limit) {
      switch (list) {
        case 'thread': {
          const first = cursor === null && (await get(of)) !== null ? [of] : [];
          const { items, next } = await replyPage((after, rows) => views.thread(of, after, rows), cursor, limit);
          return { posts: [...first, ...items], next };
        }
        case 'replies': {
          const { items, next } = await replyPage((after, rows) => views.answers(of, rows, after), cursor, limit);
          return { posts: items, next };
        }
        case 'tagged': {
          const { items, next } = await visiblePage<AppearanceView, string>(
            { cursor: cursor ?? undefined, limit },
            {
              read: (before, rows) => views.newest([tagSource(of)], before, rows),
              show: async (rows) =>
                irisOf(
                  rows.map(({ post: iri }) => ({ iri })),
                  await views.byIris(rows.map(({ post }) => post)),
                ),
              cursorOf: ({ position }) => position,
            },
          );
          return { posts: items, next };
        }
      }
    },
    count: ({ list, of }: OpenList) =>
      list === 'tagged' ? views.countTagged(of, MAX_COUNTED) : views.countOpen(list, of, MAX_COUNTED),
    async pinned(actor) {
      const pinned = await views.pinnedBy(actor, MAX_PINS);
      return (await shown(pinned)).filter(isOpen).map(({ _id }) => _id);
    },
    async tagsOf(actor) {
      const newest = await views.newest([actor], null, TAGS_FROM_POSTS);
      const own = newest.flatMap(({ post, boostedBy }) => (boostedBy === null ? [post] : []));
      return commonTags((await shown(await views.byIris(own))).filter(({ visibility }) => visibility === 'public'));
    },
    async quoteAuthorization(iri) {
      const allowed = await views.quoteAuthorizations.findOne({ iri, asker: { $ne: null } });
      const quoted = allowed === null || allowed.revoked ? null : await views.byIri(allowed.quoted);
      if (!allowed || !quoted || !isOpen(quoted) || (await shown([quoted])).length === 0) return null;
      if (allowed.asker === null || !(await mayQuote(parts, allowed.asker, quoted, allowed))) return null;
      return { iri, author: allowed.author, quoting: allowed.quoting, quoted: allowed.quoted };
    },
    known: (iris) => views.known(iris),
  };
}

/** The thread that a post is in, and answers to it then are (FEP-7888); null when nobody says, and its root is not ours. */
export function threadOf(post: PostView, naming: Naming): string | null {
  if (post.context) return post.context;
  const root = rootOf(post);
  return root !== null && naming.isLocal(root) ? naming.contextOf(root) : null;
}

/** The tags that stand on most of these posts, whatever their case; as they were last written. */
function commonTags(posts: readonly PostView[]): string[] {
  const found = new Map<string, { tag: string; posts: number }>();
  for (const { tags } of posts) {
    for (const tag of tags) {
      const known = found.get(tag.toLowerCase());
      if (known) known.posts += 1;
      else found.set(tag.toLowerCase(), { tag, posts: 1 });
    }
  }
  const order = [...found.values()].sort((a, b) => b.posts - a.posts || (a.tag < b.tag ? -1 : 1));
  return order.slice(0, MAX_TAGS_OF_ACTOR).map(({ tag }) => tag);
}
