import { type Actor, type Article, type Note, PUBLIC } from '../../activities/activity.ts';
import type { ActorDirectory, OpenPosts } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { hostOf } from '../convert/read.ts';
import { HostQuota } from '../host-quota.ts';

/** How far up a thread is followed. */
const ANCESTORS_MAX = 20;
/** Of the whole way; each step has a deadline of its own. */
const CLIMB_MS = 30_000;
/** Steps on one host in ten minutes. Each answer that is sent to us can cause twenty, on a server that has no part in it. */
const PER_HOST_MAX = 1_000;

/**
 * Follows `inReplyTo` upwards from an answer that came before what it answers. It ends where something has its place here,
 * cannot be had, is not for everybody, or was passed before: the others' word on what answers what may go round in a circle.
 */
export function createClimber(parts: {
  posts: Pick<OpenPosts, 'get' | 'known'>;
  actors: Pick<ActorDirectory, 'byIri'>;
  fetch(iri: string): Promise<Actor | Article | Note | null>;
  clock: Clock;
}): (parent: string) => Promise<void> {
  const { posts, actors, fetch } = parts;
  const quota = new HostQuota(parts.clock, PER_HOST_MAX);
  return async (parent) => {
    const passed = new Set<string>();
    const deadline = AbortSignal.timeout(CLIMB_MS);
    let next: string | null = parent;
    while (next !== null && passed.size < ANCESTORS_MAX && !passed.has(next) && !deadline.aborted) {
      passed.add(next);
      const known = await posts.get(next);
      // What waits here for its own parent may have it now.
      if (known !== null) {
        next = known.root === null ? known.inReplyTo : null;
        continue;
      }
      if ((await posts.known([next])).size > 0) return;
      if (!quota.take(hostOf(next) ?? '')) return;
      const found: Actor | Article | Note | null = await fetch(next);
      if (found === null || found.kind === 'actor') return;
      if ((await actors.byIri(found.author)) === null) await fetch(found.author);
      const { to, cc } = found.audience;
      const isOpen = to.includes(PUBLIC) || cc.includes(PUBLIC);
      next = found.kind === 'note' && isOpen ? found.inReplyTo : null;
    }
  };
}
