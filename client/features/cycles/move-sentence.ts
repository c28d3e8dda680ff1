import type { Cycle, Turn } from '../../../shared/contracts/cycles.ts';
import { tCycles } from '../../i18n/cycles.ts';

/** Whose move it is and what it is, in a sentence. */
export function moveSentence(cycle: Cycle, partner: string): string {
  const waiting = cycle.turns.some(({ consents }) =>
    consents.some(({ answer, askedByMe }) => answer === 'waiting' && !askedByMe),
  );
  if (waiting) return tCycles.move.consent(partner);
  if (cycle.state === 'complete') return tCycles.move.complete;
  if (cycle.state === 'set-aside') return tCycles.move.aside;
  if (cycle.state === 'swap') return cycle.may.present ? tCycles.move.present : tCycles.move.presents(partner);
  const turn = cycle.turns.at(-1);
  return turn === undefined ? '' : turnSentence(turn, partner);
}

function turnSentence(turn: Turn, partner: string): string {
  if (turn.state === 'follow-up') return turn.iPresent ? tCycles.move.followUp : tCycles.move.followsUp(partner);
  const step = turn.step === null ? undefined : turn.protocol.steps[turn.step];
  if (step === undefined) return '';
  if (turn.quiet !== null) return tCycles.move.speaks(partner, step.name);
  // Where both speak, whoever said the last thing waits for the other, and may pass on all the same.
  if (step.speaks === 'both' && turn.contributions.filter((said) => said.step === turn.step).at(-1)?.mine)
    return turn.may.close ? tCycles.move.pass(step.name) : tCycles.move.speaks(partner, step.name);
  return tCycles.move.speak(step.name);
}
