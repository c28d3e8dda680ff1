import type { Occurrence, Reaction } from '../../activities/pipeline.ts';
import type { PartnerSigns } from '../../activities/ports.ts';
import type { MentoringViews } from './mentoring.views.ts';

/** Hears from partners elsewhere that they are back, or gone for good. */
export class SeveredReactions implements Reaction {
  readonly name = 'severed';
  readonly #views: MentoringViews;
  readonly #signs: PartnerSigns;

  constructor(views: MentoringViews, signs: PartnerSigns) {
    this.#views = views;
    this.#signs = signs;
  }

  async react({ activity, origin }: Occurrence): Promise<void> {
    if (origin === 'local') return;
    if (origin === 'remote' && activity.type === 'Add' && activity.object.kind === 'resumed') {
      if (await this.#views.pairOfEntry(activity)) this.#signs.resumed(activity.actor);
    }
    // An actor that deletes itself.
    if (activity.type === 'Delete' && activity.object === activity.actor) {
      if ((await this.#views.ofMember(activity.actor, 1)).length > 0) await this.#signs.gone(activity.actor);
    }
  }
}
