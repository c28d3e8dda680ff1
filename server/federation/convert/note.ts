import { FEEDBACK_KINDS } from '../../../shared/vocabulary.ts';
import { type Audience, type JsonObject, type Note, PLAIN_NOTE, PUBLIC } from '../../activities/activity.ts';
import { HTML_MAX_CHARS, sanitizeHtml } from '../../core/html.ts';
import type { FederationNaming } from '../naming.ts';
import { attachmentLinks, picturesOf, readAttachments, writeAttachment } from './attachments.ts';
import { readExtras, writeExtras, writeExtraTags, writeWarning } from './extras.ts';
import { readContent, readLanguage, writeLanguage } from './language.ts';
import { readAnchor, writeAnchor } from './pair-entry.ts';
import { readOption, readPoll, writePoll } from './poll.ts';
import { fallbackOf, withoutFallback } from './quote.ts';
import { audience, authorOf, date, first, idOf, iri, isAddressed, isObject, list, pageUrl, text } from './read.ts';
import { readAgreement, writeAgreement } from './relationship.ts';
import { instant, readMarkdown, writeMarkdown } from './source.ts';
import { readHashtags, readMentions, writeHashtag, writeMention } from './tags.ts';

/** A note to people and to nobody else: other servers show it as a direct message only when it mentions them. */
function isPrivate({ to, cc }: Audience): boolean {
  return cc.length === 0 && !to.includes(PUBLIC);
}

export function writeNote(note: Note, naming: FederationNaming): JsonObject {
  if (note.vote !== null) return writeVote(note, note.vote);
  const content = fallbackOf(note.quote) + note.html;
  const mentioned = isPrivate(note.audience) ? new Set([...note.mentions, ...note.audience.to]) : note.mentions;
  return {
    id: note.iri,
    type: 'Note',
    ...(note.poll === null ? {} : writePoll(note.poll)),
    attributedTo: note.author,
    url: note.url,
    ...writeWarning(note.warning),
    ...writeExtras(note),
    content,
    ...writeLanguage(note.language, { name: '', content }),
    ...writeMarkdown(note.markdown),
    ...(note.inReplyTo === null ? {} : { inReplyTo: note.inReplyTo }),
    ...(note.context === null ? {} : { context: note.context }),
    ...(note.feedbackKind === null ? {} : { 'staffroom:feedbackKind': note.feedbackKind }),
    ...writeAnchor(note.anchor),
    ...(note.invitation === null ? {} : { 'staffroom:invitation': writeAgreement(note.invitation) }),
    tag: [
      ...[...mentioned].map((actor) => writeMention(actor, naming)),
      ...note.tags.map((tag) => writeHashtag(tag, naming)),
      ...writeExtraTags(note),
    ],
    attachment: note.attachments.map(writeAttachment),
    to: note.audience.to,
    cc: note.audience.cc,
    published: instant(note.publishedAt),
    ...(note.editedAt === null ? {} : { updated: instant(note.editedAt) }),
  };
}

/** A vote is a Note of nothing but the option's text, to whoever asked (Mastodon's way with polls). */
function writeVote({ iri: id, author, inReplyTo, audience: { to, cc }, publishedAt }: Note, name: string): JsonObject {
  return { id, type: 'Note', attributedTo: author, name, inReplyTo, to, cc, published: instant(publishedAt) };
}

/** The text of the option that a vote is for; null for anything else. */
export function readVote(json: JsonObject): string | null {
  const isBare = readContent(json, 1) === '' && list(json.attachment).length === 0;
  return isBare && idOf(json.inReplyTo) !== null ? readOption(json.name) || null : null;
}

/** A Note, or what others send in its place. Null without an id and an author. */
export function readNote(json: JsonObject, fallback: Audience, at: Date): Note | null {
  const id = iri(json.id);
  const author = authorOf(json);
  if (id === null || author === null) return null;
  const extras = readExtras(json, id, text(json.summary, HTML_MAX_CHARS));
  const content = withoutFallback(readContent(json, HTML_MAX_CHARS), extras.quote);
  const attachments = readAttachments(json);
  const invitation = first(json['staffroom:invitation']);
  const to = audience(json).to[0];
  return {
    kind: 'note',
    ...PLAIN_NOTE,
    ...extras,
    poll: readPoll(json, at),
    vote: readVote(json),
    iri: id,
    author,
    url: pageUrl(json.url, id),
    html: sanitizeHtml(content + attachmentLinks(json), picturesOf(attachments)),
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
