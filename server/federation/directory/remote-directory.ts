import type { Actor, Article, JsonObject, Note } from '../../activities/activity.ts';
import { PUBLIC } from '../../activities/activity.ts';
import type { ActivityLog } from '../../activities/log.ts';
import type { ActorDirectory, DomainPolicy, RemoteDirectory } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { appError } from '../../core/errors.ts';
import { ForAWhile } from '../../core/for-a-while.ts';
import type { Logger } from '../../core/logger.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Codec } from '../convert/index.ts';
import { authorOf, first, hostOf, iri, isObject, list, sameHost, typeOf } from '../convert/read.ts';
import type { FederationNaming } from '../naming.ts';
import { AskedAtOnce } from '../transport/asked-at-once.ts';
import { FetchError, type Fetcher } from '../transport/fetch.ts';
import type { Learn } from './learn.ts';
import { actorOfHandle } from './web-finger.ts';

const FIND_MS = 9_500;
const BACKFILL_MAX = 20;
/**
 * Things asked for at once by their ids. Most are asked for because somebody's post names them, and what is done about it waits:
 * servers that answer slowly must not fill all places for what is being worked off (`EntryWorker`).
 */
const ASKING_MAX = 256;
const ASKING_PER_HOST_MAX = 32;
const MISSED_FOR_MS = 60_000;
const MISSES_MAX = 5_000;
const NODE_INFO_TYPES = ['application/json', 'application/jrd+json'];

export interface DirectoryParts {
  naming: FederationNaming;
  codec: Codec;
  log: ActivityLog;
  actors: ActorDirectory;
  policy: DomainPolicy;
  fetcher: Fetcher;
  plainHttp: boolean;
  learn: Learn;
  /** Told whom an answer came from. */
  heardFrom(actor: string): void;
  clock: Clock;
  logger: Logger;
}

export interface Directory extends Pick<RemoteDirectory, 'findByHandle' | 'fetch' | 'backfill'> {
  /** Whether the origin of an actor says that there was one and is no more. */
  hasGone(iri: string): Promise<boolean>;
  /** Whether it says that there is none: what is enough when somebody says so besides. */
  isNoMore(iri: string): Promise<boolean>;
}

type Found = Actor | Article | Note;

/** Who must live where it was had for it to be believed. */
function speakerOf(found: Found): string {
  return found.kind === 'actor' ? found.iri : found.author;
}

