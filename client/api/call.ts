import type { z } from 'zod';
import type { Endpoint } from '../../shared/contracts/endpoint.ts';
import { ApiError, toApiError } from './error.ts';
import { noteAnswer } from './kept.ts';

/** Longer than the server's own 10 s for a look-up on another instance, so that its answer wins. */
const DEADLINE_MS = 20_000;

/** A part of a request may be left out when all of it is optional. */
type Part<Name extends string, Schema extends z.ZodType> =
  Record<string, never> extends z.input<Schema> ? { [K in Name]?: z.input<Schema> } : { [K in Name]: z.input<Schema> };

export type RequestOf<E extends Endpoint> = Part<'params', E['params']> &
  Part<'query', E['query']> &
  Part<'body', E['body']>;

export type ResponseOf<E extends Endpoint> = z.output<E['response']>;

interface AnyRequest {
  params?: unknown;
  query?: unknown;
  body?: unknown;
}

/**
 * Calls one endpoint of the API, typed by its contract. Throws `ApiError`: the server's code and sentence, or
 * `unreachable`. Same origin only, so the session cookie and the Origin header go along by themselves.
 */
export async function call<E extends Endpoint>(
  endpoint: E,
  request: RequestOf<E>,
  signal?: AbortSignal,
): Promise<ResponseOf<E>> {
  const { params, query, body }: AnyRequest = request;
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  let response: Response;
  try {
    response = await fetch(pathOf(endpoint.path, params) + searchOf(query), {
      method: endpoint.method,
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new ApiError('unreachable', '');
  }
  noteAnswer(response);
  if (!response.ok) throw toApiError(response.status, await response.json().catch(() => null));
  return readBody(response);
}

/** The server's own answer, checked there against the same contract: it is trusted here, not parsed again. */
async function readBody(response: Response) {
  return response.status === 204 ? undefined : response.json();
}

/** `/posts/:id` with `{ id: 'a' }` is `/api/v1/posts/a`. */
export function pathOf(path: string, params: unknown): string {
  return `/api/v1${path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(textOf(params, name)))}`;
}

export function searchOf(query: unknown): string {
  if (typeof query !== 'object' || query === null) return '';
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) search.set(name, String(value));
  }
  return search.size === 0 ? '' : `?${search}`;
}

function textOf(params: unknown, name: string): string {
  const value: unknown = typeof params === 'object' && params !== null ? Reflect.get(params, name) : undefined;
  if (typeof value !== 'string') throw new TypeError(`The path needs ${name}`);
  return value;
}
