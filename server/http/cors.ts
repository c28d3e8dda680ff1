import type { RequestHandler, Response } from 'express';
import { isBearer } from './csrf.ts';

const DAY_S = 86_400;

/**
 * Lets pages of other sites read an answer, whoever asks. Never with credentials: a cookie that came along would let every
 * site read as the person whose browser it is.
 */
export function openToPages(res: Response): Response {
  return res.set({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': 'Location, Retry-After, WWW-Authenticate',
  });
}

/** The browser's question before the request itself; the answer depends on nothing that is stored. */
function answerPreflight(res: Response): void {
  openToPages(res)
    .set({
      'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE',
      'Access-Control-Allow-Headers': 'Authorization, Content-Type, Idempotency-Key',
      'Access-Control-Max-Age': String(DAY_S),
    })
    .status(204)
    .end();
}

/** For what apps ask without a token: registration, tokens, what this server offers. */
export const openToAll: RequestHandler = (req, res, next) => {
  if (req.method === 'OPTIONS') return answerPreflight(res);
  openToPages(res);
  next();
};

/**
 * Apps in a browser may read what they asked for with a token: then cookies are not looked at (`csrf.ts`), so the answer
 * holds only what the token opens. Without a token nothing is said, and browsers keep the answer from other sites' pages.
 */
export const openToApps: RequestHandler = (req, res, next) => {
  const asked =
    req
      .get('access-control-request-headers')
      ?.toLowerCase()
      .split(/\s*,\s*/) ?? [];
  if (req.method === 'OPTIONS' && asked.includes('authorization')) return answerPreflight(res);
  if (isBearer(req.headers)) openToPages(res);
  next();
};
