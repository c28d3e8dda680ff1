import type { Occurrence, Reaction } from '../../activities/pipeline.ts';
import type { LiveUpdates } from '../../activities/ports.ts';
import type { MentoringViews } from '../mentoring/index.ts';

const KINDS: ReadonlySet<string> = new Set(['session', 'session-answered', 'session-cancelled', 'session-notes']);

/** Tells the two members' open screens that something was said about a session. */
export class SessionReactions implements Reaction {
  readonly name = 'sessions';
  readonly #mentoring: MentoringViews;
  readonly #live: LiveUpdates;

  constructor(mentoring: MentoringViews, live: LiveUpdates) {
    this.#mentoring = mentoring;
    this.#live = live;
  }

  async react({ activity }: Occurrence): Promise<void> {
    if (activity.type !== 'Add' || !KINDS.has(activity.object.kind)) return;
    const pair = await this.#mentoring.pairOfEntry(activity);
    if (!pair) return;
    for (const member of [pair.offerer, pair.partner]) {
      this.#live.toActor(member, { name: 'pair.changed', pair: pair.id });
    }
  }
}
