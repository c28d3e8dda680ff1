import { useQuery } from '@tanstack/react-query';
import { listCycles } from '../../../shared/contracts/cycles.ts';
import type { Pair } from '../../../shared/contracts/mentoring.ts';
import { listProtocols } from '../../../shared/contracts/protocols.ts';
import { read } from '../../api/queries.ts';
import { t } from '../../i18n/messages.ts';
import { agendaOf, minutesOf, presentTurnOf } from './agenda.ts';

const NOTHING = { agenda: '', minutes: 0 };

/** What a session is likely to be about: the steps of the turn the two are in, or of the protocol they agreed on. */
export function useAgenda(pair: Pair): { agenda: string; minutes: number } {
  const cycles = useQuery(read(listCycles, { params: { id: pair.id } }));
  const protocols = useQuery({
    ...read(listProtocols, { query: { language: t.language } }),
    enabled: pair.protocol !== '',
  });
  const turn = presentTurnOf(cycles.data?.items ?? []);
  if (turn)
    return { agenda: agendaOf(turn.protocol.steps, turn.focusQuestion), minutes: minutesOf(turn.protocol.steps) };
  const agreed = protocols.data?.items.find(({ name }) => name === pair.protocol);
  return agreed ? { agenda: agendaOf(agreed.steps), minutes: minutesOf(agreed.steps) } : NOTHING;
}
