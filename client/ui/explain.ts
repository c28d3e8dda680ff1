import { type FailureCode, isApiError } from '../api/error.ts';
import { t } from '../i18n/messages.ts';

const OURS: Partial<Record<FailureCode, () => string>> = {
  unreachable: () => (navigator.onLine ? t.errors.unreachable : t.errors.offline),
  internal: () => t.errors.internal,
  unavailable: () => t.errors.unavailable,
  unauthenticated: () => t.errors.unauthenticated,
};

/**
 * The sentence for an error. Where the server knows the case (a name taken, an offer already answered) its own safe
 * sentence is best; where it could not answer, ours.
 */
export function explain(error: unknown): string {
  if (!isApiError(error)) return t.errors.internal;
  const own = OURS[error.code];
  if (own && !(error.code === 'unauthenticated' && error.message)) return own();
  return error.message || t.errors.internal;
}

/** The server's sentences about single fields, by body path. */
export function fieldsOf(error: unknown): Readonly<Record<string, string>> {
  return isApiError(error) ? error.fields : {};
}

/** The sentence about a field that is a list, whichever of its items it is about. */
export function errorUnder(fields: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.entries(fields).find(([path]) => path.split('.')[0] === name)?.[1];
}

/** What to say above a form: nothing when every complaint already stands beside its field. */
export function formProblem(error: unknown, shown: readonly string[]): unknown {
  const fields = Object.keys(fieldsOf(error));
  const allShown = fields.length > 0 && fields.every((path) => shown.some((name) => path.split('.')[0] === name));
  return allShown ? null : error;
}
