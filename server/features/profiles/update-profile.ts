import type { ProfileFields } from '../../../shared/contracts/profiles.ts';
import { PUBLIC } from '../../activities/activity.ts';
import type { Pipeline } from '../../activities/pipeline.ts';
import type { Naming } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { renderMarkdown } from '../../core/markdown.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { editableFields, type ProfileViews } from './profiles.views.ts';

/** Changes what a teacher says of themselves; their followers everywhere get the Update. */
export async function updateProfile(
  parts: { views: ProfileViews; pipeline: Pipeline; naming: Naming; clock: Clock },
  actorIri: string,
  fields: ProfileFields,
): Promise<Result<ProfileFields>> {
  const current = await parts.views.byIri(actorIri);
  if (!current) return fail(NOT_FOUND);
  const {
    _id: _iri,
    id: _shortId,
    handle: _handle,
    local: _local,
    updatedAt: _at,
    searchTerms: _terms,
    ...actor
  } = current;
  const { bio, ...said } = fields;
  const updated = { ...actor, ...said, bio: renderMarkdown(bio), bioMarkdown: bio };
  await parts.pipeline.publish({
    type: 'Update',
    iri: parts.naming.newActivity(),
    actor: actorIri,
    audience: { to: [PUBLIC], cc: actor.followers ? [actor.followers] : [] },
    publishedAt: parts.clock.now(),
    object: updated,
  });
  return ok(editableFields(updated));
}
