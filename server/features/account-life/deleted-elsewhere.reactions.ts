import type { Activity } from '../../activities/activity.ts';
import type { Occurrence, Pipeline, Reaction } from '../../activities/pipeline.ts';
import type { ActivityCodec, Naming } from '../../activities/ports.ts';
import { sha256 } from '../../core/ids.ts';
import { KeyedQueue } from '../../core/keyed-queue.ts';
import type { DeletedActors } from '../profiles/index.ts';
import { type TakeBackParts, takeBackAll } from './take-back.ts';

export interface DeletedElsewhereParts extends TakeBackParts {
  deleted: DeletedActors;
  naming: Naming;
  codec: ActivityCodec;
  pipeline: Pipeline;
}

const AT_ONCE = 4;

/**
 * Somebody elsewhere deleted their account: what they had here is taken back in their name. The log gets a line for each
 * thing, made up by us like those for fetched documents, so that a rebuild needs no second way. A crash leaves the Delete
 * unfinished, and the rest is taken back at the next start.
 */
export class DeletedElsewhereReactions implements Reaction {
  readonly name = 'accounts deleted elsewhere';
  readonly #parts: DeletedElsewhereParts;
  /** One at a time for each actor. */
  readonly #queue = new KeyedQueue(AT_ONCE);

  constructor(parts: DeletedElsewhereParts) {
    this.#parts = parts;
  }

  async react({ activity, origin }: Occurrence): Promise<void> {
    const { deleted, naming } = this.#parts;
    if (origin === 'local' || naming.isLocal(activity.actor) || !deleted.has(activity.actor)) return;
    // Of what was being worked off while they were deleted, something may be left; what takes back leaves nothing.
    if (activity.type === 'Undo' || activity.type === 'Reject') return;
    if (activity.type === 'Delete' && activity.object !== activity.actor) return;
    await this.#queue.run([activity.actor], () => this.#takeBack(activity));
  }

  async #takeBack({ actor, iri: because }: Activity): Promise<void> {
    const { codec, pipeline } = this.#parts;
    const named = (thing: string) => `urn:staffroom:fetched:${sha256(`${because} ${thing}`)}`;
    await takeBackAll(this.#parts, actor, named, async (activity) => {
      await pipeline.accept(codec.encode(activity), 'fetched');
    });
  }
}
