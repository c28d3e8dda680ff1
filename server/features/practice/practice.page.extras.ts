import type { EventDetails, Poll, Post } from '../../../shared/contracts/practice.ts';
import type { InterfaceLanguage } from '../../../shared/vocabulary.ts';
import { html, type Markup } from '../../http/markup.ts';
import { authorLink, dayIn, webAddress } from '../../http/public-page.ts';
import { WORDS } from './practice.page.words.ts';

/** Folded away behind a sentence, which opens without JavaScript; as it is when there is none. */
export function folded(sentence: string, inside: Markup): Markup {
  return sentence === '' ? inside : html`<details><summary dir="auto">${sentence}</summary>${inside}</details>`;
}

/** What a post carries besides its text: when and where, what is asked, what it quotes. */
export function extrasOf({ event, poll, quote }: Post, language: InterfaceLanguage): Markup {
  return html`${event && eventOf(event, language)}${poll && pollOf(poll, language)}${quote && quoteOf(quote, language)}`;
}

function eventOf({ startsAt, endsAt, place, joinUrl, cancelled }: EventDetails, language: InterfaceLanguage): Markup {
  const words = WORDS[language];
  const until = endsAt !== null && html` – <time datetime="${endsAt}">${timeIn(language, endsAt)}</time>`;
  return html`<div class="public-question">${cancelled && html`<p><strong>${words.cancelled}</strong></p>`}
<p><time datetime="${startsAt}">${timeIn(language, startsAt)}</time>${until} UTC</p>
${place !== '' && html`<p dir="auto">${place}</p>`}
${joinUrl !== null && html`<p><a href="${webAddress(joinUrl)}" rel="noopener noreferrer nofollow">${words.joinOnline}</a></p>`}</div>`;
}

function pollOf({ options, closesAt, closed }: Poll, language: InterfaceLanguage): Markup {
  const words = WORDS[language];
  return html`<div class="public-question"><ul>${options.map(
    ({ text, votes }) => html`<li><span dir="auto">${text}</span>: ${words.votes(votes)}</li>`,
  )}</ul>
${closed && html`<p>${words.votingEnded}</p>`}${!closed && closesAt !== null && html`<p>${words.votingUntil} ${dayIn(language, closesAt)}</p>`}</div>`;
}

function quoteOf({ url, post }: NonNullable<Post['quote']>, language: InterfaceLanguage): Markup {
  const link = (text: string) => html`<a href="${webAddress(url)}" rel="noopener noreferrer nofollow">${text}</a>`;
  if (post === null) return html`<blockquote><p>${link(WORDS[language].quoted)}</p></blockquote>`;
  const { author, id, title, summary } = post;
  return html`<blockquote class="public-text"><p>${authorLink(author)}</p>
<p dir="auto"><a href="/posts/${id}">${title || summary}</a></p>${title !== '' && html`<p dir="auto">${summary}</p>`}</blockquote>`;
}

function timeIn(language: InterfaceLanguage, instant: string): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return format.format(new Date(instant));
}
