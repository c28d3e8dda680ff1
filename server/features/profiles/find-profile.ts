import type { DomainPolicy, Naming, RemoteDirectory } from '../../activities/ports.ts';
import { type AppError, appError } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { ActorView, ProfileViews } from './profiles.views.ts';

interface FindParts {
  views: ProfileViews;
  naming: Naming;
  remote: RemoteDirectory;
  policy: DomainPolicy;
}

/**
 * The person behind a handle (`amara`, `@amara@school.example`). Someone of another instance who is not known here is
 * looked up there when `mayAskOthers` (at most 10 s). Someone of a blocked instance, or suspended, is not found, known or not.
 */
export async function findProfile(
  parts: FindParts,
  typedHandle: string,
  mayAskOthers: boolean,
): Promise<Result<ActorView>> {
  const met = await meet(parts, typedHandle, mayAskOthers);
  return met.ok ? ok(met.value.person) : met;
}

/** The same, with whether their own instance was asked just now. */
export async function meet(
  parts: FindParts,
  typedHandle: string,
  mayAskOthers: boolean,
): Promise<Result<{ person: ActorView; wasAsked: boolean }>> {
  const [username = '', domain = parts.naming.domain] = typedHandle.replace(/^@/, '').toLowerCase().split('@');
  if (domain === parts.naming.domain) {
    const local = await parts.views.local(username);
    if (local && parts.policy.isSuspended(local._id)) return fail(SUSPENDED);
    if (local) return ok({ person: local, wasAsked: false });
    return fail((await parts.views.isRemembered(username)) ? GONE : unknownHere(username));
  }
  const handle = `${username}@${domain}`;
  const known = await parts.views.byHandle(handle);
  if (known && parts.policy.isSuspended(known._id)) return fail(SUSPENDED);
  // Who deleted their account may be back: their server knows.
  if (known && !known.deleted && !parts.policy.isBlocked(domain)) return ok({ person: known, wasAsked: false });
  if (!mayAskOthers) return fail(known?.deleted ? GONE : SIGN_IN_TO_LOOK_UP);
  const found = await parts.remote.findByHandle(handle);
  if (!found.ok) return known?.deleted && found.error.code === 'not_found' ? fail(GONE) : found;
  const view = await parts.views.byIri(found.value.iri);
  if (view && parts.policy.isSuspended(view._id)) return fail(SUSPENDED);
  if (!view) return fail(appError('remote_unavailable', `What ${domain} says about ${handle} could not be read.`));
  return ok({ person: view, wasAsked: true });
}

const SIGN_IN_TO_LOOK_UP: AppError = {
  code: 'not_found',
  message: 'This person is not known here yet. Sign in to look them up on their own instance.',
};

const SUSPENDED: AppError = {
  code: 'forbidden',
  message: 'This account is suspended. What is in it is not shown.',
};
const GONE: AppError = { code: 'gone', message: 'This account was deleted.' };

function unknownHere(username: string): AppError {
  return {
    code: 'not_found',
    message: `Nobody here is called “${username}”. Someone of another instance is found by their full handle, like @${username}@school.example.`,
  };
}
