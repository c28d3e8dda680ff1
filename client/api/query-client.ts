import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { getSession } from '../../shared/contracts/accounts.ts';
import { isApiError } from './error.ts';
import { keyOf } from './queries.ts';

const RETRIES = 2;

/** Only what may go away by itself is tried again; a refusal is an answer. */
function worthRetrying(failures: number, error: Error): boolean {
  return navigator.onLine && failures < RETRIES && isApiError(error, 'unreachable', 'unavailable', 'internal');
}

/** A session that ended elsewhere shows at the next call: the app then knows itself signed out. */
function noticeSignOut(error: Error) {
  if (isApiError(error, 'unauthenticated')) queryClient.setQueryData(keyOf(getSession), null);
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignOut }),
  mutationCache: new MutationCache({ onError: noticeSignOut }),
  defaultOptions: {
    // Asked also without a network: the service worker may have kept the answer.
    queries: {
      retry: worthRetrying,
      staleTime: 15_000,
      gcTime: 10 * 60_000,
      networkMode: 'always',
      refetchOnReconnect: true,
    },
    // A write is never repeated behind the writer's back; offline it fails at once, and the form keeps its text.
    mutations: { retry: false, networkMode: 'always' },
  },
});
