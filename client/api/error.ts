import type { ErrorCode } from '../../shared/contracts/errors.ts';

/** `unreachable` is ours: the request never got an answer (no network, server down, deadline passed). */
export type FailureCode = ErrorCode | 'unreachable';

/** A call that did not succeed. `fields` maps a dotted body path to a sentence about it. */
export class ApiError extends Error {
  readonly code: FailureCode;
  readonly fields: Readonly<Record<string, string>>;

  constructor(code: FailureCode, message: string, fields: Record<string, string> = {}) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.fields = fields;
  }
}

export function isApiError(error: unknown, ...codes: FailureCode[]): error is ApiError {
  return error instanceof ApiError && (codes.length === 0 || codes.includes(error.code));
}

/** Reads an error body without trusting it: a proxy in between may answer with a page of its own. */
export function toApiError(status: number, body: unknown): ApiError {
  const error = field(body, 'error');
  const code = field(error, 'code');
  const message = field(error, 'message');
  if (typeof code !== 'string' || typeof message !== 'string') {
    return new ApiError(status === 401 ? 'unauthenticated' : status === 404 ? 'not_found' : 'unavailable', '');
  }
  const fields = field(error, 'fields');
  const sentences: Record<string, string> = {};
  if (typeof fields === 'object' && fields !== null) {
    for (const [path, sentence] of Object.entries(fields)) {
      if (typeof sentence === 'string') sentences[path] = sentence;
    }
  }
  // An older client may meet a code that it does not know; its branches then fall through to the message.
  return new ApiError(code as ErrorCode, message, sentences);
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
