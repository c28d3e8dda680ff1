import type { Request, Response } from 'express';
import type { JsonObject } from '../../activities/activity.ts';
import { answerError } from '../answers.ts';

const ACTIVITY_JSON = 'application/activity+json; charset=utf-8';
const PAGE = /^[\w.:~=+/-]{1,256}$/;

export function sendDocument(res: Response, json: JsonObject, status = 200): void {
  res.status(status).set('Content-Type', ACTIVITY_JSON).end(JSON.stringify(json));
}

/** Which page of a collection is asked for, if any; null when it cannot be one, and that has been answered. */
export function pageAskedFor(req: Request, res: Response): { page: string | undefined } | null {
  const { page } = req.query;
  if (page === undefined || (typeof page === 'string' && PAGE.test(page))) return { page };
  answerError(res, 'invalid_input', 'There is no such page. Begin with the collection itself.');
  return null;
}
