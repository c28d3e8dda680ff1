import type { Activity } from '../../activities/activity.ts';
import type { History } from '../../activities/history.ts';
import type { Occurrence, Reaction } from '../../activities/pipeline.ts';
import type { LiveUpdates } from '../../activities/ports.ts';
import type { AmendmentView } from './amendments.model.ts';
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
    this.#tell(pair);
    // Terms in answer to an offer take its place.
    const countered = activity.type === 'Offer' && pair.counters ? await this.#views.byOffer(pair.counters) : null;
    if (countered?.facts.countered?.iri === pair._id) this.#tell(countered);
  }

  #tell(pair: PairView): void {
    for (const member of [pair.offerer, pair.partner]) {
      this.#live.toActor(member, { name: 'pair.changed', pair: pair.id });
    }
  }
}

/** The pair that an activity is a step of, changes the agreement of, or is said in; null for any other. */
export async function pairOf(activity: Activity, views: MentoringViews, history: History): Promise<PairView | null> {
  switch (activity.type) {
    case 'Offer':
      return (await views.byOffer(activity.iri)) ?? (await pairOfAmendment(activity.iri, views))?.pair ?? null;
    case 'Accept':
    case 'Reject':
      return (await views.byOffer(activity.object)) ?? (await pairOfAmendment(activity.object, views))?.pair ?? null;
    case 'Undo': {
      const offer = await views.byOffer(activity.object);
      if (offer) return offer;
      const undone = await history.entry(activity.object);
      if (undone?.type === 'Accept' && undone.object) return views.byOffer(undone.object);
      return undone?.type === 'Offer' ? ((await pairOfAmendment(undone._id, views))?.pair ?? null) : null;
    }
    case 'Create':
      // Feedback changes the ledger.
      return views.pairOfMessage(activity);
    case 'Add':
      return views.pairOfEntry(activity);
    default:
      return null;
  }
}

/** A change of an agreement by the IRI of its Offer, and the pair that it is about; null for any other Offer. */
export async function pairOfAmendment(
  offer: string,
  views: MentoringViews,
): Promise<{ amendment: AmendmentView; pair: PairView } | null> {
  const amendment = await views.changes.byOffer(offer);
  const pair = amendment && (await views.inThread(amendment.thread, amendment.proposer, amendment.other));
  return pair && { amendment, pair };
}
