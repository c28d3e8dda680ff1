import type { JsonObject } from '../../activities/activity.ts';
import { escapeHtml } from '../../core/html.ts';
import { idOf, iri, isObject, list, text } from './read.ts';

/**
 * A post that quotes another (FEP-044f), for servers that know any of the ways to say so: the term itself, `quoteUrl` of
 * Misskey and others before it, and a Link to the object (FEP-e232).
 */

/** How a Link says that it is no mere mention of a post (FEP-e232, "Quotes"). */
const QUOTE_RELATION = 'https://misskey-hub.net/ns#_misskey_quote';
const OBJECT_TYPES = ['application/ld+json', 'application/activity+json'];
const OBJECT_TYPE = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"';
const LINKS_MAX = 64;
/** The line that stands for a quote where nobody shows it (FEP-044f, "Fallback"). */
const FALLBACK = /<(p|span) class="quote-inline">(?:(?!<\/\1>)[\s\S]){0,5000}<\/\1>/;

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
  return quote === null ? html : html.replace(FALLBACK, '');
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
