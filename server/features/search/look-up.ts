import type { z } from 'zod';
import { Handle } from '../../../shared/contracts/profiles.ts';
import type { lookUp as contract } from '../../../shared/contracts/search.ts';
import type { Naming, RemoteDirectory } from '../../activities/ports.ts';
import type { Asker } from '../../activities/visibility.ts';
import { appError, NOT_FOUND } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { findProfile } from '../profiles/index.ts';
import { type FoundParts, showPeople, showPosts } from './present-found.ts';

export type LookUpParts = FoundParts & { naming: Naming; remote: RemoteDirectory };
type LookedUp = z.output<(typeof contract)['response']>;

/** The one post or person that a pasted address or a handle means, asked for elsewhere when it is not known here. */
export async function lookUp(parts: LookUpParts, asker: Asker, typed: string): Promise<Result<LookedUp>> {
  const handle = Handle.safeParse(typed);
  if (handle.success) return person(parts, handle.data);
  const url = URL.parse(typed);
  if (url === null || !/^https?:$/.test(url.protocol)) return fail(NOT_AN_ADDRESS);
  if (parts.naming.isLocal(url.href)) return ofOurs(parts, asker, url);
  if (parts.policy.isBlocked(url.host)) return fail(blocked(url.host));

  const known = await shown(parts, asker, url.href);
  if (known !== null) return ok(known);
  const found = await parts.remote.fetch(url.href);
  if (found === null) return fail(nothingAt(url.host));
  // The author first: who they are decides who may see what they wrote.
  if (found.kind !== 'actor' && !(await parts.profiles.byIri(found.author))) await parts.remote.fetch(found.author);
  const learnt = await shown(parts, asker, found.iri);
  return learnt === null ? fail(nothingAt(url.host)) : ok(learnt);
}

async function person(parts: LookUpParts, handle: string): Promise<Result<LookedUp>> {
  const found = await findProfile({ ...parts, views: parts.profiles }, handle, true);
  if (!found.ok) return found;
  const shownPerson = (await showPeople(parts, [found.value._id])).get(found.value._id);
  return shownPerson ? ok({ type: 'person', person: shownPerson }) : fail(NOT_FOUND);
}

/** A page of this instance, or the ActivityPub id of what it shows. */
async function ofOurs(parts: LookUpParts, asker: Asker, { href, pathname }: URL): Promise<Result<LookedUp>> {
  const handle = /^\/(@[^/]+)$/.exec(pathname)?.[1];
  if (handle !== undefined && Handle.safeParse(decoded(handle)).success) return person(parts, decoded(handle));
  const id = /^\/posts\/([\w-]+)$/.exec(pathname)?.[1];
  const iri = id === undefined ? href : (await parts.practice.byId(id))?._id;
  const found = iri === undefined ? null : await shown(parts, asker, iri);
  return found === null ? fail(NOT_FOUND) : ok(found);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

async function shown(parts: LookUpParts, asker: Asker, iri: string): Promise<LookedUp | null> {
  const post = (await showPosts(parts, asker, [iri])).get(iri);
  if (post) return { type: 'post', post };
  const found = (await showPeople(parts, [iri])).get(iri);
  return found ? { type: 'person', person: found } : null;
}

const NOT_AN_ADDRESS = appError(
  'invalid_input',
  'Paste the address of a post or profile, or write a handle like @amara@school.example.',
);

function nothingAt(host: string) {
  return appError(
    'not_found',
    `${host} has no post or profile at this address that it shows to this instance. It may be private, gone, or no page of the fediverse.`,
  );
}

function blocked(host: string) {
  return appError(
    'forbidden',
    `This instance does not talk to ${host}. Ask the people who run it if you think it should.`,
  );
}
