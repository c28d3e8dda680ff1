import { ExpirationPlugin } from 'workbox-expiration';
import { CacheFirst, NetworkFirst } from 'workbox-strategies';
import { expires } from './expires.ts';

/**
 * What one account has read, so that it can be read again without a network. It belongs to one account at a time: when
 * another one signs in, when this one signs out, or when the server knows nobody any more, all of it goes.
 */

const API = 'staffroom-api';
const MEDIA = 'staffroom-media';
const OWNER = 'staffroom-owner';
const OWNER_KEY = '/owner';
const SESSION_PATH = '/api/v1/session';

const KEPT_MAX_AGE_S = 14 * 24 * 3600;
const ANSWERS_MAX = 250;
const PICTURES_MAX = 80;
/** A weak signal: after this long what was kept is better than waiting. */
const PATIENCE_S = 6;

/** The header of an answer that was kept: when the server gave it. */
const KEPT_AT = 'x-kept-at';

/** Grows whenever everything is forgotten: an answer that was under way then belongs to nobody. */
let epoch = 0;

const guard = {
  async handlerWillStart({ state }: { state?: Record<string, unknown> }) {
    if (state) state.epoch = epoch;
  },
  async fetchDidSucceed({ response }: { response: Response }) {
    if (response.status === 401) await forget();
    return response;
  },
  async cacheWillUpdate({ response, state }: { response: Response; state?: Record<string, unknown> }) {
    return response.status === 200 && state?.epoch === epoch ? response : null;
  },
};

const keptAt = {
  async cachedResponseWillBeUsed({ cachedResponse }: { cachedResponse?: Response }) {
    return cachedResponse ? dated(cachedResponse) : null;
  },
};

const options = { maxAgeSeconds: KEPT_MAX_AGE_S, purgeOnQuotaError: true };
const answersExpire = new ExpirationPlugin({ ...options, maxEntries: ANSWERS_MAX });
const picturesExpire = new ExpirationPlugin({ ...options, maxEntries: PICTURES_MAX });

/** Answers of the API that are worth reading again: newest first from the network, else what was kept. */
export const answers = new NetworkFirst({
  cacheName: API,
  networkTimeoutSeconds: PATIENCE_S,
  plugins: [guard, expires(answersExpire), keptAt],
  matchOptions: { ignoreVary: true },
});

export const pictures = new CacheFirst({
  cacheName: MEDIA,
  plugins: [guard, expires(picturesExpire)],
  matchOptions: { ignoreVary: true },
});

/** Paths under `/api/v1` that hold what people read. Tokens, invitations and searches are never kept. */
const READING = [
  /^\/instance$/,
  /^\/feed(?:\/instance|\/tags\/[^/]+)?$/,
  /^\/posts\/[^/]+(?:\/replies)?$/,
  /^\/pairs(?:\/[^/]+(?:\/ledger)?)?$/,
  /^\/threads\/[^/]+\/messages$/,
  /^\/profiles\/[^/]+(?:\/posts)?$/,
  /^\/notifications(?:\/unread)?$/,
  /^\/today$/,
  /^\/drafts(?:\/[^/]+)?$/,
  /^\/me\/profile$/,
  /^\/me\/follow-requests$/,
  /^\/media\/(?!limits)[^/]+$/,
];

/** First pages only: what comes after a cursor is not looked for without the page before it. */
export function isReading({ pathname, searchParams }: URL): boolean {
  const path = pathname.replace(/^\/api\/v1/, '');
  const pages = ['cursor', 'before', 'after'].some((name) => searchParams.has(name));
  return pathname !== path && !pages && READING.some((pattern) => pattern.test(path));
}

export function isSession({ pathname }: URL): boolean {
  return pathname === SESSION_PATH;
}

/** Who is signed in decides whose all this is; without a network it is who it was. */
export async function answerSession(request: Request): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_S * 1_000) });
  } catch (error) {
    const kept = await (await caches.open(API)).match(SESSION_PATH, { ignoreVary: true });
    if (kept) return dated(kept);
    throw error;
  }
  if (response.ok) {
    await belongTo(accountIn(await response.clone().json()));
    await (await caches.open(API)).put(SESSION_PATH, response.clone());
  }
  return response;
}

/** Signing in or out: nothing of before stays, and who it is now is known before the network goes. */
export async function answerSignInOrOut(
  request: Request,
  event: { waitUntil(work: Promise<unknown>): void },
): Promise<Response> {
  const response = await fetch(request);
  if (response.ok) {
    await forget();
    if (request.method === 'POST') {
      event.waitUntil(answerSession(new Request(SESSION_PATH, { credentials: 'same-origin' })).catch(() => undefined));
    }
  }
  return response;
}

async function belongTo(account: string): Promise<void> {
  const cache = await caches.open(OWNER);
  const before = await (await cache.match(OWNER_KEY))?.text();
  if (before === account) return;
  if (before !== undefined) await forget();
  await (await caches.open(OWNER)).put(OWNER_KEY, new Response(account));
}

async function forget(): Promise<void> {
  epoch += 1;
  await Promise.all([answersExpire.deleteCacheAndMetadata(), picturesExpire.deleteCacheAndMetadata()]);
  // The session's answer was put there by hand, and the owner is no strategy's.
  await Promise.all([API, MEDIA, OWNER].map((name) => caches.delete(name)));
}

/** Empty for nobody. */
function accountIn(body: unknown): string {
  const of = (value: unknown, name: string): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  const id = of(of(body, 'me'), 'id');
  return typeof id === 'string' ? id : '';
}

function dated(response: Response): Response {
  const headers = new Headers(response.headers);
  const date = Date.parse(headers.get('date') ?? '');
  headers.set(KEPT_AT, new Date(Number.isNaN(date) ? Date.now() : date).toISOString());
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}
