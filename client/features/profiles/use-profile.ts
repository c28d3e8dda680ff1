import { useQuery } from '@tanstack/react-query';
import { getProfile } from '../../../shared/contracts/profiles.ts';
import { read } from '../../api/queries.ts';

/** Their instance answers a follow by itself, within seconds; a person does when they next look in. */
const INSTANCE_ANSWERS_MS = 2_000;
const PERSON_ANSWERS_MS = 30_000;

/** A profile by handle. A look-up is not repeated by itself: it may have taken ten seconds. */
export function useProfile(handle: string) {
  return useQuery({
    ...read(getProfile, { params: { handle } }),
    retry: false,
    refetchInterval: ({ state: { data } }) => {
      if (data?.relation?.following !== 'requested') return false;
      return data.approvesFollowers ? PERSON_ANSWERS_MS : INSTANCE_ANSWERS_MS;
    },
  });
}
