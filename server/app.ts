import compression from 'compression';
import express, { type Express, type RequestHandler, type Router } from 'express';
import helmet from 'helmet';
import type { Config } from './config.ts';
import { appError } from './core/errors.ts';
import type { Logger } from './core/logger.ts';
import { jsonBody } from './http/body.ts';
import { type ClientParts, serveClient } from './http/client-files.ts';
import { openToApps } from './http/cors.ts';
import { checkOrigin } from './http/csrf.ts';
import { DOCS_PAGE_CSP, docsPage } from './http/docs-page.ts';
import { errorHandler, sendError } from './http/errors.ts';
import { openApiDocument } from './http/openapi.ts';
import type { Database } from './storage/index.ts';

export interface AppParts {
  config: Pick<Config, 'baseUrl' | 'trustProxy' | 'instanceName'>;
  version: string;
  db: Pick<Database, 'ping'>;
  logger: Logger;
  /** What apps speak to besides the API: OAuth, and people's own inboxes and outboxes. They bring a token or nothing. */
  appRouters?: readonly RequestHandler[];
  /** ActivityPub and what belongs to it. It reads its own bodies and never sees a session. */
  federationRouter: RequestHandler;
  /** Files by their addresses: like the federation's, it knows nobody. */
  mediaRouter?: RequestHandler;
  /** From `features/accounts`: who a request acts for. */
  authenticate: RequestHandler;
  /** Under `/calendar`: for who is signed in, and for calendar programs that have an address of their own. */
  calendarRouter?: Router;
  sessionCookie: string;
  /** Under `/api/v1`, in this order. */
  apiRouters: readonly Router[];
  /** The built client, and what visitors read of it without JavaScript. */
  client: Pick<ClientParts, 'clientDir' | 'publicPages' | 'alternateOf'>;
}

/** The Express app. The order matters and is explained line by line. */
export function createApp(parts: AppParts): Express {
  const { config, db, logger } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy);
  // `?a[b]=c` would make objects out of query strings; nothing of ours wants them.
  app.set('query parser', 'simple');

  app.use(securityHeaders(config.baseUrl));
  app.get('/healthz', (_req, res) => void res.json({ ok: true }));
  app.get('/readyz', async (_req, res) => {
    await db.ping();
    res.json({ ok: true });
  });

  app.use(openToApps);
  // Before the federation's, which shows everybody the same outbox.
  for (const router of parts.appRouters ?? []) app.use(router);

  // Before sessions and body parsing: signatures are checked over the raw body, and other servers have no cookies.
  app.use(parts.federationRouter);
  if (parts.mediaRouter) app.use(parts.mediaRouter);

  // Phones on slow networks: text shrinks to a quarter. A proxy in front that does the same finds it done.
  const compressed = compression();
  app.use('/api', compressed, api(parts));
  if (parts.calendarRouter) app.use('/calendar', compressed, parts.authenticate, parts.calendarRouter);
  const site = { name: config.instanceName, baseUrl: config.baseUrl };
  app.use(compressed, serveClient({ ...parts.client, site, sessionCookie: parts.sessionCookie }));
  app.use((_req, res) => sendError(res, appError('not_found', 'There is nothing at this address. Check the link.')));
  app.use(errorHandler(logger));
  return app;
}

function api({ config, version, authenticate, sessionCookie, apiRouters }: AppParts): Router {
  const router = express.Router();
  // Made when somebody first reads it: few do, and every start would wait for it.
  const document = once(() => openApiDocument(config.baseUrl, version));
  const page = once(() => docsPage(document()));
  router.get('/openapi.json', (_req, res) => void res.json(document()));
  router.get('/docs', (_req, res) => void res.type('html').set('Content-Security-Policy', DOCS_PAGE_CSP).send(page()));

  router.use('/v1', checkOrigin({ baseUrl: config.baseUrl, cookieName: sessionCookie }));
  router.use('/v1', authenticate, jsonBody(), ...apiRouters);
  router.use((_req, res) =>
    sendError(res, appError('not_found', 'The API has no such endpoint. They are listed at /api/docs.')),
  );
  return router;
}

/**
 * Everything comes from this origin: no inline script or style, nothing framed. Images also from `data:` and `blob:`,
 * for previews of what is about to be uploaded.
 */
function securityHeaders(baseUrl: string): RequestHandler {
  const { protocol, host } = new URL(baseUrl);
  const https = protocol === 'https:';
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'"],
        // Older Safari does not count WebSockets of the same host as 'self'.
        connectSrc: ["'self'", `${https ? 'wss' : 'ws'}://${host}`],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
    // ActivityPub documents and their media are for other origins too.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  });
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
