import type { Occurrence, Reaction } from '../../activities/pipeline.ts';
import type { LiveUpdates, PartnerSigns, RemoteDirectory } from '../../activities/ports.ts';
import type { MoveViews } from '../profiles/index.ts';
import type { MentoringViews } from './mentoring.views.ts';

/** A partner says that they have gone elsewhere: asks there, and when it is so, sends there what was under way to them. */
export class MoveReactions implements Reaction {
  readonly name = 'moves of partners';
  readonly #parts: {
    views: MentoringViews;
    moves: MoveViews;
    remote: RemoteDirectory;
    signs: PartnerSigns;
    live: LiveUpdates;
  };

  constructor(parts: {
    views: MentoringViews;
    moves: MoveViews;
    remote: RemoteDirectory;
    signs: PartnerSigns;
    live: LiveUpdates;
  }) {
    this.#parts = parts;
  }

  async react({ activity, origin }: Occurrence): Promise<void> {
    const { views, moves, remote } = this.#parts;
    if (activity.type === 'Move' && origin !== 'fetched') {
      const known = await moves.byActor(activity.actor);
      if (known?.believed) return this.#onMoved(activity.actor, known.target);
      // What others' partners do is their business: only for ours is somebody asked.
      if ((await views.ofMember(activity.actor, 1)).length > 0) await remote.fetch(activity.target);
    }
    if (activity.type !== 'Update' || activity.object.kind !== 'actor' || activity.object.alsoKnownAs.length === 0)
      return;
    const { iri, alsoKnownAs } = activity.object;
    for (const move of await moves.toTarget(iri, alsoKnownAs)) if (move.believed) await this.#onMoved(move._id, iri);
  }

  async #onMoved(actor: string, now: string): Promise<void> {
    const { views, signs, live } = this.#parts;
    const pairs = await views.ofMember(now, MAX_PAIRS);
    if (pairs.length === 0) return;
    await signs.moved(actor, now);
    for (const { id, offerer, partner } of pairs) {
      for (const member of [offerer, partner]) live.toActor(member, { name: 'pair.changed', pair: id });
    }
  }
}

const MAX_PAIRS = 100;
