import { LICENCES, type Licence } from '../../../shared/vocabulary.ts';
import { type Article, type Audience, type JsonObject, PLAIN_ARTICLE } from '../../activities/activity.ts';
import { escapeHtml, HTML_MAX_CHARS, htmlToText, sanitizeHtml } from '../../core/html.ts';
import type { FederationNaming } from '../naming.ts';
import { attachmentLinks, picturesOf, readAttachments, writeAttachment, writePreviewImage } from './attachments.ts';
import { readContent, readLanguage, writeLanguage } from './language.ts';
import { audience, date, idOf, iri, isAddressed, pageUrl, text } from './read.ts';
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

export function writeArticle(article: Article, naming: FederationNaming): JsonObject {
  const license = article.licence === null ? null : licenceUrl(article.licence);
  const content = article.html + focusParagraph(article.focusQuestion);
  return {
    id: article.iri,
    type: 'Article',
    attributedTo: article.author,
    url: article.url,
    name: article.title,
    summary: escapeHtml(article.summary),
    content,
    ...writeLanguage(article.language, { name: article.title, content }),
    ...writeMarkdown(article.markdown),
    preview: preview(article),
    tag: [
      ...article.mentions.map((actor) => writeMention(actor, naming)),
      ...article.tags.map((tag) => writeHashtag(tag, naming)),
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

/** An Article, or a Page as Lemmy sends its posts. Null without an id and an author. */
export function readArticle(json: JsonObject, fallback: Audience, at: Date): Article | null {
  const id = iri(json.id);
  const author = idOf(json.attributedTo);
  if (id === null || author === null) return null;
  const focusQuestion = text(json['staffroom:focusQuestion'], FOCUS_MAX_CHARS).trim();
  const focus = focusParagraph(focusQuestion);
  const content = readContent(json, HTML_MAX_CHARS);
  const attachments = readAttachments(json);
  const html = sanitizeHtml(
    (focus !== '' && content.endsWith(focus) ? content.slice(0, -focus.length) : content) + attachmentLinks(json),
    picturesOf(attachments),
  );
  const summary = htmlToText(text(json.summary, HTML_MAX_CHARS)) || htmlToText(html);
  return {
    kind: 'article',
    ...PLAIN_ARTICLE,
    iri: id,
    author,
    url: pageUrl(json.url, id),
    title: text(json.name, TITLE_MAX_CHARS).trim() || htmlToText(html).slice(0, UNTITLED_MAX_CHARS).toWellFormed(),
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
