/** Whether an `Accept` header asks for ActivityPub JSON or for a page to read (RFC 9110 12.5.1). */

const ACTIVITY_TYPES = new Set(['application/activity+json', 'application/ld+json', 'application/json']);
const PAGE_TYPES = new Set(['text/html', 'application/xhtml+xml']);
const RANGES_MAX = 32;

/**
 * JSON unless a page is asked for, by name, at least as much. So Mastodon's search, which adds `text/html;q=0.1`, gets
 * JSON, browsers get the page, and tools that accept anything get JSON.
 */
export function wantsPage(accept: string | undefined): boolean {
  let activity = 0;
  let page = 0;
  for (const range of (accept ?? '').split(',', RANGES_MAX)) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const weight = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
    const quality = Number.isFinite(weight) ? weight : 0;
    if (ACTIVITY_TYPES.has(type)) activity = Math.max(activity, quality);
    if (PAGE_TYPES.has(type)) page = Math.max(page, quality);
  }
  return page > 0 && page >= activity;
}

/** For an address that is a page first of all: the document only for who names it, and does not want a page as much. */
export function namesDocument(accept: string | undefined): boolean {
  return accept?.includes('json') === true && !wantsPage(accept);
}
