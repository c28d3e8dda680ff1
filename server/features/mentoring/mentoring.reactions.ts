import { objectIri } from '../../activities/log.ts';
import type { Occurrence, Reaction } from '../../activities/pipeline.ts';
import type { LiveUpdates } from '../../activities/ports.ts';
import type { PairView } from './mentoring.model.ts';
import type { MentoringViews } from './mentoring.views.ts';

/** Tells the two members' open screens that their pair changed. */
export class MentoringReactions implements Reaction {
  readonly name = 'mentoring';
  readonly #views: MentoringViews;
  readonly #live: LiveUpdates;

  constructor(views: MentoringViews, live: LiveUpdates) {
    this.#views = views;
    this.#live = live;
  }

  async react({ activity }: Occurrence): Promise<void> {
    const pair = await this.#pairOf(activity);
    if (!pair) return;
    for (const member of [pair.offerer, pair.partner]) {
      this.#live.toActor(member, { name: 'pair.changed', pair: pair.id });
    }
  }

  async #pairOf(activity: Occurrence['activity']): Promise<PairView | null> {
    switch (activity.type) {
      case 'Offer':
        return this.#views.byOffer(activity.iri);
      case 'Accept':
      case 'Reject':
      case 'Undo': {
        const about = objectIri(activity);
        return about ? ((await this.#views.byOffer(about)) ?? this.#views.byAccept(about)) : null;
      }
      case 'Create':
        // Feedback changes the ledger.
        return activity.object.kind === 'note' && activity.object.context
          ? this.#views.byThread(activity.object.context)
          : null;
      default:
        return null;
    }
  }
}
