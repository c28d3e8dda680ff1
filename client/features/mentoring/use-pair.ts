import { useQueryClient } from '@tanstack/react-query';
import { getPair, listAmendments, listPairs, type Pair } from '../../../shared/contracts/mentoring.ts';
import { keyOf } from '../../api/queries.ts';

/** After a step: the pair as the server now has it; what else may have changed by it is asked again. */
export function usePutPair() {
  const queryClient = useQueryClient();
  return (pair: Pair, replaced?: string) => {
    queryClient.setQueryData(keyOf(getPair, { id: pair.id }), pair);
    const changed = [keyOf(listPairs), keyOf(listAmendments, { id: pair.id })];
    if (replaced !== undefined) changed.push(keyOf(getPair, { id: replaced }));
    for (const queryKey of changed) void queryClient.invalidateQueries({ queryKey });
  };
}
