import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import type { InterfaceLanguage } from '../../shared/vocabulary.ts';
import { hasCookie } from './csrf.ts';
import { knownLanguage, LANGUAGE_HEADERS, languageOf, rememberLanguage } from './language.ts';
import { type PublicPages, renderPublicPage, type Site } from './public-page.ts';

export interface ClientParts {
  /** The built client (`dist/client`). */
  clientDir: string;
  site: Site;
  sessionCookie: string;
  /** What visitors read; none in a test of something else. */
  publicPages?: PublicPages;
  /** The ActivityPub id behind an HTML page's path, for `rel="alternate"`. */
  alternateOf?: (path: string) => Promise<string | null>;
}

/**
 * The built client: hashed files for ever, everything else checked each time. A page that the client's router knows is
 * `index.<language>.html`, whatever its address; what does not ask for HTML is left to the next handler.
 *
 * A visitor's page holds what anybody may read there. Who brings a session gets the bare page, which the client fills:
 * nothing that is not public is ever in HTML.
 */
export function serveClient({ clientDir, site, sessionCookie, publicPages, alternateOf }: ClientParts): RequestHandler {
  const router = Router();

  router.use('/assets', express.static(join(clientDir, 'assets'), { immutable: true, maxAge: '1y', index: false }));
  // A file of an older build: answering a page of HTML for it would only confuse.
  router.use('/assets', (_req, res) => void res.status(404).type('text').send('This file is gone. Reload the page.'));
  router.use(
    express.static(clientDir, { index: false, setHeaders: (res: Response) => res.set('Cache-Control', 'no-cache') }),
  );

  router.get('/{*path}', async (req, res, next) => {
    if (req.accepts(['html', 'json']) !== 'html') {
      // The address of a page pasted into another instance's search leads to what the page shows.
      const document = req.accepts('application/activity+json') ? await alternateOf?.(plainPath(req)) : null;
      return document ? res.vary('Accept').redirect(303, document) : next();
    }
    res.vary(`Accept, ${LANGUAGE_HEADERS}`).set('Cache-Control', 'no-cache');
    const chosen = knownLanguage(req.query.language);
    if (chosen) return changeLanguage(req, res, chosen);

    const language = languageOf(req);
    const template = await readPage(clientDir, language);
    if (template === null) {
      res.status(503).type('text').send('The client is not built yet. Run: npm run build');
      return;
    }
    const path = plainPath(req);
    const alternate = (await alternateOf?.(path)) ?? null;
    if (alternate)
      res.append('Link', `<${new URL(alternate).href}>; rel="alternate"; type="application/activity+json"`);
    res.type('html').set('Content-Language', language);
    const cursor = typeof req.query.cursor === 'string' ? req.query.cursor : undefined;
    const page = hasCookie(req, sessionCookie) ? null : await publicPages?.({ path, cursor, language });
    if (!page) res.send(template);
    else res.status(page.status).send(renderPublicPage(template, page, { language, site, alternate }));
  });
  return router;
}

/** The same address however it was passed on: some write `%40` for `@`, or a slash at the end. */
function plainPath({ path }: Request): string {
  return path.replace(/^\/%40/, '/@').replace(/(?<=[^/])\/+$/, '');
}

/** `?language=es` is a link, so that one can choose without JavaScript: it is remembered and gone from the address. */
function changeLanguage(req: Request, res: Response, language: InterfaceLanguage): void {
  rememberLanguage(res, language);
  const search = new URLSearchParams(req.originalUrl.split('?')[1]);
  search.delete('language');
  // One slash: `//elsewhere.example` would be another site.
  const path = `/${req.path.replace(/^[/\\]+/, '')}`;
  res.set('Cache-Control', 'no-store').redirect(303, search.size === 0 ? path : `${path}?${search}`);
}

async function readPage(clientDir: string, language: InterfaceLanguage): Promise<string | null> {
  try {
    return await readFile(join(clientDir, `index.${language}.html`), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
