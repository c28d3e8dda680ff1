import type { Audience, Json, JsonObject } from '../../activities/activity.ts';
import { PUBLIC } from '../../activities/activity.ts';

/**
 * Reading ActivityStreams JSON that anybody may have written: every function here takes whatever there is and answers a
 * value of the type it promises. Single values and arrays mean the same (AS2 2.1).
 */

export const IRI_MAX_CHARS = 2_048;
const RECIPIENTS_MAX = 500;
const AUTHORS_MAX = 8;
/** Other spellings of the public collection (AP 5.6). */
const PUBLIC_ALIASES = new Set(['as:Public', 'Public', PUBLIC]);

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function list(value: Json | undefined): Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

export function first(value: Json | undefined): Json | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/** A string of at most `maxChars`, never cut inside a surrogate pair; empty when there is none. */
export function text(value: Json | undefined, maxChars: number): string {
  const found = first(value);
  return typeof found === 'string' ? found.slice(0, maxChars).toWellFormed() : '';
}

export function texts(value: Json | undefined, maxItems: number, maxChars: number): string[] {
  return list(value)
    .slice(0, maxItems)
    .map((item) => text(item, maxChars).trim())
    .filter((item) => item !== '');
}

/** An absolute http(s) IRI as it stands (ids are compared byte by byte), or null. */
export function iri(value: Json | undefined): string | null {
  if (typeof value !== 'string' || value.length > IRI_MAX_CHARS) return null;
  const protocol = URL.parse(value)?.protocol;
  return protocol === 'https:' || protocol === 'http:' ? value : null;
}

/** The id of a reference: a string, an inline object or a Link; the first of several. */
export function idOf(value: Json | undefined): string | null {
  const found = first(value);
  if (!isObject(found)) return iri(found);
  return iri(found.id) ?? (found.type === 'Link' ? iri(found.href) : null);
}

/**
 * Whom a document says it is by: the first person of several, since some name a group beside them; else the first there is.
 */
export function authorOf(json: JsonObject): string | null {
  const authors = list(json.attributedTo).slice(0, AUTHORS_MAX);
  return idOf(authors.find((author) => isObject(author) && typeOf(author) === 'Person') ?? authors);
}

/** A collection that somebody or something says it has: on its own host, and not the public one under another name. */
export function ownCollection(value: Json | undefined, owner: string): string | null {
  const id = idOf(value);
  return id !== null && id !== PUBLIC && sameHost(id, owner) ? id : null;
}

export function hostOf(anIri: string): string | null {
  return URL.parse(anIri)?.host ?? null;
}

/** Both on one host: the test for whether one may speak for the other. */
export function sameHost(a: string, b: string): boolean {
  const host = hostOf(a);
  return host !== null && host === hostOf(b);
}

/**
 * The page of `of` for people. A `url` on another host gives no authority and could lead anywhere, so the id stands in
 * for it.
 */
export function pageUrl(value: Json | undefined, of: string): string {
  for (const item of list(value)) {
    const link = isObject(item) ? iri(item.href) : iri(item);
    if (link !== null && sameHost(link, of)) return link;
  }
  return of;
}

const LATEST_MILLIS = Date.parse('9999-12-31T23:59:59.999Z');

/** An instant from 1970 to 9999; times outside have another form as text, by which lists are ordered. */
export function date(value: Json | undefined): Date | null {
  if (typeof value !== 'string' || value.length > 40) return null;
  const instant = new Date(value);
  return instant.getTime() >= 0 && instant.getTime() <= LATEST_MILLIS ? instant : null;
}

/** Clocks differ; something from further ahead would stay on top of every feed until its day. */
const FUTURE_MAX_MS = 10 * 60_000;

/** When something was published, but not in the future; `now` when it does not say. */
export function publishedBy(value: Json | undefined, now: Date): string {
  const said = date(value);
  return said === null || said.getTime() > now.getTime() + FUTURE_MAX_MS ? now.toISOString() : said.toISOString();
}

export function typeOf(json: JsonObject): string {
  return text(json.type, 100);
}

export function isPublicAlias(value: Json): boolean {
  return typeof value === 'string' && PUBLIC_ALIASES.has(value);
}

function recipients(value: Json | undefined): string[] {
  const found = new Set<string>();
  for (const item of list(value).slice(0, RECIPIENTS_MAX)) {
    const recipient = isPublicAlias(item) ? PUBLIC : idOf(item);
    if (recipient !== null) found.add(recipient);
  }
  return [...found];
}

/** `to` and `cc`; `bto` and `bcc` are nobody's business once a thing has arrived (AP 6.2). */
export function audience(json: JsonObject): Audience {
  return { to: recipients(json.to), cc: recipients(json.cc) };
}

export function isAddressed(json: JsonObject): boolean {
  return json.to !== undefined || json.cc !== undefined;
}
