import type { EditFields, Post } from '../../../shared/contracts/practice.ts';
import { type ActivityOf, type Article, PLAIN_ARTICLE } from '../../activities/activity.ts';
import type { Pipeline } from '../../activities/pipeline.ts';
import type { GoingPublic, Naming } from '../../activities/ports.ts';
import { audienceFor } from '../../activities/visibility.ts';
import type { Clock } from '../../core/clock.ts';
import { type AppError, appError, NOT_FOUND } from '../../core/errors.ts';
import { nameOf } from '../../core/ids.ts';
import { plainSummary } from '../../core/markdown.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { pollAsked, type WrittenPost } from './asked-poll.ts';
import type { Drafts } from './drafts.ts';
import { type PresentParts, presentPosts } from './present-posts.ts';
import { type TextParts, type WrittenText, writeText } from './write-text.ts';

export interface WriteParts extends PresentParts, TextParts {
  media: TextParts['media'];
  drafts: Drafts;
  pipeline: Pipeline;
  naming: Naming;
  clock: Clock;
  goingPublic: GoingPublic;
}

/**
 * Publishes a practice post. The draft it came from is removed only once the post is durable; publishing it twice (a
 * double tap, a retry after a lost answer) gives the same post.
 */
export async function publishPost(
  parts: WriteParts,
  actor: string,
  { draft, ...fields }: WrittenPost & { draft?: string | undefined },
): Promise<Result<Post>> {
  // A draft names the post it becomes, so that a second attempt meets the first. The client says which draft: with the
  // author in the name, it cannot be the name of anybody else's post.
  const create = await writePost(parts, actor, fields, draft === undefined ? undefined : draftName(actor, draft));
  if (!create.ok) return create;
  const { object } = create.value;
  const refused = await parts.goingPublic.refusal(actor, object.iri, textsOf(fields, object));
  if (refused) return fail(refused);
  await parts.pipeline.publish(create.value);
  if (draft) await parts.drafts.remove(actor, draft);
  return presentOne(parts, actor, object.iri);
}

function draftName(author: string, draft: string): string {
  return nameOf('draft', author, draft);
}

/** The IRI of the post that a draft becomes. */
export function postOfDraft(naming: Naming, author: string, draft: string): string {
  return naming.newObject(draftName(author, draft));
}

/** What somebody typed, by field; the descriptions of images too, and what one can vote for. */
export function textsOf(
  { title, markdown, focusQuestion, tags, subject }: EditFields,
  { attachments, poll }: Pick<Article, 'attachments' | 'poll'>,
) {
  const described = attachments.map(({ name }) => name).join('\n');
  const answers = poll?.options.map(({ text }) => text).join('\n') ?? '';
  return { title, markdown, focusQuestion, tags: tags.join(' '), subject, attachments: described, poll: answers };
}

/** What publishing these fields says to everybody, under new names or those that `name` stands for. Stores nothing. */
export async function writePost(
  parts: WriteParts,
  actor: string,
  fields: WrittenPost,
  name?: string,
): Promise<Result<ActivityOf<'Create'> & { object: Article }>> {
  const iris = parts.naming.actor((await parts.profiles.byIri(actor))?.username ?? '');
  if (iris.iri !== actor) return fail(NOT_FOUND);
  const iri = parts.naming.newObject(name);
  const publishedAt = parts.clock.now();
  const poll = fields.poll === null ? ok(null) : pollAsked(fields.poll, publishedAt);
  if (!poll.ok) return poll;
  const written = await writeText(parts, actor, fields);
  if (!written.ok) return written;
  const audience = audienceFor(fields.visibility, iris.followers, written.value.mentions);
  const url = parts.naming.pageOf(iri);
  const object = articleOf(
    { iri, author: actor, url, audience, publishedAt, editedAt: null, poll: poll.value },
    fields,
    written.value,
  );
  const tooLarge = checkSize(object);
  if (tooLarge) return fail(tooLarge);
  return ok({ type: 'Create', iri: parts.naming.newActivity(name), actor, audience, publishedAt, object });
}

/** Instances take activities of 256 KiB; this leaves room for what is around the text. */
const WIRE_MAX_BYTES = 240 * 1024;

/**
 * Refuses a post that no other instance would take. Characters are not bytes: the longest text allowed in a script like
 * Chinese or Hindi, sent as HTML and as typed, is larger than others read.
 */
export function checkSize({
  html,
  markdown,
  summary,
  attachments,
}: Pick<Article, 'html' | 'markdown' | 'summary' | 'attachments'>): AppError | null {
  const sent = [html, markdown, summary, summary, attachments, attachments[0]];
  if (Buffer.byteLength(JSON.stringify(sent)) <= WIRE_MAX_BYTES) return null;
  const sentence = 'This is too long to be sent to other instances. Make two posts of it.';
  return appError('invalid_input', sentence, { markdown: sentence });
}

/** What of a post is not in its fields. */
type Given = Pick<Article, 'iri' | 'author' | 'url' | 'audience' | 'publishedAt' | 'editedAt' | 'poll'>;

export function articleOf(given: Given, fields: EditFields, text: WrittenText): Article {
  return {
    kind: 'article',
    ...PLAIN_ARTICLE,
    ...given,
    title: fields.title,
    summary: plainSummary(text.html),
    html: text.html,
    markdown: fields.markdown,
    focusQuestion: fields.focusQuestion,
    language: fields.language,
    attachments: text.attachments,
    mentions: text.mentions,
    tags: text.tags,
    subject: fields.subject,
    gradeLevel: fields.gradeLevel,
    licence: fields.licence,
  };
}

/** A post as its author, or someone who just did something with it, sees it now. */
export async function presentOne(parts: PresentParts, actor: string, iri: string): Promise<Result<Post>> {
  const post = await parts.views.byIri(iri);
  const [shown] = post ? await presentPosts(parts, { kind: 'actor', iri: actor }, [post]) : [];
  return shown ? ok(shown) : fail(NOT_FOUND);
}
