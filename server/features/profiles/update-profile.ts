import type { ProfileFields } from '../../../shared/contracts/profiles.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { renderMarkdown } from '../../core/markdown.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { type ChangeParts, changeActor } from './change-actor.ts';
import { editableFields } from './profiles.views.ts';

/** Changes what a teacher says of themselves; what other features say of them stays. */
export async function updateProfile(
  parts: ChangeParts,
  actorIri: string,
  { bio, ...said }: ProfileFields,
): Promise<Result<ProfileFields>> {
  const updated = await changeActor(parts, actorIri, (actor) => ({
    ...actor,
    ...said,
    bio: renderMarkdown(bio),
    bioMarkdown: bio,
  }));
  return updated ? ok(editableFields(updated)) : fail(NOT_FOUND);
}
