import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getInstance, getSession, type InstanceInfo, type Me } from '../../../shared/contracts/accounts.ts';
import { call } from '../../api/call.ts';
import { keyOf, read } from '../../api/queries.ts';

/** Who is signed in; null for nobody, which is an ordinary answer here and not an error. */
export const meQuery = queryOptions<Me | null>({
  queryKey: keyOf(getSession),
  queryFn: async ({ signal }) => (await call(getSession, {}, signal)).me,
  staleTime: 5 * 60_000,
});

export const instanceQuery = queryOptions<InstanceInfo>({ ...read(getInstance, {}), staleTime: 5 * 60_000 });

/** The shell has loaded it before any page shows. */
export function useMe(): Me | null {
  return useQuery(meQuery).data ?? null;
}

/** Inside `RequireAccount` only. */
export function useSignedIn(): Me {
  const me = useMe();
  if (me === null) throw new Error('This page needs an account');
  return me;
}

export function useInstance(): InstanceInfo {
  return useSuspenseQuery(instanceQuery).data;
}
