import type { ErrorRequestHandler, Request, Response } from 'express';
import { ERROR_STATUS, type ErrorBody } from '../../shared/contracts/errors.ts';
import { type AppError, AppFailure, appError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { Logger } from '../core/logger.ts';
import { StorageUnavailableError } from '../storage/index.ts';
import { languageOf } from './language.ts';
import { inLanguage } from './sentences.ts';

/** An error that is over after a while: the answer carries `Retry-After`. */
export interface TemporaryError extends AppError {
  retryAfterSeconds: number;
}

/** Writes an `AppError` as the API's error body, in the asker's language. The one place that does. */
export function sendError(res: Response, error: AppError): void {
  if ('retryAfterSeconds' in error) res.set('Retry-After', String(error.retryAfterSeconds));
  const { code, message, fields } = inLanguage(error, languageOf(res.req));
  const body: ErrorBody = { error: fields ? { code, message, fields } : { code, message } };
  res.status(ERROR_STATUS[code]).set('Cache-Control', 'no-store').json(body);
}

/** Express's last stop: whatever was thrown becomes an answer that is safe to show, and a bug is logged under an id. */
export function errorHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) {
      logger.error({ err: error, method: req.method, path: placeOf(req) }, 'failed after the answer had begun');
      next(error);
      return;
    }
    const known = knownError(error);
    if (known) {
      if (error instanceof StorageUnavailableError) logger.error({ err: error }, 'the database does not answer');
      sendError(res, known);
      return;
    }
    const id = newId();
    logger.error({ err: error, id, method: req.method, path: placeOf(req) }, 'unexpected failure');
    sendError(
      res,
      appError(
        'internal',
        `Something went wrong here. Try again; if it stays, tell the people who run this server: ${id}`,
      ),
    );
  };
}

/** What a thrown error means to the person who asked, or null for a bug. */
function knownError(error: unknown): AppError | null {
  if (error instanceof AppFailure) return error.error;
  if (error instanceof StorageUnavailableError) {
    return appError('unavailable', 'The database of this server does not answer at the moment. Try again in a minute.');
  }
  if (error instanceof Error && 'type' in error) return BODY_ERRORS.get(error.type) ?? null;
  // Express's router throws this for a path like /posts/%E0%A4%A.
  if (error instanceof URIError) return appError('invalid_input', 'This address is not well formed. Check the link.');
  return null;
}

const UNREADABLE = appError('invalid_input', 'The request could not be read. Send JSON in UTF-8.');

/** By the `type` that Express's body parser gives its errors. */
const BODY_ERRORS = new Map<unknown, AppError>([
  ['entity.too.large', appError('too_large', 'This is too large. Send at most 1 MB at a time.')],
  [
    'entity.parse.failed',
    appError('invalid_input', 'The request is not valid JSON. Check quotes, commas and brackets.'),
  ],
  ['entity.verify.failed', UNREADABLE],
  ['encoding.unsupported', UNREADABLE],
  ['charset.unsupported', UNREADABLE],
  ['request.aborted', UNREADABLE],
  ['request.size.invalid', UNREADABLE],
]);

/** The route, as `/calendar/:token.ics`: what stands in an address may be a secret, and logs are read by others. */
function placeOf(req: Request): string {
  const route: unknown = req.route;
  const path: unknown = typeof route === 'object' && route !== null ? Reflect.get(route, 'path') : undefined;
  return typeof path === 'string' ? path : '(before any route)';
}
