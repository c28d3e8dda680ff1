import { clientsClaim } from 'workbox-core';
import { ExpirationPlugin } from 'workbox-expiration';
import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst, NetworkOnly } from 'workbox-strategies';
import { expires } from './expires.ts';
import { answerSession, answerSignInOrOut, answers, isReading, isSession, pictures } from './kept.ts';
import { showPushedNotices } from './notices.ts';
import { scope } from './scope.ts';

/** Each language's files, by `client/build.ts`: a string in place of the name, so that the worker changes when they do. */
declare const PRECACHE: Readonly<Record<string, readonly { url: string; revision: string | null }[]>>;

const language = new URL(scope.location.href).searchParams.get('lang') ?? 'en';
/** The app without content, which fills itself from what was kept. */
const SHELL = `/index.${language}.html`;
/** A page comes from the network as long as it comes soon. */
const PATIENCE_S = 5;
const YEAR_S = 365 * 24 * 3600;

precacheAndRoute([...(PRECACHE[language] ?? [])]);
cleanupOutdatedCaches();

const network = new NetworkOnly({ networkTimeoutSeconds: PATIENCE_S });
registerRoute(
  new NavigationRoute(
    async (options) => {
      const answer = await network.handle(options).catch(() => null);
      const down = answer === null || (answer.status >= 502 && answer.status <= 504);
      return (down ? await matchPrecache(SHELL) : null) ?? answer ?? Response.error();
    },
    { denylist: [/^\/(?:api|media|calendar)\//] },
  ),
);

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && isSession(url),
  ({ request }) => answerSession(request),
);
for (const method of ['POST', 'DELETE'] as const) {
  registerRoute(
    ({ url, sameOrigin }) => sameOrigin && (isSession(url) || /^\/api\/v1\/(?:accounts|setup)$/.test(url.pathname)),
    ({ request, event }) => answerSignInOrOut(request, event),
    method,
  );
}
registerRoute(({ url, sameOrigin }) => sameOrigin && isReading(url), answers);
registerRoute(
  ({ url, sameOrigin, request }) => sameOrigin && url.pathname.startsWith('/media/') && request.destination === 'image',
  pictures,
);
// Other scripts of a font, another language: named by their contents, so what is there is right.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
  new CacheFirst({
    cacheName: 'staffroom-assets',
    plugins: [expires(new ExpirationPlugin({ maxEntries: 40, maxAgeSeconds: YEAR_S, purgeOnQuotaError: true }))],
  }),
);

showPushedNotices();

// A new version waits until the page says so: nothing changes under somebody who writes.
scope.addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(scope.skipWaiting());
});
clientsClaim();
