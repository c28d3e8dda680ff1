import type { Moving } from '../../../shared/contracts/account-life.ts';
import { appError, NOT_FOUND } from '../../core/errors.ts';
import { keyOf } from '../../core/ids.ts';
import { fail, type Result } from '../../core/result.ts';
import { changeActor, findProfile } from '../profiles/index.ts';
import type { MoveOutParts } from './move-out.ts';
import { ALIASES_MAX } from './moves.model.ts';
import { readMoving } from './read-moving.ts';

/** Says publicly that another account is the same person: what makes a move from there to here believable. */
export async function addAlias(parts: MoveOutParts, actor: string, handle: string): Promise<Result<Moving>> {
  const found = await findProfile({ ...parts, views: parts.profiles }, handle, true);
  if (!found.ok) return found;
  const alias = found.value._id;
  if (alias === actor) return fail(SELF);
  const known = (await parts.profiles.byIri(actor))?.alsoKnownAs ?? [];
  if (!known.includes(alias) && known.length >= ALIASES_MAX) return fail(TOO_MANY);
  await changeActor(parts, actor, (me) =>
    me.alsoKnownAs.includes(alias) ? me : { ...me, alsoKnownAs: [...me.alsoKnownAs, alias].slice(-ALIASES_MAX) },
  );
  return readMoving(parts, actor);
}

export async function removeAlias(parts: MoveOutParts, actor: string, id: string): Promise<Result<Moving>> {
  const known = (await parts.profiles.byIri(actor))?.alsoKnownAs ?? [];
  if (!known.some((iri) => keyOf(iri) === id)) return fail(NOT_FOUND);
  await changeActor(parts, actor, (me) => ({
    ...me,
    alsoKnownAs: me.alsoKnownAs.filter((iri) => keyOf(iri) !== id),
  }));
  return readMoving(parts, actor);
}

const SELF = appError('conflict', 'This is the account that you are in. Write the handle of another one of yours.');
const TOO_MANY = appError(
  'conflict',
  `You have ${ALIASES_MAX} other accounts here, which is the most. Remove one that you no longer need.`,
);
