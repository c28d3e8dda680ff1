import type { MentoringParts } from './context.ts';
import { mayStep, memberOf, otherMember, type PairView } from './mentoring.model.ts';
import type { MentoringViews } from './mentoring.views.ts';
import { publishStep } from './take-step.ts';

type LeaveParts = Pick<MentoringParts, 'pipeline' | 'naming' | 'clock'> & { mentoring: MentoringViews };

/**
 * Ends every pair of somebody, or those with one person, takes their offers back and says no to those they got; each partner
 * is told. What is over already stays as it is.
 */
export async function leavePairs(parts: LeaveParts, actor: string, partner?: string): Promise<PairView[]> {
  const pairs = await parts.mentoring.everyOf(actor);
  const meant = partner === undefined ? pairs : pairs.filter((pair) => otherMember(pair, actor) === partner);
  for (const pair of meant) {
    const step = (['end', 'withdraw', 'decline'] as const).find((one) =>
      mayStep(pair.state, memberOf(pair, actor), one),
    );
    if (step) await publishStep(parts, actor, pair, step);
  }
  return meant;
}
