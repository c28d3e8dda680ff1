import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getMoving, type Moving } from '../../../shared/contracts/account-life.ts';
import { getProfile } from '../../../shared/contracts/profiles.ts';
import { keyOf, read } from '../../api/queries.ts';

/** Other accounts and moves, and how to show what has come of a change. */
export function useMoving() {
  const queryClient = useQueryClient();
  const moving = useQuery(read(getMoving, {}));
  const onSuccess = (changed: Moving) => {
    queryClient.setQueryData(read(getMoving, {}).queryKey, changed);
    void queryClient.invalidateQueries({ queryKey: keyOf(getProfile) });
  };
  return { moving, onSuccess };
}
