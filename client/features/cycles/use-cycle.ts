import { useQueryClient } from '@tanstack/react-query';
import { type Cycle, getCycle, listCycles, listFollowUps } from '../../../shared/contracts/cycles.ts';
import { keyOf } from '../../api/queries.ts';

/** After a step: the cycle as the server now has it, and the lists asked again. */
export function usePutCycle() {
  const queryClient = useQueryClient();
  return (cycle: Cycle) => {
    queryClient.setQueryData(keyOf(getCycle, { id: cycle.id }), cycle);
    for (const key of [keyOf(listCycles, { id: cycle.pair }), keyOf(listFollowUps)])
      void queryClient.invalidateQueries({ queryKey: key });
  };
}

/** After a step whose answer is only a part of a cycle: all of them asked again. */
export function useRefreshCycles() {
  const queryClient = useQueryClient();
  return () => {
    for (const key of [keyOf(getCycle), keyOf(listCycles), keyOf(listFollowUps)])
      void queryClient.invalidateQueries({ queryKey: key });
  };
}
