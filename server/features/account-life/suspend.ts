import type { Suspension as SuspensionShown } from '../../../shared/contracts/account-life.ts';
import type { Page, PageQuery } from '../../../shared/contracts/endpoint.ts';
import type { Pipeline } from '../../activities/pipeline.ts';
import type { Naming, RemoteDirectory } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { appError, NOT_FOUND } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { endFollow, type FollowViews } from '../follows/index.ts';
import type { Suspensions } from '../moderation/index.ts';
import { type ActorView, changeActor, type ProfileViews } from '../profiles/index.ts';

export interface SuspendParts {
  suspensions: Suspensions;
  profiles: ProfileViews;
  follows: FollowViews;
  pipeline: Pipeline;
  naming: Naming;
  remote: RemoteDirectory;
  clock: Clock;
  accounts: {
    accountOf(actor: string): Promise<{ id: string } | null>;
    suspend(id: string): Promise<Result<unknown>>;
    restore(id: string): Promise<void>;
  };
  /** Told who is taken in again, so that what waits for them goes on. */
  lifted(actor: string): Promise<void>;
}

/**
 * Takes somebody out of sight, of here or of elsewhere. Of somebody here: they are signed out and cannot sign in, and other
 * servers are told by `suspended` on the actor. Of somebody elsewhere: nothing more is taken in, and follows end both ways.
 */
export async function suspend(
  parts: SuspendParts,
  by: { id: string; actor: string },
  handle: string,
  reason: string,
): Promise<Result<SuspensionShown>> {
  const found = await personBy(parts, handle);
  if (!found.ok) return found;
  const actor = found.value._id;
  if (actor === by.actor) return fail(SELF);
  if (found.value.local) {
    const account = await parts.accounts.accountOf(actor);
    if (account === null) return fail(NOT_FOUND);
    const out = await parts.accounts.suspend(account.id);
    if (!out.ok) return out;
  }
  await parts.suspensions.suspend(actor, reason, by.id);
  await finishSuspension(parts, actor);
  const [shown] = await present(parts, [{ _id: actor }]);
  return shown ? ok(shown) : fail(NOT_FOUND);
}

/** Everything is as before, but for the follows of somebody elsewhere. */
export async function liftSuspension(parts: SuspendParts, handle: string): Promise<Result<void>> {
  const found = await personBy(parts, handle);
  if (!found.ok) return found;
  const { _id: actor, local } = found.value;
  if ((await parts.suspensions.of(actor)) === null) return fail(NOT_FOUND);
  if (local) {
    const account = await parts.accounts.accountOf(actor);
    if (account) await parts.accounts.restore(account.id);
    await changeActor(parts, actor, (me) => ({ ...me, suspended: false }));
  }
  await parts.suspensions.lift(actor);
  await parts.lifted(actor);
  return ok(undefined);
}

export async function listSuspensions(
  parts: SuspendParts,
  { cursor, limit }: PageQuery,
): Promise<Page<SuspensionShown>> {
  const { items, next } = await parts.suspensions.page(cursor ?? null, limit);
  return { items: await present(parts, items), next };
}

/** Does what a crash left undone. */
export async function finishSuspensions(parts: SuspendParts): Promise<void> {
  for (const { _id } of await parts.suspensions.unfinished()) await finishSuspension(parts, _id);
}

async function finishSuspension(parts: SuspendParts, actor: string): Promise<void> {
  if (parts.naming.isLocal(actor)) {
    await changeActor(parts, actor, (me) => (me.suspended ? me : { ...me, suspended: true }));
  } else {
    for (const side of ['followee', 'follower'] as const) {
      for await (const page of parts.follows.standingOf(side, actor)) {
        for (const row of page) await endFollow(parts, row);
      }
    }
  }
  await parts.suspensions.finished(actor);
}

/** Also who is suspended already, and is hidden from everybody else. */
async function personBy({ profiles, naming, remote }: SuspendParts, typed: string): Promise<Result<ActorView>> {
  const handle = typed.replace(/^@/, '').toLowerCase();
  const [username = '', domain = naming.domain] = handle.split('@');
  const known =
    domain === naming.domain ? await profiles.local(username) : await profiles.byHandle(`${username}@${domain}`);
  if (known && !known.deleted) return ok(known);
  if (domain === naming.domain) return fail(NOT_FOUND);
  const found = await remote.findByHandle(handle);
  if (!found.ok) return found;
  const view = await profiles.byIri(found.value.iri);
  return view ? ok(view) : fail(NOT_FOUND);
}

async function present(parts: SuspendParts, shown: readonly { _id: string }[]): Promise<SuspensionShown[]> {
  const person = await parts.profiles.summaries(shown.map(({ _id }) => _id));
  const all = await Promise.all(shown.map(({ _id }) => parts.suspensions.of(_id)));
  return all.flatMap((one) =>
    one === null ? [] : [{ person: person(one._id), reason: one.reason, since: one.createdAt.toISOString() }],
  );
}

const SELF = appError('conflict', 'You cannot suspend yourself. Ask another admin.');
