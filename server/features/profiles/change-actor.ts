import { type Actor, PUBLIC } from '../../activities/activity.ts';
import type { Pipeline } from '../../activities/pipeline.ts';
import type { Naming } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { KeyedQueue } from '../../core/keyed-queue.ts';
import type { ProfileViews } from './profiles.views.ts';

export interface ChangeParts {
  profiles: ProfileViews;
  pipeline: Pipeline;
  naming: Naming;
  clock: Clock;
}

const CHANGING_MAX = 16;
/**
 * An Update says the whole of an actor, and several features say a part of it: the changes of one actor are made one after
 * another, so that none takes back what another has just said.
 */
const changing = new KeyedQueue(CHANGING_MAX);

/**
 * Publishes what somebody of this instance says of themselves, as `change` makes it of what they said before; their
 * followers everywhere get it. Nothing is published when `change` gives back what it was given. Answers the actor as it is
 * then; null when there is none.
 */
export function changeActor(parts: ChangeParts, iri: string, change: (actor: Actor) => Actor): Promise<Actor | null> {
  return changing.run([iri], async () => {
    const current = await parts.profiles.byIri(iri);
    if (!current?.local) return null;
    const {
      _id,
      id: _shortId,
      handle: _handle,
      local: _local,
      updatedAt: _at,
      searchTerms: _terms,
      deleted,
      ...actor
    } = current;
    const changed = change(actor);
    if (changed === actor || deleted) return actor;
    await parts.pipeline.publish({
      type: 'Update',
      iri: parts.naming.newActivity(),
      actor: iri,
      audience: { to: [PUBLIC], cc: actor.followers ? [actor.followers] : [] },
      publishedAt: parts.clock.now(),
      object: changed,
    });
    return changed;
  });
}
