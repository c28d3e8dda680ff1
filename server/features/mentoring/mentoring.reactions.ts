import type { Activity } from '../../activities/activity.ts';
import type { History } from '../../activities/history.ts';
import type { Occurrence, Reaction } from '../../activities/pipeline.ts';
import type { LiveUpdates } from '../../activities/ports.ts';
import type { PairView } from './mentoring.model.ts';
import type { MentoringViews } from './mentoring.views.ts';

/** Tells the two members' open screens that their pair changed. */
export class MentoringReactions implements Reaction {
  readonly name = 'mentoring';
  readonly #views: MentoringViews;
  readonly #history: History;
  readonly #live: LiveUpdates;

  constructor(views: MentoringViews, history: History, live: LiveUpdates) {
    this.#views = views;
    this.#history = history;
    this.#live = live;
  }

  async react({ activity }: Occurrence): Promise<void> {
    const pair = await pairOf(activity, this.#views, this.#history);
    if (!pair) return;
    for (const member of [pair.offerer, pair.partner]) {
      this.#live.toActor(member, { name: 'pair.changed', pair: pair.id });
    }
  }
}

/** The pair that an activity is a step of, or whose ledger it changes; null for any other. */
export async function pairOf(activity: Activity, views: MentoringViews, history: History): Promise<PairView | null> {
  switch (activity.type) {
    case 'Offer':
      return views.byOffer(activity.iri);
    case 'Accept':
    case 'Reject':
      return views.byOffer(activity.object);
    case 'Undo': {
      const offer = await views.byOffer(activity.object);
      const undone = offer ? null : await history.entry(activity.object);
      return undone?.type === 'Accept' && undone.object ? views.byOffer(undone.object) : offer;
    }
    case 'Create':
      // Feedback changes the ledger.
      return views.pairOfMessage(activity);
    default:
      return null;
  }
}
