import type { Cycle, Turn } from '../../../shared/contracts/cycles.ts';
import type { ProtocolStep } from '../../../shared/contracts/protocols.ts';
import { tSessions } from '../../i18n/sessions.ts';

/** The turn that the two are in, if any. */
export function presentTurnOf(cycles: readonly Cycle[]): Turn | null {
  for (const cycle of cycles) {
    if (cycle.state === 'complete' || cycle.state === 'set-aside') continue;
    const turn = cycle.turns.find(({ state }) => state === 'under-way');
    if (turn) return turn;
  }
  return null;
}

type Step = Pick<ProtocolStep, 'name' | 'minutes'>;

/** A line for each step, with its minutes; over them the focus question, when there is one. */
export function agendaOf(steps: readonly Step[], focusQuestion = ''): string {
  const lines = steps.map(({ name, minutes }) => tSessions.agendaLine(name, minutes));
  return [...(focusQuestion === '' ? [] : [focusQuestion]), ...lines].join('\n');
}

export function minutesOf(steps: readonly Step[]): number {
  return steps.reduce((sum, { minutes }) => sum + minutes, 0);
}
