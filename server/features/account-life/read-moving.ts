import type { Moving } from '../../../shared/contracts/account-life.ts';
import type { Clock } from '../../core/clock.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { MoveViews, ProfileViews } from '../profiles/index.ts';
import { mayMoveFrom } from './moves.model.ts';

/** What somebody sees of their aliases and of where they have gone. */
export async function readMoving(
  { profiles, moves, clock }: { profiles: ProfileViews; moves: MoveViews; clock: Clock },
  actor: string,
): Promise<Result<Moving>> {
  const me = await profiles.byIri(actor);
  if (!me) return fail(NOT_FOUND);
  const last = await moves.byActor(actor);
  const person = await profiles.summaries([...me.alsoKnownAs, ...(me.movedTo === null ? [] : [me.movedTo])]);
  return ok({
    aliases: me.alsoKnownAs.map(person),
    movedTo: me.movedTo === null ? null : person(me.movedTo),
    mayMoveFrom: mayMoveFrom(last?.at ?? null, clock.now())?.toISOString() ?? null,
  });
}
