import type { Activity, Audience, JsonObject } from '../../activities/activity.ts';
import type { ActivityLog, LogEntry } from '../../activities/log.ts';
import type { DomainPolicy, FollowGraph, OpenPosts } from '../../activities/ports.ts';
import { ANYONE, type Asker, permit, visibilityOf } from '../../activities/visibility.ts';
import { withPostCollections } from '../convert/collections.ts';
import type { Codec } from '../convert/index.ts';
import { writeQuoteAuthorization } from '../convert/quote.ts';
import { isObject, isPublicAlias, list } from '../convert/read.ts';
import type { FederationNaming } from '../naming.ts';

/** What a GET of an object or activity of ours comes to. `nothing` is also what is not for the asker. */
export type Served =
  | { kind: 'document'; json: JsonObject; open: boolean }
  | { kind: 'tombstone'; json: JsonObject }
  | { kind: 'nothing' };

const NOTHING: Served = { kind: 'nothing' };

interface Parts {
  naming: FederationNaming;
  codec: Codec;
  log: ActivityLog;
  follows: FollowGraph;
  posts: OpenPosts;
  policy: DomainPolicy;
}

export interface Documents {
  /** `asker` is found out only for what is not open to everyone. */
  object(iri: string, asker: () => Promise<Asker>): Promise<Served>;
  activity(iri: string, asker: () => Promise<Asker>): Promise<Served>;
}

/** Objects and activities of this instance by their ids, as far as the one asking may see them (AP 3.2). */
export function createDocuments({ naming, codec, log, follows, posts, policy }: Parts): Documents {
  async function maySee(author: string, audience: Audience, asker: () => Promise<Asker>): Promise<'open' | boolean> {
    if (policy.isSuspended(author)) return false;
    const username = naming.usernameIn(author);
    const visibility = visibilityOf(audience, username === null ? null : naming.actor(username).followers);
    const shown = { author, visibility, members: [author, ...audience.to, ...audience.cc] };
    if (permit(ANYONE, shown, { followsAuthor: false }).see) return 'open';
    const who = await asker();
    if (who.kind === 'anyone') return false;
    const followsAuthor = visibility === 'followers' && (await follows.follows(who.iri, author));
    return permit(who, shown, { followsAuthor }).see;
  }

  function tombstone(iri: string, deletion: LogEntry): Served {
    const wasOpen = [...list(deletion.json.to), ...list(deletion.json.cc)].some(isPublicAlias);
    if (!wasOpen) return NOTHING;
    const deleted = deletion.receivedAt.toISOString();
    const context = 'https://www.w3.org/ns/activitystreams';
    return { kind: 'tombstone', json: { '@context': context, id: iri, type: 'Tombstone', deleted } };
  }

  /** With what hangs on it; an answer that was written before answers said so, with the thread it is in. */
  async function whole(document: JsonObject): Promise<JsonObject> {
    const { id, inReplyTo, context } = document;
    const isUnplaced = typeof id === 'string' && inReplyTo !== undefined && context === undefined;
    const thread = isUnplaced ? ((await posts.get(id))?.context ?? null) : null;
    return withPostCollections(thread === null ? document : { ...document, context: thread }, naming);
  }

  /** For everybody, as what it is about is; gone when that is, or when its author blocks who asked. */
  async function quoteAuthorization(iri: string): Promise<Served> {
    const allowed = await posts.quoteAuthorization(iri);
    if (allowed === null) return NOTHING;
    return { kind: 'document', json: writeQuoteAuthorization(allowed.author, allowed), open: true };
  }

  function audienceOf(activity: Activity): Audience {
    if (activity.type === 'Unknown' || typeof activity.object === 'string') return activity.audience;
    return 'audience' in activity.object ? activity.object.audience : activity.audience;
  }

  return {
    async object(iri, asker) {
      const state = await log.objectState(iri);
      if (state === null) return quoteAuthorization(iri);
      if (state.type === 'Delete') return tombstone(iri, state);
      const document = state.json.object;
      if (!isObject(document)) return NOTHING;
      const seen = await maySee(state.actor, audienceOf(codec.decode(state.json)), asker);
      if (seen === false) return NOTHING;
      const context = state.json['@context'] ?? null;
      return { kind: 'document', json: { '@context': context, ...(await whole(document)) }, open: seen === 'open' };
    },
    async activity(iri, asker) {
      const entry = await log.get(iri);
      if (entry?.origin !== 'local') return NOTHING;
      const isResponse = entry.type === 'Announce' || entry.type === 'Like';
      if (isResponse && (await log.has('Undo', iri, entry.actor))) return NOTHING;
      const state = entry.object === null ? null : await log.objectState(entry.object);
      if (state?.type === 'Delete' && entry.type !== 'Delete') return tombstone(iri, state);
      // As it is now: what an edit took out is not served under the name of what was before it.
      const object = entry.type === 'Create' || entry.type === 'Update' ? state?.json.object : undefined;
      const json = isObject(object) ? { ...entry.json, object: await whole(object) } : entry.json;
      const seen = await maySee(entry.actor, audienceOf(codec.decode(json)), asker);
      return seen === false ? NOTHING : { kind: 'document', json, open: seen === 'open' };
    },
  };
}
