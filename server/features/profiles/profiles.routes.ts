import { Router } from 'express';
import { getMyProfile, getProfile, searchProfiles, updateMyProfile } from '../../../shared/contracts/profiles.ts';
import type { Pipeline } from '../../activities/pipeline.ts';
import type { DomainPolicy, Naming, RemoteDirectory } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { fail, ok } from '../../core/result.ts';
import { bind, bindOpen } from '../../http/endpoint.ts';
import { completePerson } from './complete-person.ts';
import { meet } from './find-profile.ts';
import { presentProfile, type Relations, type ShowingPeople } from './present-profile.ts';
import { editableFields, type ProfileViews } from './profiles.views.ts';
import type { ProfileRefresher } from './refresh-profiles.ts';
import { updateProfile } from './update-profile.ts';

export function profileRoutes(parts: {
  views: ProfileViews;
  relations: Relations;
  showing: ShowingPeople;
  pipeline: Pipeline;
  naming: Naming;
  remote: RemoteDirectory;
  policy: DomainPolicy;
  clock: Clock;
  refresher: ProfileRefresher;
  /** The account keeps a copy of the name. */
  renamed(actor: string, displayName: string): Promise<void>;
}): Router {
  const router = Router();

  bindOpen(router, getProfile, async ({ params, asker, account }) => {
    const found = await meet(parts, params.handle, account !== null);
    if (!found.ok) return found;
    const { person, wasAsked } = found.value;
    // A visitor makes this server ask nobody.
    if (wasAsked) await parts.refresher.asked(person);
    else if (account !== null) parts.refresher.lookedAt(person);
    return ok(await presentProfile(parts.relations, parts.showing, person, asker));
  });

  bind(router, searchProfiles, async ({ account, query }) =>
    ok({ items: await completePerson(parts, account.actor, query.q) }),
  );

  bind(router, getMyProfile, async ({ account }) => {
    const actor = await parts.views.byIri(account.actor);
    return actor ? ok(editableFields(actor)) : fail(NOT_FOUND);
  });

  bind(router, updateMyProfile, async ({ account, body }) => {
    const updated = await updateProfile({ ...parts, profiles: parts.views }, account.actor, body);
    if (updated.ok) await parts.renamed(account.actor, updated.value.displayName);
    return updated;
  });

  return router;
}
