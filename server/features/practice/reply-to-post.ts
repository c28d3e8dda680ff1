import type { Post } from '../../../shared/contracts/practice.ts';
import type { FeedbackKind } from '../../../shared/vocabulary.ts';
import { publishNote } from '../../activities/publish-note.ts';
import { audienceFor } from '../../activities/visibility.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { nameOf } from '../../core/ids.ts';
import { fail, type Result } from '../../core/result.ts';
import { threadOf } from './open-posts.ts';
import { isOpen } from './practice.model.ts';
import { checkSize, presentOne, type WriteParts } from './publish-post.ts';
import { permissionsFor } from './visible-posts.ts';
import { writeText } from './write-text.ts';

/**
 * Answers a post or reply, as public feedback of a kind or plainly. The answer is as visible as what it answers; the same
 * `clientId` twice is one answer.
 */
export async function replyToPost(
  parts: WriteParts,
  actor: string,
  id: string,
  {
    markdown,
    feedbackKind,
    clientId,
  }: { markdown: string; feedbackKind: FeedbackKind | null; clientId?: string | undefined },
): Promise<Result<Post>> {
  const post = await parts.views.byId(id);
  const author = await parts.profiles.byIri(actor);
  if (!post || post.deleted || !author?.followers) return fail(NOT_FOUND);
  const permissions = await permissionsFor(parts.follows, { kind: 'actor', iri: actor }, [post]);
  const { visibility } = post;
  if (!permissions(post).reply || visibility === 'draft' || visibility === 'pair') return fail(NOT_FOUND);

  const written = await writeText(parts, actor, { markdown });
  if (!written.ok) return written;
  const { html, tags, attachments } = written.value;
  const tooLarge = checkSize({ html, markdown, attachments, summary: '' });
  if (tooLarge) return fail(tooLarge);
  const mentions = [...new Set([...(post.author === actor ? [] : [post.author]), ...written.value.mentions])];
  // Whoever began an open thread gets all of it, and passes it on to those who follow it (AP 7.1.2, FEP-7888).
  const root = isOpen(post) && post.root !== null ? await parts.views.byIri(post.root) : null;
  const owner = root === null || root.author === actor ? [] : [root.author];
  const audience = audienceFor(visibility, author.followers, [...new Set([...mentions, ...owner])]);
  const iri = await publishNote(parts, {
    author: actor,
    markdown,
    html,
    tags,
    attachments,
    feedbackKind,
    mentions,
    audience,
    inReplyTo: post._id,
    context: isOpen(post) ? threadOf(post, parts.naming) : null,
    ...(clientId === undefined ? {} : { name: nameOf('reply', actor, clientId) }),
  });
  return presentOne(parts, actor, iri);
}
