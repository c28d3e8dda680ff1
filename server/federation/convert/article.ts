import { LICENCES, type Licence } from '../../../shared/vocabulary.ts';
import type { Article, Audience, JsonObject } from '../../activities/activity.ts';
import { escapeHtml, HTML_MAX_CHARS, htmlToText, sanitizeHtml } from '../../core/html.ts';
import { plainSummary } from '../../core/markdown.ts';
import type { FederationNaming } from '../naming.ts';
import { attachmentLinks, picturesOf, readAttachments, writeAttachment, writePreviewImage } from './attachments.ts';
import { dateLine, readEvent, writeEvent } from './event.ts';
import { readExtras, writeExtras, writeExtraTags, writeWarning } from './extras.ts';
import { readContent, readLanguage, writeLanguage } from './language.ts';
import { pollHeading, readPoll, withoutPollHeading, writePoll } from './poll.ts';
import { fallbackOf, withoutFallback } from './quote.ts';
import { audience, authorOf, date, idOf, iri, isAddressed, pageUrl, text } from './read.ts';
import { instant, readMarkdown, writeMarkdown } from './source.ts';
import { readHashtags, readMentions, writeHashtag, writeMention } from './tags.ts';

const TITLE_MAX_CHARS = 300;
const SUMMARY_MAX_CHARS = 500;
const FOCUS_MAX_CHARS = 500;
const TERM_MAX_CHARS = 60;
const UNTITLED_MAX_CHARS = 80;

/**
 * How the focus question is shown where nobody knows our term. It is a function of the question alone, so an instance
 * that does know the term finds exactly this at the end of the content and takes it off again.
 */
function focusParagraph(question: string): string {
  return question === '' ? '' : `<p><strong>Feedback wanted:</strong> ${escapeHtml(question)}</p>`;
}

function licenceUrl(licence: string): string | null {
  return Object.hasOwn(LICENCES, licence) ? LICENCES[licence as Licence] : iri(licence);
}

function readLicence(json: JsonObject): string | null {
  const url = idOf(json.license);
  const plain = (value: string) => value.replace(/^http:/, 'https:').replace(/\/$/, '');
  if (url === null) return json['staffroom:licence'] === 'all-rights-reserved' ? 'all-rights-reserved' : null;
  for (const [id, known] of Object.entries(LICENCES)) {
    if (known !== null && plain(known) === plain(url)) return id;
  }
  return url;
}

function preview(article: Article): JsonObject {
  const parts = [`<p><strong>${escapeHtml(article.title)}</strong></p>`];
  if (article.summary !== '') parts.push(`<p>${escapeHtml(article.summary)}</p>`);
  parts.push(`<p><a href="${escapeHtml(article.url)}">${escapeHtml(article.url)}</a></p>`);
  return {
    type: 'Note',
    attributedTo: article.author,
    content: parts.join(''),
    published: instant(article.publishedAt),
  };
}

/**
 * `summary` beside `sensitive`, or of a `Question`, is a warning to everybody: an article whose pictures alone are to be hidden
 * has none, nor has one with a poll. That of an event begins with its time.
 */
function writeSummary({ summary, warning, sensitive, event, poll }: Article): JsonObject {
  if (sensitive || warning !== '' || poll !== null) return writeWarning(warning);
  return { summary: (event === null ? '' : dateLine(event)) + escapeHtml(summary) };
}

export function writeArticle(article: Article, naming: FederationNaming): JsonObject {
  const license = article.licence === null ? null : licenceUrl(article.licence);
  const heading = article.poll === null ? '' : pollHeading(article.title, article.html);
  const content = fallbackOf(article.quote) + heading + article.html + focusParagraph(article.focusQuestion);
  return {
    id: article.iri,
    type: 'Article',
    ...(article.event === null ? {} : writeEvent(article.event)),
    ...(article.poll === null ? {} : writePoll(article.poll)),
    attributedTo: article.author,
    url: article.url,
    name: article.title,
    ...writeSummary(article),
    ...writeExtras(article),
    ...(article.context === null ? {} : { context: article.context }),
    content,
    ...writeLanguage(article.language, { name: article.title, content }),
    ...writeMarkdown(article.markdown),
    // What stands for a text that is not shown: a poll's is.
    ...(article.poll === null ? { preview: preview(article) } : {}),
    tag: [
      ...article.mentions.map((actor) => writeMention(actor, naming)),
      ...article.tags.map((tag) => writeHashtag(tag, naming)),
      ...writeExtraTags(article),
    ],
    attachment: article.attachments.map(writeAttachment),
    ...writePreviewImage(article.attachments),
    ...(license === null ? {} : { license }),
    ...(article.licence === 'all-rights-reserved' ? { 'staffroom:licence': article.licence } : {}),
    ...(article.focusQuestion === '' ? {} : { 'staffroom:focusQuestion': article.focusQuestion }),
    ...(article.subject === '' ? {} : { 'staffroom:subject': article.subject }),
    ...(article.gradeLevel === null ? {} : { 'staffroom:gradeLevel': article.gradeLevel }),
    to: article.audience.to,
    cc: article.audience.cc,
    published: instant(article.publishedAt),
    ...(article.editedAt === null ? {} : { updated: instant(article.editedAt) }),
  };
}

function withoutDate(summary: string, event: Article['event']): string {
  const line = event === null ? '' : htmlToText(dateLine(event));
  return summary.startsWith(line) ? summary.slice(line.length).trim() : summary;
}

/** An Article, or what others send in its place: the Page of Lemmy, an Event, a Note or Question with a title. Null without an id and an author. */
export function readArticle(json: JsonObject, fallback: Audience, at: Date): Article | null {
  const id = iri(json.id);
  const author = authorOf(json);
  if (id === null || author === null) return null;
  const focusQuestion = text(json['staffroom:focusQuestion'], FOCUS_MAX_CHARS).trim();
  const focus = focusParagraph(focusQuestion);
  const said = htmlToText(text(json.summary, HTML_MAX_CHARS));
  const poll = readPoll(json, at);
  const extras = readExtras(json, id, json.sensitive === true || poll !== null ? escapeHtml(said) : '');
  const event = readEvent(json);
  const name = text(json.name, TITLE_MAX_CHARS).trim();
  const written = withoutFallback(readContent(json, HTML_MAX_CHARS), extras.quote);
  const content = poll === null ? written : withoutPollHeading(name, written);
  const attachments = readAttachments(json, content);
  const html = sanitizeHtml(
    (focus !== '' && content.endsWith(focus) ? content.slice(0, -focus.length) : content) + attachmentLinks(json),
    picturesOf(attachments),
  );
  const summary = extras.warning || withoutDate(said, event) || plainSummary(html);
  return {
    kind: 'article',
    ...extras,
    context: idOf(json.context),
    event,
    poll,
    iri: id,
    author,
    url: pageUrl(json.url, id),
    title: name || htmlToText(html).slice(0, UNTITLED_MAX_CHARS).toWellFormed(),
    summary: summary.slice(0, SUMMARY_MAX_CHARS).toWellFormed(),
    html,
    markdown: readMarkdown(json),
    focusQuestion,
    language: readLanguage(json),
    attachments,
    mentions: readMentions(json.tag),
    tags: readHashtags(json.tag),
    subject: text(json['staffroom:subject'], TERM_MAX_CHARS).trim(),
    gradeLevel: text(json['staffroom:gradeLevel'], TERM_MAX_CHARS).trim() || null,
    licence: readLicence(json),
    audience: isAddressed(json) ? audience(json) : fallback,
    publishedAt: date(json.published) ?? at,
    editedAt: date(json.updated),
  };
}
