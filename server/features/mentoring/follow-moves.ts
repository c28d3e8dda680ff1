import type { FollowsMoves } from '../profiles/index.ts';
import type { MentoringViews } from './mentoring.views.ts';

/** What else is kept of pairs. */
export interface KeptOfPairs {
  /** @param pairs IRIs of the Offers of all pairs that `actor` is in */
  moved(pairs: readonly string[], actor: string, now: string): Promise<void>;
}

/** A member has gone elsewhere: the pair itself comes last, so that what a crash cuts off is found again. */
export function followMoves(mentoring: MentoringViews, others: readonly KeptOfPairs[]): FollowsMoves {
  return {
    async moved(actor, now, plain) {
      const pairs = await mentoring.everyOf(actor);
      if (pairs.length === 0) return;
      const offers = pairs.map(({ _id }) => _id);
      for (const kept of others) await kept.moved(offers, actor, now);
      await mentoring.moved(pairs, actor, now, plain);
    },
  };
}
