import type { Cycle } from '../../../shared/contracts/cycles.ts';
import { tCycles } from '../../i18n/cycles.ts';
import { Chip } from '../../ui/chip.tsx';

export function CycleChip({ cycle }: { cycle: Cycle }) {
  if (cycle.myMove) return <Chip tone="accent">{tCycles.yourMove}</Chip>;
  const words = tCycles.states[cycle.state];
  return cycle.state === 'complete' ? <Chip tone="good">{words}</Chip> : <Chip>{words}</Chip>;
}
