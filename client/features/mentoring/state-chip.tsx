import type { Pair } from '../../../shared/contracts/mentoring.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { Chip } from '../../ui/chip.tsx';

export function StateChip({ pair }: { pair: Pair }) {
  const words = tMentoring.states[pair.state];
  if (pair.state === 'active') return <Chip tone="good">{words}</Chip>;
  if (pair.state === 'offered' || pair.state === 'invited') return <Chip tone="accent">{words}</Chip>;
  return <Chip>{words}</Chip>;
}
