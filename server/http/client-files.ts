import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler, type Response, Router } from 'express';

/**
 * The built client: hashed files for ever, everything else checked each time. A page that the client's router knows is
 * `index.html`, whatever its address; what does not ask for HTML is left to the next handler.
 */
export function serveClient(clientDir: string, alternateOf?: (path: string) => Promise<string | null>): RequestHandler {
  const router = Router();
  const index = join(clientDir, 'index.html');

  router.use('/assets', express.static(join(clientDir, 'assets'), { immutable: true, maxAge: '1y', index: false }));
  // A file of an older build: answering a page of HTML for it would only confuse.
  router.use('/assets', (_req, res) => void res.status(404).type('text').send('This file is gone. Reload the page.'));
  router.use(
    express.static(clientDir, { index: false, setHeaders: (res: Response) => res.set('Cache-Control', 'no-cache') }),
  );

  router.get('/{*path}', async (req, res, next) => {
    if (req.accepts(['html', 'json']) !== 'html') return next();
    res.vary('Accept').set('Cache-Control', 'no-cache');
    const alternate = await alternateOf?.(req.path);
    if (alternate) res.append('Link', `<${encodeURI(alternate)}>; rel="alternate"; type="application/activity+json"`);
    if (existsSync(index)) res.sendFile(index, { cacheControl: false });
    else res.status(503).type('text').send('The client is not built yet. Run: npm run build');
  });
  return router;
}
