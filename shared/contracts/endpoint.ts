import { z } from 'zod';

/** Who may call: anyone, a signed-in account, or an account whose role is at least the one named. */
export type Access = 'anyone' | 'account' | 'organizer' | 'admin';

/**
 * One HTTP endpoint under `/api/v1`: the server binds it to a use case, the client calls it, and the OpenAPI
 * document lists it; all three read this value, so they cannot disagree.
 */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Express style, relative to `/api/v1`: `/posts/:id`. */
  path: string;
  summary: string;
  access: Access;
  /** The status of success; 204 has an empty body. */
  status: 200 | 201 | 202 | 204;
  params: Params;
  query: Query;
  body: Body;
  response: Response;
}

const nothing = z.object({});
type Nothing = typeof nothing;

interface Definition<P, Q, B, R> {
  method: Endpoint['method'];
  path: string;
  summary: string;
  access: Access;
  status?: Endpoint['status'];
  params?: P;
  query?: Q;
  body?: B;
  response?: R;
}

/** Fills in what an endpoint leaves out: no parameters, no query, no body, an empty response with 204. */
export function endpoint<
  P extends z.ZodType = Nothing,
  Q extends z.ZodType = Nothing,
  B extends z.ZodType = Nothing,
  R extends z.ZodType = z.ZodVoid,
>(definition: Definition<P, Q, B, R>): Endpoint<P, Q, B, R>;
export function endpoint(definition: Definition<z.ZodType, z.ZodType, z.ZodType, z.ZodType>): Endpoint {
  return {
    params: nothing,
    query: nothing,
    body: nothing,
    response: z.void(),
    status: definition.response ? 200 : 204,
    ...definition,
  };
}

/** An opaque id of a thing in a path: the short key of its ActivityPub id, or a plain id of our own. */
export const Id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'This is not an id.');
export const IdParams = z.object({ id: Id });

/**
 * A name or title: something to see, on one line. Characters that break lines or turn the text around could make it pass
 * for another's; joiners stay, which scripts and emoji need.
 */
export const OneLine = z
  .string()
  .trim()
  .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u, 'Leave out line breaks and control characters.')
  .regex(/^$|[^\s\p{Cf}\p{M}]/u, 'Write something that others can see.');

/** Cursor paging: `next` of a page is the `cursor` of the one after it; absent on the last. */
export const PageQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
export type PageQuery = z.infer<typeof PageQuery>;

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

export interface Page<T> {
  items: T[];
  next: string | null;
}

/** ISO 8601 instant in UTC, as JSON carries it. */
export const Instant = z.iso.datetime();
