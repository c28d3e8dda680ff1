import { useQueryClient } from '@tanstack/react-query';
import { getHomeFeed } from '../../../shared/contracts/practice.ts';
import { followProfile, getProfile, type Profile, unfollowProfile } from '../../../shared/contracts/profiles.ts';
import { keyOf } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';

export function useFollow(handle: string) {
  const queryClient = useQueryClient();
  const onSuccess = (profile: Profile) => {
    queryClient.setQueryData(keyOf(getProfile, { handle }), profile);
    void queryClient.invalidateQueries({ queryKey: keyOf(getHomeFeed) });
  };
  return { follow: useCall(followProfile, { onSuccess }), unfollow: useCall(unfollowProfile, { onSuccess }) };
}
