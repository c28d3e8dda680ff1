import type { AppError } from './errors.ts';

/** What a use case answers: an expected failure is a value, a bug or an outage is thrown. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: AppError };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(error: AppError): { ok: false; error: AppError } {
  return { ok: false, error };
}
