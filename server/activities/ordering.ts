import type { Activity } from './activity.ts';
import { objectIri } from './log.ts';
import { isPrivate } from './visibility.ts';

/**
 * Activities that share one of these are applied in order: those about one object, in one thread, and answers to one
 * activity. What does not share one commutes.
 */
export function orderingKeys(activity: Activity): string[] {
  const keys = [activity.iri];
  const object = objectIri(activity);
  if (object) keys.push(object);
  if (activity.type === 'Add') keys.push(activity.target);
  if (activity.type === 'Offer') keys.push(...[activity.counters, activity.amends].filter((iri) => iri !== null));
  if (activity.type === 'Follow') keys.push(`${activity.actor} ${activity.object}`);
  if (activity.type === 'Create' && activity.object.kind === 'note') {
    const { inReplyTo, context } = activity.object;
    if (inReplyTo) keys.push(inReplyTo);
    if (context) keys.push(context);
    // Where pairs are not known, a note does not name the thread it is in: what it says depends on what came before it.
    if (isPrivate(activity.audience)) {
      const { to, cc } = activity.audience;
      keys.push([activity.actor, ...to, ...cc].sort().join(' '));
    }
  }
  return keys;
}

/** Whose turn it is when many wait: those of one instance share a turn. */
export function laneOf({ actor }: { actor: string }): string {
  return URL.parse(actor)?.host ?? '';
}
