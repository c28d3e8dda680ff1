import type { Post, PostSummary } from '../../../shared/contracts/practice.ts';
import { subjectNameIn } from '../../../shared/subject-names.ts';
import { GRADE_LEVELS, type InterfaceLanguage, LICENCES } from '../../../shared/vocabulary.ts';
import { html, type Markup, trusted } from '../../http/markup.ts';
import { authorLink, dayIn, moreLink, webAddress } from '../../http/public-page.ts';
import { extrasOf, folded, wordsOf, written } from './practice.page.extras.ts';
import { WORDS } from './practice.page.words.ts';

export function wholePost(post: Post, title: string, language: InterfaceLanguage): Markup {
  const words = WORDS[language];
  const inThread = post.root !== null && post.root !== post.id;
  return html`<article class="public-sheet">
${byline(post, language)}
${post.title === '' ? html`<h1 class="visually-hidden">${title}</h1>` : html`<h1${written(post.language)}>${wordsOf(title, post.emojis)}</h1>`}
${inThread && html`<p><a href="/posts/${post.root ?? ''}">${words.wholeConversation}</a></p>`}
${factsOf(post, language)}
${textOf(post)}
${folded(post.sensitive ? html`${words.sensitive}` : null, filesOf(post) ?? html``)}
${extrasOf(post, language)}
${questionOf(post, language)}
${post.tags.length > 0 && html`<ul class="public-tags" aria-label="${words.tags}">${post.tags.map((tag) => html`<li><a href="/tags/${encodeURIComponent(tag)}" rel="tag">#${tag}</a></li>`)}</ul>`}
${licenceOf(post.licence, language)}
${!post.author.local && html`<p class="public-small"><a href="${webAddress(post.url)}" rel="noopener noreferrer nofollow">${words.original}</a></p>`}
</article>`;
}

export function responsesOf(
  replies: readonly Post[],
  next: string | null,
  post: Post,
  language: InterfaceLanguage,
): Markup {
  const words = WORDS[language];
  return html`<section class="public-responses" id="responses"><h2>${words.responses}</h2>
${replies.length === 0 ? html`<p>${words.noResponses}</p>` : html`<ol class="public-replies">${replies.map((reply) => response(reply, language))}</ol>`}
${moreLink(next, language)}
${post.author.local && html`<p class="public-small">${words.howToAnswer}</p>`}</section>`;
}

function response(reply: Post, language: InterfaceLanguage): Markup {
  return html`<li><article>${byline(reply, language)}
${reply.feedbackKind !== null && html`<p class="public-kind">${WORDS[language].kinds[reply.feedbackKind]}</p>`}
${textOf(reply)}${extrasOf(reply, language)}</article></li>`;
}

/** Posts in a list: enough of each to decide whether to read it. Also under a profile. */
export function cardsOf(posts: readonly PostSummary[], language: InterfaceLanguage): Markup {
  return html`<ul class="public-cards">${posts.map(
    (post) => html`<li><article class="public-sheet">${byline(post, language)}
${headingOf(post, language)}
${post.title !== '' && post.summary !== '' && html`<p${written(post.language)}>${wordsOf(post.summary, post.emojis)}</p>`}
${questionOf(post, language)}</article></li>`,
  )}</ul>`;
}

/** What has no title is called by its first words, and what has no words either by its author. */
function headingOf(post: PostSummary, language: InterfaceLanguage): Markup {
  const own = post.title || post.summary;
  const words = own === '' ? titleOf(post, language) : wordsOf(own, post.emojis);
  return html`<h2${own !== '' && written(post.language)}><a href="/posts/${post.id}">${words}</a></h2>`;
}

export function titleOf({ title, kind, author }: PostSummary, language: InterfaceLanguage): string {
  const { responseBy, postBy } = WORDS[language];
  return title || (kind === 'reply' ? responseBy : postBy)(author.displayName);
}

function textOf(post: Post): Markup {
  const { warning, emojis, language } = post;
  const text = html`<div class="public-text"${written(language)}>${trusted(post.html)}</div>`;
  return folded(warning === '' ? null : wordsOf(warning, emojis), text, language);
}

function byline(post: PostSummary, language: InterfaceLanguage): Markup {
  return html`<p class="public-byline">${authorLink(post.author)} <bdi>${post.author.handle}</bdi> ${dayIn(language, post.publishedAt)}${
    post.editedAt !== null && html`, ${WORDS[language].edited}`
  }</p>`;
}

function factsOf(post: PostSummary, language: InterfaceLanguage): Markup | null {
  const level = GRADE_LEVELS.find((known) => known === post.gradeLevel);
  const words = WORDS[language];
  const facts = [
    post.visibility === 'unlisted' ? words.unlisted : '',
    subjectNameIn(language, post.subject),
    level === undefined ? (post.gradeLevel ?? '') : words.levels[level],
  ].filter((fact) => fact !== '');
  return facts.length === 0 ? null : html`<ul class="public-facts">${facts.map((fact) => html`<li>${fact}</li>`)}</ul>`;
}

function questionOf(post: PostSummary, language: InterfaceLanguage): Markup | null {
  if (post.focusQuestion === '') return null;
  return html`<div class="public-question"><p>${WORDS[language].question}</p><p${written(post.language)}>${post.focusQuestion}</p></div>`;
}

/** What stands under the text: pictures that are not in it, and files. */
function filesOf(post: PostSummary): Markup | null {
  const files = post.attachments.filter(({ inline }) => !inline);
  if (files.length === 0) return null;
  return html`<ul class="public-files">${files.map(({ kind, url, name, width, height }) =>
    kind === 'image'
      ? html`<li><img src="${url}" alt="${name}"${width !== null && height !== null && html` width="${width}" height="${height}"`} loading="lazy" /></li>`
      : html`<li><a href="${url}">${name || url}</a></li>`,
  )}</ul>`;
}

function licenceOf(licence: string | null, language: InterfaceLanguage): Markup | null {
  if (licence === null) return null;
  const [name, url] = Object.entries(LICENCES).find(([id, deed]) => id === licence || deed === licence) ?? [
    licence,
    null,
  ];
  const words = WORDS[language];
  const shown = name === 'all-rights-reserved' ? words.allRights : name;
  return html`<p class="public-small">${words.licence}: ${url === null ? shown : html`<a rel="license" href="${url}">${shown}</a>`}</p>`;
}
