import type { ActivityOf } from '../../activities/activity.ts';
import { type History, isNewer } from '../../activities/history.ts';
import type { Occurrence, Projection } from '../../activities/pipeline.ts';
import { KeyedQueue } from '../../core/keyed-queue.ts';
import { type ThoughtViews, thoughtId } from './thoughts.views.ts';

const MAX_AT_ONCE = 16;

/** "This made me think" -> thoughts. Of several about one piece of feedback the newest counts. */
export class ThoughtsProjection implements Projection {
  readonly name = 'thoughts';
  readonly #views: ThoughtViews;
  readonly #history: History;
  /** What one says about one piece of feedback happens in turn: an Undo does not know what it is about. */
  readonly #queue = new KeyedQueue(MAX_AT_ONCE);

  constructor(views: ThoughtViews, history: History) {
    this.#views = views;
    this.#history = history;
  }

  prepare(): Promise<void> {
    return this.#views.prepare();
  }

  clear(): Promise<void> {
    return this.#views.clear();
  }

  async apply({ activity, origin }: Occurrence): Promise<void> {
    if (activity.type === 'MadeMeThink' && origin !== 'fetched') return this.#onThought(activity);
    if (activity.type === 'Undo') return this.#onUndo(activity);
  }

  async #onThought({ iri: activity, actor, object: feedback, audience, publishedAt: at }: ActivityOf<'MadeMeThink'>) {
    // It is between the two.
    if (new Set([...audience.to, ...audience.cc]).size > 1) return;
    const _id = thoughtId(actor, feedback);
    await this.#queue.run([_id], async () => {
      const current = await this.#views.thoughts.findOne({ _id });
      if (current && current.activity !== activity && isNewer(current, { at, activity })) return;
      // The Undo may have come first.
      const undone = await this.#history.has('Undo', activity, actor);
      await this.#views.thoughts.replaceOne({ _id }, { actor, feedback, activity, at, undone }, { upsert: true });
    });
  }

  async #onUndo({ actor, object }: ActivityOf<'Undo'>): Promise<void> {
    const thought = await this.#views.byActivity(object);
    if (!thought || thought.actor !== actor) return;
    await this.#queue.run([thought._id], async () => {
      // Another one may have taken its place meanwhile.
      const { _id, activity } = thought;
      await this.#views.thoughts.updateOne({ _id, activity }, { $set: { undone: true } });
    });
  }
}
