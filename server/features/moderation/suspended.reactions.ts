import type { Occurrence, Reaction } from '../../activities/pipeline.ts';
import type { Suspensions } from './suspensions.ts';

/** An actor's server says that it has taken them out of service, or has them back: here they are hidden for as long. */
export class SuspendedReactions implements Reaction {
  readonly name = 'suspended elsewhere';
  readonly #suspensions: Suspensions;

  constructor(suspensions: Suspensions) {
    this.#suspensions = suspensions;
  }

  async react({ activity }: Occurrence): Promise<void> {
    if (activity.type !== 'Update' || activity.object.kind !== 'actor' || activity.actor !== activity.object.iri)
      return;
    const { iri, suspended } = activity.object;
    this.#suspensions.note(iri, suspended);
  }
}
