import type { ActivityOf } from '../../activities/activity.ts';
import type { Occurrence, Reaction } from '../../activities/pipeline.ts';
import type { LiveUpdates, RemoteDirectory } from '../../activities/ports.ts';
import type { MentoringViews, PairView } from '../mentoring/index.ts';
import type { PracticeViews } from '../practice/index.ts';
import type { CycleViews } from './cycles.views.ts';
import { isCycleEntry } from './facts.model.ts';

export interface CycleReactionParts {
  views: CycleViews;
  mentoring: MentoringViews;
  practice: PracticeViews;
  remote: RemoteDirectory;
  live: LiveUpdates;
}

/** Tells the open screens of the two that something was said, and brings a post that one shows the other. */
export class CycleReactions implements Reaction {
  readonly name = 'cycles';
  readonly #parts: CycleReactionParts;

  constructor(parts: CycleReactionParts) {
    this.#parts = parts;
  }

  async react({ activity, origin }: Occurrence): Promise<void> {
    if (activity.type === 'Delete') {
      const said = await this.#parts.views.entry(activity.object);
      const pair = said?.author === activity.actor ? await this.#parts.mentoring.byOffer(said.pair) : null;
      if (pair) this.#tell(pair);
      return;
    }
    if (activity.type !== 'Add' || !isCycleEntry(activity.object)) return;
    const pair = await this.#parts.mentoring.pairOfEntry(activity);
    if (!pair) return;
    if (origin === 'remote') await this.#fetchPost(activity);
    this.#tell(pair);
  }

  #tell({ offerer, partner, id }: PairView): void {
    for (const member of [offerer, partner]) this.#parts.live.toActor(member, { name: 'pair.changed', pair: id });
  }

  /** A post of the partner's own that is not known here yet. One that not everybody may see stays unknown. */
  async #fetchPost({ actor, object: entry }: ActivityOf<'Add'>): Promise<void> {
    if (entry.kind !== 'presentation' && entry.kind !== 'follow-up-done') return;
    if (entry.post === null || new URL(entry.post).host !== new URL(actor).host) return;
    if (!(await this.#parts.practice.byIri(entry.post))) await this.#parts.remote.fetch(entry.post);
  }
}
