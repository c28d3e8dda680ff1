import type { EditFields, Post, PostSource } from '../../../shared/contracts/practice.ts';
import { GRADE_LEVELS, LICENCE_IDS } from '../../../shared/vocabulary.ts';
import { type Audience, PLAIN_NOTE } from '../../activities/activity.ts';
import type { ActivityLog } from '../../activities/log.ts';
import type { ActivityCodec } from '../../activities/ports.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { escapeHtml } from '../../core/html.ts';
import { parseMarkdown } from '../../core/markdown.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { PostView } from './practice.model.ts';
import { articleOf, checkSize, presentOne, textsOf, type WriteParts } from './publish-post.ts';
import { writeText } from './write-text.ts';

/** What the author typed, to edit it again. */
export async function postSource(parts: WriteParts, actor: string, id: string): Promise<Result<PostSource>> {
  const post = await ownPost(parts, actor, id);
  if (!post) return fail(NOT_FOUND);
  const { title, focusQuestion, subject, language, attachments, html } = post;
  const markdown = post.markdown ?? '';
  // Those in the text are found there again, unless the edit takes them out.
  const inText = new Set(parseMarkdown(markdown).references.tags.map((tag) => tag.toLowerCase()));
  return ok({
    title,
    focusQuestion,
    tags: post.tags.filter((tag) => !inText.has(tag.toLowerCase())),
    subject,
    language,
    attachments: attachments.flatMap(({ url }) =>
      html.includes(`<img src="${escapeHtml(url)}"`) ? [] : (parts.naming.mediaId(url) ?? []),
    ),
    markdown,
    gradeLevel: GRADE_LEVELS.find((level) => level === post.gradeLevel) ?? null,
    licence: LICENCE_IDS.find((licence) => licence === post.licence) ?? 'all-rights-reserved',
    answers: post.poll?.options.map(({ text }) => text) ?? [],
    visibility: post.visibility === 'unlisted' || post.visibility === 'followers' ? post.visibility : 'public',
  });
}

/**
 * Changes a practice post of one's own; everyone who has it gets the Update. Who may see it stays as it was, and those whom
 * it mentions now may too; so does its poll, since people have voted for what it said.
 */
export async function editPost(
  parts: WriteParts & AudienceParts,
  actor: string,
  id: string,
  fields: EditFields,
): Promise<Result<Post>> {
  const post = await ownPost(parts, actor, id);
  if (post?.kind !== 'practice') return fail(NOT_FOUND);
  const now = parts.clock.now();
  const written = await writeText(parts, actor, fields);
  if (!written.ok) return written;
  const audience = await audienceOf(parts, post, written.value.mentions);
  const { _id: iri, author, url, publishedAt, poll } = post;
  const object = articleOf({ iri, author, url, audience, publishedAt, editedAt: now, poll }, fields, written.value);
  const refused = await parts.goingPublic.refusal(actor, iri, textsOf(fields, object));
  if (refused) return fail(refused);
  const tooLarge = checkSize(object);
  if (tooLarge) return fail(tooLarge);
  await parts.pipeline.publish({
    type: 'Update',
    iri: parts.naming.newActivity(),
    actor,
    audience,
    publishedAt: now,
    object,
  });
  return presentOne(parts, actor, iri);
}

/** Changes a reply of one's own; everyone who has it gets the Update. Its kind and its place in the thread stay. */
export async function editReply(
  parts: WriteParts & AudienceParts,
  actor: string,
  id: string,
  markdown: string,
): Promise<Result<Post>> {
  const post = await ownPost(parts, actor, id);
  if (post?.kind !== 'reply') return fail(NOT_FOUND);
  const written = await writeText(parts, actor, { markdown });
  if (!written.ok) return written;
  const { html, tags, attachments } = written.value;
  const tooLarge = checkSize({ html, markdown, attachments, summary: '' });
  if (tooLarge) return fail(tooLarge);
  const answered = post.inReplyTo === null ? null : await parts.views.byIri(post.inReplyTo);
  const mentions = [...new Set([...(answered ? [answered.author] : []), ...written.value.mentions])].filter(
    (iri) => iri !== actor,
  );
  const now = parts.clock.now();
  const audience = await audienceOf(parts, post, mentions);
  const { _id: iri, author, url, inReplyTo, feedbackKind, language, publishedAt } = post;
  await parts.pipeline.publish({
    type: 'Update',
    iri: parts.naming.newActivity(),
    actor,
    audience,
    publishedAt: now,
    object: {
      kind: 'note',
      ...PLAIN_NOTE,
      iri,
      author,
      url,
      html,
      markdown,
      inReplyTo,
      context: post.context ?? null,
      feedbackKind,
      anchor: null,
      invitation: null,
      mentions,
      tags,
      attachments,
      language,
      audience,
      publishedAt,
      editedAt: now,
    },
  });
  return presentOne(parts, actor, iri);
}

/** Deletes a post or reply of one's own, here and wherever it was sent. */
export async function deletePost(parts: WriteParts & AudienceParts, actor: string, id: string): Promise<Result<void>> {
  const post = await ownPost(parts, actor, id);
  if (!post) return fail(NOT_FOUND);
  await parts.pipeline.publish({
    type: 'Delete',
    iri: parts.naming.newActivity(),
    actor,
    audience: await audienceOf(parts, post),
    publishedAt: parts.clock.now(),
    object: post._id,
  });
  return ok(undefined);
}

export interface AudienceParts {
  log: ActivityLog;
  codec: ActivityCodec;
}

async function ownPost(parts: WriteParts, actor: string, id: string): Promise<PostView | null> {
  const post = await parts.views.byId(id);
  return post && post.author === actor && !post.deleted ? post : null;
}

/**
 * The audience it was published to, from the log, with those it has come to mention since: a later change goes to all who
 * have it.
 */
async function audienceOf(parts: AudienceParts, post: PostView, mentioned: readonly string[] = []): Promise<Audience> {
  const created = await parts.log.get(post.activity);
  if (!created) throw new Error(`the log has no ${post.activity}`);
  const { to, cc } = parts.codec.decode(created.json).audience;
  return { to, cc: [...new Set([...cc, ...post.members, ...mentioned])].filter((iri) => !to.includes(iri)) };
}
