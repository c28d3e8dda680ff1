import { type Audience, type JsonObject, PUBLIC, type QuoteAuthorization } from '../../activities/activity.ts';
import { escapeHtml } from '../../core/html.ts';
import { CONTEXT } from './context.ts';
import { authorOf, first, idOf, iri, isObject, list, sameHost, text, typeOf } from './read.ts';

/**
 * A post that quotes another (FEP-044f), for servers that know any of the ways to say so: the term itself, `quoteUrl` of
 * Misskey and others before it, and a Link to the object (FEP-e232).
 */

/**
 * Who may quote a post of ours (FEP-044f, "Advertising a quote policy"): of what everybody may read, everybody, who gets an
 * authorization at once; of what is for followers, its author alone, which is how one says nobody.
 */
export function writeQuotePolicy({ to, cc }: Audience, author: string): JsonObject {
  const isOpen = to.includes(PUBLIC) || cc.includes(PUBLIC);
  return { interactionPolicy: { canQuote: { automaticApproval: [isOpen ? PUBLIC : author] } } };
}

/** A policy names those who need not wait for an answer; to ask is for everybody. */
export function asksToBeQuoted(json: JsonObject): boolean {
  const policy = first(json.interactionPolicy);
  return isObject(policy) && isObject(first(policy.canQuote));
}

/** The document behind a QuoteAuthorization's id, complete with `@context`. */
export function writeQuoteAuthorization(author: string, authorization: QuoteAuthorization): JsonObject {
  return { '@context': [...CONTEXT.quoting], ...quoteAuthorization(author, authorization) };
}

export function quoteAuthorization(author: string, { iri: id, quoting, quoted }: QuoteAuthorization): JsonObject {
  return {
    id,
    type: 'QuoteAuthorization',
    attributedTo: author,
    interactingObject: quoting,
    interactionTarget: quoted,
  };
}

/** Null for anything else, and for what its author could not say: they authorize quotes of what is on their own server. */
export function readQuoteAuthorization(json: JsonObject): (QuoteAuthorization & { author: string }) | null {
  const id = iri(json.id);
  const author = idOf(json.attributedTo);
  const quoting = idOf(json.interactingObject);
  const quoted = idOf(json.interactionTarget);
  if (typeOf(json) !== 'QuoteAuthorization' || id === null || author === null) return null;
  if (quoting === null || quoted === null || !sameHost(id, author) || !sameHost(quoted, author)) return null;
  return { iri: id, author, quoting, quoted };
}

/** The post that would quote, when whoever asks can be taken for its author. */
export function readQuoting(json: JsonObject, asker: string): string | null {
  const instrument = first(json.instrument);
  const quoting = idOf(instrument);
  if (quoting === null || !sameHost(quoting, asker)) return null;
  return isObject(instrument) && instrument.attributedTo !== undefined && authorOf(instrument) !== asker
    ? null
    : quoting;
}

/** How a Link says that it is no mere mention of a post (FEP-e232, "Quotes"). */
const QUOTE_RELATION = 'https://misskey-hub.net/ns#_misskey_quote';
const OBJECT_TYPES = ['application/ld+json', 'application/activity+json'];
const OBJECT_TYPE = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"';
const LINKS_MAX = 64;
/** The line that stands for a quote where nobody shows it (FEP-044f, "Fallback") begins so. */
const FALLBACK = /<(p|span) class="quote-inline">/;
const FALLBACK_MAX_CHARS = 5_000;

export function writeQuote(quote: string | null): { terms: JsonObject; tags: JsonObject[] } {
  if (quote === null) return { terms: {}, tags: [] };
  return {
    terms: { quote, quoteUrl: quote },
    tags: [{ type: 'Link', mediaType: OBJECT_TYPE, rel: QUOTE_RELATION, href: quote, name: `RE: ${quote}` }],
  };
}

/** Opens the text of a post that quotes; {@link withoutFallback} takes it off again. */
export function fallbackOf(quote: string | null): string {
  if (quote === null) return '';
  return `<p class="quote-inline">RE: <a href="${escapeHtml(quote)}">${escapeHtml(quote)}</a></p>`;
}

export function withoutFallback(html: string, quote: string | null): string {
  const line = quote === null ? null : FALLBACK.exec(html);
  if (line === null) return html;
  const end = `</${line[1]}>`;
  const at = html.indexOf(end, line.index);
  if (at === -1 || at - line.index > FALLBACK_MAX_CHARS) return html;
  return html.slice(0, line.index) + html.slice(at + end.length);
}

/** IRI of the post that the one with this id quotes; never itself. */
export function readQuote(json: JsonObject, id: string): string | null {
  for (const said of [json.quote, json.quoteUrl, json.quoteUri]) {
    const quote = idOf(said);
    if (quote !== null && quote !== id) return quote;
  }
  const link = list(json.tag).slice(0, LINKS_MAX).find(isQuote);
  const href = isObject(link) ? iri(link.href) : null;
  return href === id ? null : href;
}

function isQuote(tag: unknown): boolean {
  if (!isObjectLink(tag)) return false;
  return list(tag.rel).includes(QUOTE_RELATION) || text(tag.name, 10).startsWith('RE:');
}

function isObjectLink(tag: unknown): tag is JsonObject {
  if (typeof tag !== 'object' || tag === null || !('type' in tag) || tag.type !== 'Link') return false;
  const mediaType = 'mediaType' in tag && typeof tag.mediaType === 'string' ? tag.mediaType : '';
  return OBJECT_TYPES.includes(mediaType.split(';')[0]?.trim() ?? '');
}
