import { type Actor, BLANK_PROFILE } from '../../activities/activity.ts';
import type { Pipeline } from '../../activities/pipeline.ts';
import type { KeyRing, Naming } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import type { ProfileViews } from './profiles.views.ts';

/**
 * Gives an account its actor: the public person behind it. Idempotent, so that an account that a crash left without
 * one gets it at the next sign-in. Answers the actor's IRI.
 */
export async function createActor(
  parts: { views: ProfileViews; pipeline: Pipeline; naming: Naming; keys: KeyRing; clock: Clock },
  account: { username: string; displayName: string },
): Promise<string> {
  const iris = parts.naming.actor(account.username);
  if (await parts.views.byIri(iris.iri)) return iris.iri;
  const now = parts.clock.now();
  const actor: Actor = {
    kind: 'actor',
    type: 'Person',
    username: account.username,
    displayName: account.displayName,
    ...BLANK_PROFILE,
    bioMarkdown: '',
    ...iris,
    key: await parts.keys.ensure(iris.iri),
    publishedAt: now,
  };
  await parts.pipeline.publish({
    type: 'Update',
    iri: parts.naming.newActivity(),
    actor: iris.iri,
    audience: { to: [], cc: [] },
    publishedAt: now,
    object: actor,
  });
  return iris.iri;
}
