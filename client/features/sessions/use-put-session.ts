import { useQueryClient } from '@tanstack/react-query';
import { getPair, listLedger } from '../../../shared/contracts/mentoring.ts';
import { listMySessions, listPairSessions, type Session } from '../../../shared/contracts/sessions.ts';
import { keyOf } from '../../api/queries.ts';

/** After a step: the session as the server now has it; what else may have changed by it is asked again. */
export function usePutSession() {
  const queryClient = useQueryClient();
  return (session: Session) => {
    const { pair } = session;
    queryClient.setQueryData<{ items: Session[] }>(
      keyOf(listPairSessions, { id: pair }),
      (known) => known && { items: known.items.map((other) => (other.id === session.id ? session : other)) },
    );
    for (const queryKey of [
      keyOf(listPairSessions, { id: pair }),
      keyOf(listMySessions),
      keyOf(getPair, { id: pair }),
      keyOf(listLedger, { id: pair }),
    ]) {
      void queryClient.invalidateQueries({ queryKey });
    }
  };
}
