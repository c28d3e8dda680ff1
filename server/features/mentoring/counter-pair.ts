import type { z } from 'zod';
import type { Pair, Terms } from '../../../shared/contracts/mentoring.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { fail, type Result } from '../../core/result.ts';
import type { MentoringParts } from './context.ts';
import { presentOne } from './present-pairs.ts';
import { publishOffer } from './publish-offer.ts';
import { lackOfRoom } from './room.ts';
import { pairToStepIn, withdrawOwn } from './take-step.ts';
import { flawIn } from './terms.model.ts';

/**
 * Answers an offer made to `actor` with other terms: an offer of their own, which whoever made the first can accept, decline
 * or answer in turn.
 */
export async function counterPair(
  parts: MentoringParts,
  actor: string,
  id: string,
  terms: z.output<typeof Terms>,
): Promise<Result<Pair>> {
  const pair = await parts.views.forMember(id, actor);
  if (!pair) return fail(NOT_FOUND);
  return parts.turns.run([pair.offerer, pair.partner], async () => {
    const now = await pairToStepIn(parts, actor, id, 'counter');
    if (!now.ok) return now;
    const hindrance = flawIn(terms, parts.clock.now()) ?? (await lackOfRoom(parts, actor));
    if (hindrance) return fail(hindrance);
    const { _id: counters, offerer } = now.value;
    await withdrawOwn(parts, actor, offerer);
    return presentOne(parts, actor, await publishOffer(parts, actor, offerer, { terms, counters }));
  });
}
