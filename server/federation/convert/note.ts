import { FEEDBACK_KINDS } from '../../../shared/vocabulary.ts';
import { type Audience, type Json, type JsonObject, type Note, PUBLIC } from '../../activities/activity.ts';
import { escapeHtml, HTML_MAX_CHARS, htmlToText, sanitizeHtml } from '../../core/html.ts';
import type { FederationNaming } from '../naming.ts';
import { audience, date, idOf, iri, isAddressed, isObject, list, pageUrl, text } from './read.ts';
import { instant, readMarkdown, writeMarkdown } from './source.ts';
import { readHashtags, readMentions, writeHashtag, writeMention } from './tags.ts';

const ATTACHMENTS_MAX = 16;
const CAPTION_MAX_CHARS = 300;

/** A note to people and to nobody else: other servers show it as a direct message only when it mentions them. */
function isPrivate({ to, cc }: Audience): boolean {
  return cc.length === 0 && !to.includes(PUBLIC);
}

export function writeNote(note: Note, naming: FederationNaming): JsonObject {
  const mentioned = isPrivate(note.audience) ? new Set([...note.mentions, ...note.audience.to]) : note.mentions;
  return {
    id: note.iri,
    type: 'Note',
    attributedTo: note.author,
    url: note.url,
    content: note.html,
    ...writeMarkdown(note.markdown),
    ...(note.inReplyTo === null ? {} : { inReplyTo: note.inReplyTo }),
    ...(note.context === null ? {} : { context: note.context }),
    ...(note.feedbackKind === null ? {} : { 'staffroom:feedbackKind': note.feedbackKind }),
    tag: [
      ...[...mentioned].map((actor) => writeMention(actor, naming)),
      ...note.tags.map((tag) => writeHashtag(tag, naming)),
    ],
    attachment: [],
    to: note.audience.to,
    cc: note.audience.cc,
    published: instant(note.publishedAt),
    ...(note.editedAt === null ? {} : { updated: instant(note.editedAt) }),
  };
}

/** Pictures and files that others attach, as links under the text, so that nothing said is lost. */
function attachmentLinks(attachment: Json | undefined): string {
  const links: string[] = [];
  for (const item of list(attachment).slice(0, ATTACHMENTS_MAX)) {
    if (!isObject(item)) continue;
    const href = iri(item.url) ?? iri(item.href);
    if (href === null) continue;
    const caption = htmlToText(text(item.name, CAPTION_MAX_CHARS)) || href;
    links.push(`<p><a href="${escapeHtml(href)}">${escapeHtml(caption)}</a></p>`);
  }
  return links.join('');
}

/** A content warning, which others keep in `summary`, opens the text. */
function warning(summary: Json | undefined): string {
  const words = htmlToText(text(summary, CAPTION_MAX_CHARS));
  return words === '' ? '' : `<p><strong>${escapeHtml(words)}</strong></p>`;
}

/** A Note, or what others send in its place. Null without an id and an author. */
export function readNote(json: JsonObject, fallback: Audience, at: Date): Note | null {
  const id = iri(json.id);
  const author = idOf(json.attributedTo);
  if (id === null || author === null) return null;
  const content = text(json.content, HTML_MAX_CHARS);
  return {
    kind: 'note',
    iri: id,
    author,
    url: pageUrl(json.url, id),
    html: sanitizeHtml(warning(json.summary) + content + attachmentLinks(json.attachment)),
    markdown: readMarkdown(json),
    inReplyTo: idOf(json.inReplyTo),
    context: idOf(json.context),
    feedbackKind: FEEDBACK_KINDS.find((kind) => kind === json['staffroom:feedbackKind']) ?? null,
    mentions: readMentions(json.tag),
    tags: readHashtags(json.tag),
    audience: isAddressed(json) ? audience(json) : fallback,
    publishedAt: date(json.published) ?? at,
    editedAt: date(json.updated),
  };
}
