import type { ErrorCode } from '../../shared/contracts/errors.ts';

/** A failure a person may be told about. `message` is safe to show and says what to do next. */
export interface AppError {
  code: ErrorCode;
  message: string;
  /** Dotted path in the request body -> a sentence about it. */
  fields?: Record<string, string>;
}

export function appError(code: ErrorCode, message: string, fields?: Record<string, string>): AppError {
  return fields ? { code, message, fields } : { code, message };
}

/** For the places that cannot return a `Result` (middleware, start-up): carries an `AppError` to the one mapper. */
export class AppFailure extends Error {
  readonly error: AppError;
  constructor(error: AppError, options?: ErrorOptions) {
    super(error.message, options);
    this.name = 'AppFailure';
    this.error = error;
  }
}

/** One sentence for what is absent and for what the asker may not see: the two must not be told apart. */
export const NOT_FOUND: AppError = {
  code: 'not_found',
  message: 'There is nothing here, or it is not shared with you.',
};
