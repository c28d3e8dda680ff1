import type { Moving } from '../../../shared/contracts/account-life.ts';
import type { Actor } from '../../activities/activity.ts';
import type { Pipeline } from '../../activities/pipeline.ts';
import type { DomainPolicy, Naming, RemoteDirectory } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { type AppError, appError, NOT_FOUND } from '../../core/errors.ts';
import { fail, type Result } from '../../core/result.ts';
import { changeActor, type MoveViews, type ProfileViews } from '../profiles/index.ts';
import { mayMoveFrom } from './moves.model.ts';
import { readMoving } from './read-moving.ts';

export interface MoveOutParts {
  profiles: ProfileViews;
  moves: MoveViews;
  pipeline: Pipeline;
  naming: Naming;
  remote: RemoteDirectory;
  policy: DomainPolicy;
  clock: Clock;
  /** Whether this is the account's password; attempts are counted. */
  confirmPassword(account: string, typed: string): Promise<Result<unknown>>;
}

/**
 * Moves somebody to another account of theirs: their profile says where they are, followers everywhere are carried there, and
 * partners go on with the new account. The new account is asked just then, and must name this one.
 */
export async function moveOut(
  parts: MoveOutParts,
  { actor, account }: { actor: string; account: string },
  { handle, password }: { handle: string; password: string },
): Promise<Result<Moving>> {
  const me = await parts.profiles.byIri(actor);
  if (!me) return fail(NOT_FOUND);
  const hindrance = await hindranceTo(parts, me);
  if (hindrance) return fail(hindrance);
  const confirmed = await parts.confirmPassword(account, password);
  if (!confirmed.ok) return confirmed;
  const found = await parts.remote.findByHandle(
    handle.replace(/^@?/, '@').replace(/^(@[^@]+)$/, `$1@${parts.naming.domain}`),
  );
  if (!found.ok) return found;
  const refused = refusalOf(found.value, me, `@${me.handle}`, handle);
  if (refused) return fail(refused);
  await publishMove(parts, actor, found.value.iri);
  return readMoving(parts, actor);
}

/** Speaks here again. Who follows the new account goes on doing so, and pairs that went there stay there. */
export async function comeBack(parts: MoveOutParts, actor: string): Promise<Result<Moving>> {
  await changeActor(parts, actor, (me) => (me.movedTo === null ? me : { ...me, movedTo: null }));
  return readMoving(parts, actor);
}

async function hindranceTo({ moves, clock }: MoveOutParts, me: Actor): Promise<AppError | null> {
  const move = await moves.byActor(me.iri);
  // Between the two that say so the process may have ended: then it is said again.
  if (me.movedTo !== null && me.movedTo === move?.target && !move.takenBack) return ALREADY;
  const from = mayMoveFrom(move?.at ?? null, clock.now());
  return from === null ? null : appError('conflict', `You have moved lately. You can move again from ${day(from)} on.`);
}

function refusalOf(there: Actor, me: Actor, mine: string, theirs: string): AppError | null {
  if (there.iri === me.iri) return SELF;
  if (there.movedTo !== null) {
    return appError('conflict', `${theirs} has moved on itself. Write the handle of the account where you are now.`);
  }
  if (there.alsoKnownAs.includes(me.iri)) return null;
  return appError(
    'conflict',
    `${theirs} does not name this account yet. Sign in there, add ${mine} as your earlier account (often called an alias, or “moving from”), then try again here.`,
  );
}

async function publishMove(parts: MoveOutParts, actor: string, target: string): Promise<void> {
  const { pipeline, naming, clock } = parts;
  const moved = await changeActor(parts, actor, (me) => ({ ...me, movedTo: target }));
  // Partners and the new account are told besides (`tell-of-move.reactions.ts`).
  await pipeline.publish({
    type: 'Move',
    iri: naming.newActivity(),
    actor,
    object: actor,
    target,
    audience: { to: moved?.followers ? [moved.followers] : [], cc: [] },
    publishedAt: clock.now(),
  });
}

function day(at: Date): string {
  return at.toISOString().slice(0, 10);
}

const SELF = appError('conflict', 'This is the account that you are in. Write the handle of another one of yours.');
const ALREADY = appError('conflict', 'You have moved already. Come back first if you want to move somewhere else.');
