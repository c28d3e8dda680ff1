import type { Occurrence, Reaction } from '../../activities/pipeline.ts';
import type { FurtherDelivery } from '../../activities/ports.ts';
import { type MentoringViews, otherMember } from '../mentoring/index.ts';

/**
 * Tells the partners of somebody here who moves, and their new account. Who is a partner of whom is nobody else's business: they
 * are not named in the Move, so that its delivery to followers does not reach them.
 */
export class TellOfMoveReactions implements Reaction {
  readonly name = 'partners of those who move away';
  readonly #parts: { mentoring: MentoringViews; outgoing: FurtherDelivery };

  constructor(parts: { mentoring: MentoringViews; outgoing: FurtherDelivery }) {
    this.#parts = parts;
  }

  async react({ activity, origin }: Occurrence): Promise<void> {
    if (activity.type !== 'Move' || origin !== 'local') return;
    const { mentoring, outgoing } = this.#parts;
    const partners: string[] = [];
    // Their pairs are those of the new account by now, unless they stay here to be read.
    for (const one of [activity.actor, activity.target]) {
      for (const pair of await mentoring.everyOf(one)) partners.push(otherMember(pair, one));
    }
    await outgoing.alsoTo(activity, [...new Set([...partners, activity.target])]);
  }
}
