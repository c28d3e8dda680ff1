import type { z } from 'zod';
import type { ErrorBody } from '../../shared/contracts/errors.ts';
import { type AppError, appError } from '../core/errors.ts';
import { fail, ok, type Result } from '../core/result.ts';

type Issue = Parameters<z.core.$ZodErrorMap>[0];

/** Under which name a problem with the input as a whole is listed. */
const WHOLE = 'body';
/** More are not useful to a reader, and the answer stays small whatever was sent. */
const FIELDS_MAX = 20;

/** Parses what came with a request. The error is `invalid_input` with one sentence a field. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): Result<z.output<S>> {
  const parsed = schema.safeParse(input, { error: sentenceFor });
  return parsed.success ? ok(parsed.data) : fail(invalidInput(parsed.error.issues));
}

function invalidInput(issues: readonly z.core.$ZodIssue[]): AppError {
  const fields: NonNullable<ErrorBody['error']['fields']> = {};
  for (const issue of issues.slice(0, FIELDS_MAX)) {
    const field = issue.path.map(String).join('.') || WHOLE;
    fields[field] ??= issue.message;
  }
  const names = Object.keys(fields);
  const [only] = names;
  if (names.length === 1 && only !== undefined) {
    const sentence = fields[only] ?? '';
    return appError('invalid_input', only === WHOLE ? sentence : `Check “${only}”: ${sentence}`, fields);
  }
  return appError('invalid_input', `Check these: ${names.join(', ')}.`, fields);
}

/**
 * Sentences for what a contract gives no sentence of its own for; zod's defaults ("expected string, received
 * undefined") mean nothing to a teacher.
 */
function sentenceFor(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'This is needed.';
      return EXPECTED[String(issue.expected)] ?? 'This has the wrong form.';
    case 'too_small':
      return tooSmall(issue.origin, issue.minimum);
    case 'too_big':
      return tooBig(issue.origin, issue.maximum);
    case 'invalid_value':
      return issue.input === undefined ? 'This is needed.' : `Choose one of: ${issue.values.map(String).join(', ')}.`;
    case 'invalid_format':
      return FORMATS[issue.format] ?? 'This has the wrong form.';
    case 'not_multiple_of':
      return `Use a multiple of ${issue.divisor}.`;
    case 'unrecognized_keys':
      return `Leave out: ${issue.keys.join(', ')}.`;
    default:
      return issue.input === undefined ? 'This is needed.' : 'This has the wrong form.';
  }
}

const EXPECTED: Record<string, string> = {
  string: 'Send text.',
  number: 'Send a number.',
  int: 'Send a whole number.',
  boolean: 'Send true or false.',
  array: 'Send a list.',
  object: 'Send a JSON object.',
  record: 'Send a JSON object.',
};

const FORMATS: Record<string, string> = {
  datetime: 'Send an instant in UTC, like 2026-12-18T09:30:00Z.',
  date: 'Send a day, like 2026-12-18.',
  email: 'Write an e-mail address.',
  url: 'Write a web address.',
};

function tooSmall(origin: string, minimum: number | bigint): string {
  if (origin === 'string') return minimum === 1 ? 'This is needed.' : `Use at least ${minimum} characters.`;
  if (origin === 'array') return minimum === 1 ? 'Add at least one.' : `Add at least ${minimum}.`;
  return `Use ${minimum} or more.`;
}

function tooBig(origin: string, maximum: number | bigint): string {
  if (origin === 'string') return `Use at most ${maximum} characters.`;
  if (origin === 'array') return `Use at most ${maximum} of these.`;
  return `Use ${maximum} or less.`;
}
