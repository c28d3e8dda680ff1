import type { JsonObject } from '../activities/activity.ts';
import type { ActivityLog, LogEntry } from '../activities/log.ts';
import type { FollowGraph, OpenList, OpenPosts } from '../activities/ports.ts';
import { newId } from '../core/ids.ts';
import { withPostCollections } from './convert/collections.ts';
import { isObject } from './convert/read.ts';
import { type FederationNaming, PATHS } from './naming.ts';

/**
 * What activitypub-express reads and writes, on top of the activity log and the follow graph: it has no collections of its
 * own, so nothing can be in the engine that is not in the log. What this server never lets the engine do is absent, and a
 * call to it is a bug that shows at once.
 */
export class ApexStore {
  readonly #naming: FederationNaming;
  readonly #log: ActivityLog;
  readonly #follows: FollowGraph;
  readonly #posts: OpenPosts;

  constructor(parts: { naming: FederationNaming; log: ActivityLog; follows: FollowGraph; posts: OpenPosts }) {
    this.#naming = parts.naming;
    this.#log = parts.log;
    this.#follows = parts.follows;
    this.#posts = parts.posts;
  }

  generateId(): string {
    return newId();
  }

  /** The pipeline has logged it before the engine publishes it; anything else must not be published at all. */
  async saveActivity(activity: JsonObject): Promise<boolean> {
    const entry = typeof activity.id === 'string' ? await this.#log.get(activity.id) : null;
    if (entry?.origin !== 'local') throw new Error('an activity is published that the log does not have');
    return false;
  }

  async getStreamCount(collectionId: string): Promise<number> {
    const found = this.#collection(collectionId);
    if ('list' in found) return this.#posts.count(found);
    const { kind, actor } = found;
    if (kind === 'outbox') return this.#log.outboxCount(actor);
    return (await this.#follows.counts(actor))[kind];
  }

  /** One page; `_id` on the last item is where the next one begins, which is how the engine finds it. */
  async getStream(collectionId: string, limit: number, after: string | null): Promise<JsonObject[]> {
    const found = this.#collection(collectionId);
    if ('list' in found) {
      const { posts, next } = await this.#posts.page(found, after?.replace('~', ' ') ?? null, limit);
      return withNext(
        posts.map((id) => ({ id })),
        // Places in a list have a space in them, which addresses have not.
        next?.replace(' ', '~') ?? null,
      );
    }
    const { kind, actor } = found;
    if (kind !== 'outbox') {
      const { actors, next } = await this.#follows.page(kind, actor, after, limit);
      return withNext(
        actors.map((id) => ({ id })),
        next,
      );
    }
    const { entries, next } = await this.#log.outbox(actor, after, limit);
    const shown = await Promise.all(entries.map((entry) => this.#asItIsNow(entry)));
    return withNext(
      shown.filter((item) => item !== null),
      next,
    );
  }

  /** A Create with its object as last edited; null for what was deleted or undone since. */
  async #asItIsNow(entry: LogEntry): Promise<JsonObject | null> {
    if (entry.type === 'Announce') return (await this.#log.has('Undo', entry._id, entry.actor)) ? null : entry.json;
    const state = entry.object === null ? null : await this.#log.objectState(entry.object);
    if (state === null || state.type === 'Delete') return null;
    const { object } = state.json;
    return isObject(object) ? { ...entry.json, object: withPostCollections(object, this.#naming) } : entry.json;
  }

  #collection(id: string): { kind: 'outbox' | 'followers' | 'following'; actor: string } | OpenList {
    for (const kind of ['outbox', 'followers', 'following'] as const) {
      const suffix = PATHS[kind].slice(PATHS.actor.length);
      const actor = id.endsWith(suffix) ? id.slice(0, -suffix.length) : '';
      if (this.#naming.usernameIn(actor) !== null) return { kind, actor };
    }
    const tags = this.#naming.tagPage('');
    if (id.startsWith(tags)) return { list: 'tagged', of: decodeURIComponent(id.slice(tags.length)) };
    for (const [suffix, list] of [
      ['/replies', 'replies'],
      ['/context', 'thread'],
    ] as const) {
      if (id.endsWith(suffix) && this.#naming.isLocal(id)) return { list, of: id.slice(0, -suffix.length) };
    }
    throw new Error('not a collection of this instance');
  }
}

function withNext(items: JsonObject[], next: string | null): JsonObject[] {
  const last = items.at(-1);
  if (next === null || last === undefined) return items;
  return [...items.slice(0, -1), { ...last, _id: next }];
}
