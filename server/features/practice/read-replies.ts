import type { Page } from '../../../shared/contracts/endpoint.ts';
import type { Post } from '../../../shared/contracts/practice.ts';
import type { Asker } from '../../activities/visibility.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { PostView } from './practice.model.ts';
import { type PresentParts, postFor, presentPosts } from './present-posts.ts';
import { type PageRequest, visiblePage } from './visible-page.ts';

const MAX_ANSWERS = 50;

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
