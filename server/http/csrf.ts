import type { IncomingHttpHeaders } from 'node:http';
import type { Request, RequestHandler } from 'express';
import { type AppError, appError } from '../core/errors.ts';
import { sendError } from './errors.ts';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what another site makes a browser send (CSRF). Browsers send `Origin` with every request that changes
 * something; it must be ours. Those that leave it out send `Sec-Fetch-Site`. When neither is there it is no
 * browser of today, so the session cookie is not accepted either; scripts use an API token, which no site can make a
 * browser send.
 *
 * Requests without a cookie are checked too when they name an origin: signing somebody in to another's account is
 * an attack as well. SameSite=Lax on the cookie is the second wall, not the first: it lets sibling subdomains through.
 */
export function checkOrigin(options: { baseUrl: string; cookieName: string }): RequestHandler {
  return (req, res, next) => {
    const refused = READING.has(req.method) || isBearer(req.headers) ? null : crossSite(req, options);
    if (refused) sendError(res, refused);
    else next();
  };
}

function crossSite(req: Request, { baseUrl, cookieName }: { baseUrl: string; cookieName: string }): AppError | null {
  switch (pageOf(req.headers, baseUrl)) {
    case 'ours':
      return null;
    case 'foreign':
      return refusal(req.get('origin') ?? 'another site', baseUrl);
    case 'unknown':
      return hasCookie(req, cookieName) ? refusal('an unnamed place', baseUrl) : null;
  }
}

/** Whose page made a browser send a request; `unknown` when it is not said, as scripts do not. */
export function pageOf(headers: IncomingHttpHeaders, baseUrl: string): 'ours' | 'foreign' | 'unknown' {
  if (headers.origin !== undefined) return headers.origin === baseUrl ? 'ours' : 'foreign';
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' ? 'ours' : 'foreign';
  return 'unknown';
}

function refusal(from: string, baseUrl: string): AppError {
  return appError(
    'forbidden',
    `This came from ${from === 'null' ? 'a page without an address' : from}, not from ${baseUrl}. Open ${baseUrl} and try again there; scripts use an API token.`,
  );
}

/** Whether a request brings an API token; then its cookies are not looked at. */
export function isBearer(headers: IncomingHttpHeaders): boolean {
  return /^bearer /i.test(headers.authorization ?? '');
}

/** Whether a cookie of this name came along, whatever its value. */
export function hasCookie(req: Request, name: string): boolean {
  return (req.get('cookie') ?? '').split(';').some((pair) => pair.trim().startsWith(`${name}=`));
}
