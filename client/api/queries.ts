import { infiniteQueryOptions, type QueryKey, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Endpoint, Page } from '../../shared/contracts/endpoint.ts';
import { call, type RequestOf, type ResponseOf } from './call.ts';

/** The cache key of a call: `keyOf(getPost)` is the prefix of every post, `keyOf(getPost, { id })` one post. */
export function keyOf(endpoint: Endpoint, params?: unknown, query?: unknown): QueryKey {
  const key: unknown[] = [endpoint.path];
  if (params !== undefined) key.push(params);
  if (query !== undefined) key.push(query);
  return key;
}

/** Reads an endpoint through the cache: `useQuery(read(getPost, { params: { id } }))`. */
export function read<E extends Endpoint>(endpoint: E, request: RequestOf<E>) {
  const { params, query }: { params?: unknown; query?: unknown } = request;
  return queryOptions<ResponseOf<E>>({
    queryKey: keyOf(endpoint, params, query),
    queryFn: ({ signal }) => call(endpoint, request, signal),
  });
}

/** An endpoint that pages by cursor. */
type Paged<P extends z.ZodType, Q extends z.ZodType, T> = Endpoint<P, Q, z.ZodType, z.ZodType<Page<T>>>;

/** Reads a paged endpoint, page by page: `useInfiniteQuery(readPages(getHomeFeed, {}))`. */
export function readPages<P extends z.ZodType, Q extends z.ZodType, T>(
  endpoint: Paged<P, Q, T>,
  params: z.input<P>,
  query: Omit<z.input<Q> & object, 'cursor' | 'limit'> | Record<string, never> = {},
) {
  return infiniteQueryOptions({
    queryKey: [...keyOf(endpoint, params, query), 'pages'],
    queryFn: ({ signal, pageParam }): Promise<Page<T>> =>
      call<Paged<z.ZodType, z.ZodType, T>>(
        endpoint,
        { params, query: pageParam === null ? query : { ...query, cursor: pageParam } },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}
