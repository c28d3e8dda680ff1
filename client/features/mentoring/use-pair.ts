import { useQueryClient } from '@tanstack/react-query';
import { getPair, listPairs, type Pair } from '../../../shared/contracts/mentoring.ts';
import { keyOf } from '../../api/queries.ts';

/** After a step: the pair as the server now has it, and the list asked again. */
export function usePutPair() {
  const queryClient = useQueryClient();
  return (pair: Pair) => {
    queryClient.setQueryData(keyOf(getPair, { id: pair.id }), pair);
    void queryClient.invalidateQueries({ queryKey: keyOf(listPairs) });
  };
}
