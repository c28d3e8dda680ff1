import { systemClock } from '../../server/core/clock.ts';
import { changeActor, ProfileViews } from '../../server/features/profiles/index.ts';
import { createNaming } from '../../server/federation/index.ts';
import type { TestInstance } from './instance.ts';

/** Lets an instance say of somebody that their help was taken up in these subjects, as it does once that happened. */
export async function sayHelpedIn(instance: TestInstance, username: string, subjects: string[]): Promise<void> {
  const { db, pipeline } = instance.services;
  const naming = createNaming(instance.baseUrl);
  const parts = { profiles: new ProfileViews(db, naming), pipeline, naming, clock: systemClock };
  const { iri } = naming.actor(username);
  await changeActor(parts, iri, (actor) => ({ ...actor, helpedIn: subjects }));
}
