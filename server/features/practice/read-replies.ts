import type { Page } from '../../../shared/contracts/endpoint.ts';
import type { Post } from '../../../shared/contracts/practice.ts';
import type { RemoteDirectory } from '../../activities/ports.ts';
import type { Asker } from '../../activities/visibility.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { recheckQuote } from './ask-to-quote.ts';
import { isOpen, type PostView } from './practice.model.ts';
import { type PresentParts, presentPosts } from './present-posts.ts';
import { type PageRequest, visiblePage } from './visible-page.ts';
import { postFor } from './visible-posts.ts';

const MAX_ANSWERS = 50;

/**
 * When somebody opens a post: lets answers that did not reach this instance be looked for, when something of the thread is of
 * another one, and whether what the post quotes may still be quoted.
 */
export async function lookAgain(parts: PresentParts & { remote: RemoteDirectory }, id: string): Promise<void> {
  const { views, remote, profiles } = parts;
  const post = await views.byId(id);
  if (post && !post.deleted) await recheckQuote(parts, post);
  const root = post?.root ? await views.byIri(post.root) : post;
  if (!root || !isOpen(root) || root.deleted) return;
  // Under what nobody has answered here, there is nothing of others that could have been answered.
  if (profiles.isLocal(root._id) && root.replies === 0) return;
  remote.refreshThread(root._id, root.publishedAt);
}

/** The replies under a post, oldest first, that `asker` may see; under a reply, its direct answers. */
export async function readReplies(
  parts: PresentParts,
  asker: Asker,
  id: string,
  page: PageRequest,
): Promise<Result<Page<Post>>> {
  const post = await postFor(parts, asker, id);
  if (!post) return fail(NOT_FOUND);
  if (post.kind === 'reply') {
    const answers = await parts.views.answers(post._id, MAX_ANSWERS);
    return ok({ items: await presentPosts(parts, asker, answers), next: null });
  }
  return ok(
    await visiblePage(page, {
      read: (cursor, limit) => parts.views.thread(post._id, cursor, limit),
      async show(replies: readonly PostView[]) {
        const shown = new Map((await presentPosts(parts, asker, replies)).map((reply) => [reply.iri, reply]));
        return replies.map((reply) => shown.get(reply._id) ?? null);
      },
      cursorOf: (reply) => reply.position,
    }),
  );
}
