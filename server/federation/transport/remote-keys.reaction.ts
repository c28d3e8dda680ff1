import type { Occurrence } from '../../activities/occurrence.ts';
import type { Reaction } from '../../activities/pipeline.ts';
import type { RemoteKeys } from './remote-keys.ts';

/** Whoever tells of new keys of theirs does not sign with the old ones any more: somebody else might. */
export class RemoteKeysReaction implements Reaction {
  readonly name = 'remote-keys';
  readonly #keys: RemoteKeys;

  constructor(keys: RemoteKeys) {
    this.#keys = keys;
  }

  async react({ activity, origin }: Occurrence): Promise<void> {
    if (origin === 'local' || activity.type !== 'Update' || activity.object.kind !== 'actor') return;
    const { object: actor } = activity;
    // Who names none has not said that they have none.
    if (actor.iri === activity.actor && (actor.key !== null || actor.assertionKeys.length > 0)) {
      await this.#keys.saw(actor);
    }
  }
}
