import type { EventDetails, Poll, Post } from '../../../shared/contracts/practice.ts';
import type { Emoji } from '../../../shared/contracts/profiles.ts';
import { EMOJI_CODES } from '../../../shared/emoji-codes.ts';
import type { InterfaceLanguage } from '../../../shared/vocabulary.ts';
import { html, type Markup } from '../../http/markup.ts';
import { authorLink, dayIn, webAddress } from '../../http/public-page.ts';
import { WORDS } from './practice.page.words.ts';

/** What the author wrote has its own side to be read from and, when they say it, its own language. */
export function written(language: string | null): Markup {
  return language === null ? html` dir="auto"` : html` lang="${language}" dir="auto"`;
}

/** Plain words of an author's, with the emojis of their server. */
export function wordsOf(text: string, emojis: readonly Emoji[]): Markup {
  const urls = new Map(emojis.map(({ shortcode, url }) => [shortcode, url]));
  // Every second part is a shortcode.
  const parts = text.split(EMOJI_CODES).map((part, place) => {
    if (place % 2 === 0) return html`${part}`;
    const url = urls.get(part);
    return url === undefined ? html`:${part}:` : html`<img class="emoji" src="${url}" alt=":${part}:" />`;
  });
  return html`${parts}`;
}

/** Folded away behind a sentence, which opens without JavaScript; as it is when there is none. */
export function folded(sentence: Markup | null, inside: Markup, language: string | null = null): Markup {
  return sentence === null
    ? inside
    : html`<details><summary${written(language)}>${sentence}</summary>${inside}</details>`;
}

/** What a post carries besides its text: when and where, what is asked, what it quotes. */
export function extrasOf(post: Post, language: InterfaceLanguage): Markup {
  const { event, poll, quote } = post;
  return html`${event && eventOf(event, language)}${poll && pollOf(post, poll, language)}${quote && quoteOf(quote, language)}`;
}

function eventOf({ startsAt, endsAt, place, joinUrl, cancelled }: EventDetails, language: InterfaceLanguage): Markup {
  const words = WORDS[language];
  const until = endsAt !== null && html` – <time datetime="${endsAt}">${timeIn(language, endsAt)}</time>`;
  return html`<div class="public-question">${cancelled && html`<p><strong>${words.cancelled}</strong></p>`}
<p><time datetime="${startsAt}">${timeIn(language, startsAt)}</time>${until} UTC</p>
${place !== '' && html`<p dir="auto">${place}</p>`}
${joinUrl !== null && html`<p><a href="${webAddress(joinUrl)}" rel="noopener noreferrer nofollow">${words.joinOnline}</a></p>`}</div>`;
}

function pollOf(post: Post, { options, closesAt, closed }: Poll, language: InterfaceLanguage): Markup {
  const words = WORDS[language];
  return html`<div class="public-question"><ul>${options.map(
    ({ text, votes }) =>
      html`<li><span${written(post.language)}>${wordsOf(text, post.emojis)}</span>: ${words.votes(votes)}</li>`,
  )}</ul>
${closed && html`<p>${words.votingEnded}</p>`}${!closed && closesAt !== null && html`<p>${words.votingUntil} ${dayIn(language, closesAt)}</p>`}</div>`;
}

function quoteOf({ url, post }: NonNullable<Post['quote']>, language: InterfaceLanguage): Markup {
  const link = (text: string) => html`<a href="${webAddress(url)}" rel="noopener noreferrer nofollow">${text}</a>`;
  if (post === null) return html`<blockquote><p>${link(WORDS[language].quoted)}</p></blockquote>`;
  const { author, id, title, summary, emojis } = post;
  const p = (inside: Markup) => html`<p${written(post.language)}>${inside}</p>`;
  return html`<blockquote class="public-text"><p>${authorLink(author)}</p>
${p(html`<a href="/posts/${id}">${wordsOf(title || summary, emojis)}</a>`)}${title !== '' && p(wordsOf(summary, emojis))}</blockquote>`;
}

function timeIn(language: InterfaceLanguage, instant: string): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return format.format(new Date(instant));
}
