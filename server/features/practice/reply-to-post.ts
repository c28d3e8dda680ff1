import type { Post } from '../../../shared/contracts/practice.ts';
import type { FeedbackKind } from '../../../shared/vocabulary.ts';
import { publishNote } from '../../activities/publish-note.ts';
import { audienceFor } from '../../activities/visibility.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { fail, type Result } from '../../core/result.ts';
import { permissionsFor } from './present-posts.ts';
import { presentOne, type WriteParts } from './publish-post.ts';

/** Answers a post or reply, as public feedback of a kind or plainly. The answer is as visible as what it answers. */
export async function replyToPost(
  parts: WriteParts,
  actor: string,
  id: string,
  { markdown, feedbackKind }: { markdown: string; feedbackKind: FeedbackKind | null },
): Promise<Result<Post>> {
  const post = await parts.views.byId(id);
  const author = await parts.profiles.byIri(actor);
  if (!post || post.deleted || !author?.followers) return fail(NOT_FOUND);
  const permissions = await permissionsFor(parts.follows, { kind: 'actor', iri: actor }, [post]);
  const { visibility } = post;
  if (!permissions(post).reply || visibility === 'draft' || visibility === 'pair') return fail(NOT_FOUND);

  const mentions = post.author === actor ? [] : [post.author];
  const audience = audienceFor(visibility, author.followers, mentions);
  const iri = await publishNote(parts, {
    author: actor,
    markdown,
    feedbackKind,
    mentions,
    audience,
    inReplyTo: post._id,
  });
  return presentOne(parts, actor, iri);
}