/** Asks other instances, on behalf of a person or because something refers to a thing of theirs. */
export function createRemoteDirectory(parts: DirectoryParts): Directory {
  const { naming, codec, log, actors, policy, fetcher, learn, clock, logger } = parts;
  const asked = new AskedAtOnce<Found | null>(ASKING_MAX, ASKING_PER_HOST_MAX);
  const missed = new ForAWhile(clock, MISSED_FOR_MS, MISSES_MAX);

  async function ofOurs(iri: string): Promise<Found | null> {
    const actor = await actors.byIri(iri);
    if (actor !== null) return actor;
    const state = await log.objectState(iri);
    const document = state === null || !isObject(state.json.object) ? null : codec.decodeObject(state.json.object);
    return document === null || document.kind === 'relationship' ? null : document;
  }

  /** @throws FetchError */
  async function ask(iri: string, deadline?: AbortSignal): Promise<Found | null> {
    const document = await fetcher.document(iri, deadline);
    const found = codec.decodeObject(document);
    if (found === null || found.kind === 'relationship') return null;
    if (naming.isLocal(found.iri) || !sameHost(found.iri, speakerOf(found))) return null;
    // Who a suspended person is may change; nothing they write is taken in.
    if (found.kind !== 'actor' && policy.isSuspended(found.author)) return null;
    await learn(document);
    if (found.kind === 'actor') parts.heardFrom(found.iri);
    return found;
  }

  /** What an origin says in place of an actor of its own: `404`, `410` or `Tombstone`; empty when it says anything else. */
  async function absenceOf(iri: string): Promise<string> {
    if (naming.isLocal(iri)) return '';
    try {
      return typeOf(await fetcher.document(iri)) === 'Tombstone' ? 'Tombstone' : '';
    } catch (error) {
      if (error instanceof FetchError) return error.failure === 'gone' ? error.detail : '';
      throw error;
    }
  }

  /** Whether the server of an actor is at work: one that finds nothing at all, 404 for everything, has not lost anybody. */
  async function isAtWork(iri: string): Promise<boolean> {
    try {
      const { links } = await fetcher.json(new URL('/.well-known/nodeinfo', iri).href, NODE_INFO_TYPES);
      return Array.isArray(links);
    } catch (error) {
      if (error instanceof FetchError) return false;
      throw error;
    }
  }

  function miss(iri: string): null {
    missed.add(iri);
    return null;
  }

  async function fetchRemote(iri: string): Promise<Found | null> {
    try {
      return (await ask(iri)) ?? miss(iri);
    } catch (error) {
      if (error instanceof FetchError) return miss(iri);
      throw error;
    }
  }

  /** Public posts on the newest page of an outbox, oldest first. */
  async function newestPosts(actor: Actor, outbox: string): Promise<JsonObject[]> {
    const collection = await fetcher.document(outbox);
    const pointed = first(collection.first);
    const page =
      typeof pointed === 'string' ? await fetcher.document(pointed) : isObject(pointed) ? pointed : collection;
    const items = list(page.orderedItems ?? page.items).slice(0, BACKFILL_MAX);
    const posts = items.flatMap((item) => {
      const object = isObject(item) && item.type === 'Create' ? first(item.object) : null;
      if (!isObject(object) || authorOf(object) !== actor.iri) return [];
      const id = iri(object.id);
      const found = codec.decodeObject(object);
      if (id === null || !sameHost(id, actor.iri) || found === null || !('audience' in found)) return [];
      const { to, cc } = found.audience;
      return to.includes(PUBLIC) || cc.includes(PUBLIC) ? [object] : [];
    });
    return posts.reverse();
  }

  return {
    async findByHandle(handle) {
      const [, name = '', domain = ''] = /^@?([^@\s]+)@([^@\s/?#]+)$/.exec(handle.trim()) ?? [];
      const host = URL.parse(`https://${domain}`)?.host;
      if (name === '' || host === undefined || host === '') return fail(SAYS.notAHandle);
      if (domain.toLowerCase() === naming.domain) {
        const actor = await actors.local(name.toLowerCase());
        return actor === null ? fail(SAYS.nobody(name, domain)) : ok(actor);
      }
      if (policy.isBlocked(host)) return fail(SAYS.blocked(domain));
      return find(name, domain.toLowerCase());
    },
    async fetch(iri) {
      if (naming.isLocal(iri)) return ofOurs(iri);
      const host = hostOf(iri);
      if (host === null || policy.isBlocked(host) || missed.has(iri)) return null;
      // Not remembered as a miss when there is no room: it was not asked.
      return asked.ask(iri, () => fetchRemote(iri));
    },
    hasGone: async (iri) => ['410', 'Tombstone'].includes(await absenceOf(iri)),
    async isNoMore(iri) {
      const absence = await absenceOf(iri);
      return absence !== '' && (absence !== '404' || (await isAtWork(iri)));
    },
    async backfill(actor) {
      if (actor.outbox === null || naming.isLocal(actor.iri)) return;
      try {
        for (const post of await newestPosts(actor, actor.outbox)) await learn(post);
      } catch (error) {
        if (!(error instanceof FetchError)) throw error;
        logger.info({ actor: actor.iri, reason: error.failure }, 'older posts could not be had');
      }
    },
  };

  async function find(name: string, domain: string): Promise<Result<Actor>> {
    const deadline = AbortSignal.timeout(FIND_MS);
    try {
      const iri = await actorOfHandle(fetcher, { name, domain }, parts.plainHttp, deadline);
      if (iri === null) return fail(SAYS.nobody(name, domain));
      if (naming.isLocal(iri)) return fail(SAYS.nobody(name, domain));
      const found = await ask(iri, deadline);
      if (found?.kind !== 'actor') return fail(SAYS.notAPerson(name, domain));
      return ok(found);
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      if (error.failure === 'gone') return fail(SAYS.nobody(name, domain));
      if (error.failure === 'refused') return fail(SAYS.refused(domain));
      if (error.failure === 'not-a-document') return fail(SAYS.notAnInstance(domain));
      return fail(error.failure === 'timeout' ? SAYS.slow(domain) : SAYS.silent(domain));
    }
  }
}

/** For the person who asked: what happened, and what to do. */
const SAYS = {
  notAHandle: appError('invalid_input', 'Write a handle like @amara@school.example.'),
  nobody: (name: string, domain: string) =>
    appError('not_found', `There is nobody called ${name} at ${domain}. Check the spelling with them.`),
  notAPerson: (name: string, domain: string) =>
    appError('not_found', `${name} at ${domain} is not a person or group that can be followed.`),
  blocked: (domain: string) =>
    appError(
      'forbidden',
      `This instance does not talk to ${domain}. Ask the people who run it if you think it should.`,
    ),
  refused: (domain: string) =>
    appError('remote_refused', `${domain} is not an address on the public internet, so this instance does not ask it.`),
  notAnInstance: (domain: string) =>
    appError(
      'remote_refused',
      `${domain} answers, but not like an instance of the fediverse. Check the part after the @.`,
    ),
  slow: (domain: string) =>
    appError('remote_unavailable', `${domain} did not answer within 10 seconds. Try again in a few minutes.`),
  silent: (domain: string) =>
    appError(
      'remote_unavailable',
      `${domain} cannot be reached at the moment. Check the spelling, or try again later.`,
    ),
};
