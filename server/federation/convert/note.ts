import { FEEDBACK_KINDS } from '../../../shared/vocabulary.ts';
import { type Audience, type Json, type JsonObject, type Note, PLAIN_NOTE, PUBLIC } from '../../activities/activity.ts';
import { escapeHtml, HTML_MAX_CHARS, htmlToText, sanitizeHtml } from '../../core/html.ts';
import type { FederationNaming } from '../naming.ts';
import { attachmentLinks, picturesOf, readAttachments, writeAttachment } from './attachments.ts';
import { readContent, readLanguage, writeLanguage } from './language.ts';
import { readAnchor, writeAnchor } from './pair-entry.ts';
import { audience, date, first, idOf, iri, isAddressed, isObject, pageUrl, text } from './read.ts';
import { readAgreement, writeAgreement } from './relationship.ts';
import { instant, readMarkdown, writeMarkdown } from './source.ts';
import { readHashtags, readMentions, writeHashtag, writeMention } from './tags.ts';

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
    ...writeLanguage(note.language, { name: '', content: note.html }),
    ...writeMarkdown(note.markdown),
    ...(note.inReplyTo === null ? {} : { inReplyTo: note.inReplyTo }),
    ...(note.context === null ? {} : { context: note.context }),
    ...(note.feedbackKind === null ? {} : { 'staffroom:feedbackKind': note.feedbackKind }),
    ...writeAnchor(note.anchor),
    ...(note.invitation === null ? {} : { 'staffroom:invitation': writeAgreement(note.invitation) }),
    tag: [
      ...[...mentioned].map((actor) => writeMention(actor, naming)),
      ...note.tags.map((tag) => writeHashtag(tag, naming)),
    ],
    attachment: note.attachments.map(writeAttachment),
    to: note.audience.to,
    cc: note.audience.cc,
    published: instant(note.publishedAt),
    ...(note.editedAt === null ? {} : { updated: instant(note.editedAt) }),
  };
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
  const content = readContent(json, HTML_MAX_CHARS);
  const attachments = readAttachments(json);
  const invitation = first(json['staffroom:invitation']);
  const to = audience(json).to[0];
  return {
    kind: 'note',
    ...PLAIN_NOTE,
    iri: id,
    author,
    url: pageUrl(json.url, id),
    html: sanitizeHtml(warning(json.summary) + content + attachmentLinks(json), picturesOf(attachments)),
    markdown: readMarkdown(json),
    inReplyTo: idOf(json.inReplyTo),
    context: idOf(json.context),
    feedbackKind: FEEDBACK_KINDS.find((kind) => kind === json['staffroom:feedbackKind']) ?? null,
    anchor: readAnchor(json),
    invitation: isObject(invitation) && to !== undefined ? readAgreement(invitation, [author, to]) : null,
    language: readLanguage(json),
    attachments,
    mentions: readMentions(json.tag),
    tags: readHashtags(json.tag),
    audience: isAddressed(json) ? audience(json) : fallback,
    publishedAt: date(json.published) ?? at,
    editedAt: date(json.updated),
  };
}
