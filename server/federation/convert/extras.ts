import type { Emoji, Extras, Json, JsonObject } from '../../activities/activity.ts';
import { escapeHtml, htmlToText } from '../../core/html.ts';
import { asksToBeQuoted, readQuote, writeQuote } from './quote.ts';
import { idOf, iri, isObject, list, ownCollection, text, typeOf } from './read.ts';

const WARNING_MAX_CHARS = 300;
const EMOJIS_MAX = 50;
const SHORTCODE_MAX_CHARS = 64;

/** What posts and notes of any server may carry besides their text; `warning` has the words of a warning in HTML. */
export function readExtras(json: JsonObject, id: string, warning: string): Extras {
  return {
    warning: htmlToText(warning).slice(0, WARNING_MAX_CHARS).toWellFormed(),
    sensitive: json.sensitive === true,
    quote: readQuote(json, id),
    quoteAuthorization: idOf(json.quoteAuthorization),
    asksToBeQuoted: asksToBeQuoted(json),
    emojis: readEmojis(json.tag),
    community: communityOf(json),
    replies: ownCollection(json.replies, id),
  };
}

/**
 * All but the warning's words, which an article and a note have in different company, and the tags. `replies` of what is
 * ours follows from its id, and who may quote it from who may read it (`collections.ts`).
 */
export function writeExtras({ sensitive, warning, quote, quoteAuthorization, community, replies }: Extras): JsonObject {
  return {
    ...(sensitive || warning !== '' ? { sensitive: true } : {}),
    ...writeQuote(quote).terms,
    ...(quoteAuthorization === null ? {} : { quoteAuthorization }),
    ...(community === null ? {} : { audience: community }),
    ...(replies === null ? {} : { replies }),
  };
}

export function writeExtraTags({ quote, emojis }: Extras): JsonObject[] {
  return [...emojis.map(writeEmoji), ...writeQuote(quote).tags];
}

/** What folds a text away (Mastodon's use of `summary`). */
export function writeWarning(warning: string): JsonObject {
  return warning === '' ? {} : { summary: escapeHtml(warning) };
}

/**
 * The group a post was posted to: `audience` (FEP-1b12), or the group beside the person in `attributedTo`, as PeerTube has
 * its channels.
 */
export function communityOf(json: JsonObject): string | null {
  const group = list(json.attributedTo).find((author) => isObject(author) && typeOf(author) === 'Group');
  return idOf(json.audience) ?? idOf(group);
}

export function writeEmoji({ shortcode, url }: Emoji): JsonObject {
  return { type: 'Emoji', id: url, name: `:${shortcode}:`, icon: { type: 'Image', url } };
}

/** Custom emojis, each shortcode once. */
export function readEmojis(tag: Json | undefined): Emoji[] {
  const found = new Map<string, Emoji>();
  for (const item of list(tag)) {
    if (!isObject(item) || item.type !== 'Emoji' || found.size === EMOJIS_MAX) continue;
    const shortcode = text(item.name, SHORTCODE_MAX_CHARS + 2).replace(/^:|:$/g, '');
    const url = pictureOf(item.icon);
    if (url === null || !/^[\p{L}\p{N}_+-]{1,64}$/u.test(shortcode) || found.has(shortcode)) continue;
    found.set(shortcode, { shortcode, url });
  }
  return [...found.values()];
}

function pictureOf(icon: Json | undefined): string | null {
  const [image] = list(icon);
  const [url] = isObject(image) ? list(image.url) : [image];
  return isObject(url) ? iri(url.href) : iri(url);
}
