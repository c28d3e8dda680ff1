import type { ServerResponse } from 'node:http';
import { ERROR_STATUS, type ErrorBody, type ErrorCode } from '../../shared/contracts/errors.ts';
import { NOT_FOUND } from '../core/errors.ts';

/** The error body of the whole API, without Express: the inbox answers before any of its machinery runs. */
export function answerError(
  res: ServerResponse,
  code: ErrorCode,
  message: string,
  status: number = ERROR_STATUS[code],
): void {
  const body: ErrorBody = { error: { code, message } };
  const text = JSON.stringify(body);
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  res.end(text);
}

/** The same bytes for what is absent and for what the asker may not see (case 22). */
export function answerNotFound(res: ServerResponse): void {
  answerError(res, NOT_FOUND.code, NOT_FOUND.message);
}
