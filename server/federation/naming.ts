import type { ActorIris, Naming } from '../activities/ports.ts';
import { keyOf, newId } from '../core/ids.ts';

/** Where things live under the instance's origin. Express routes and the engine's settings are made from these. */
export const PATHS = {
  actor: '/users/:name',
  inbox: '/users/:name/inbox',
  outbox: '/users/:name/outbox',
  followers: '/users/:name/followers',
  following: '/users/:name/following',
  featured: '/users/:name/featured',
  featuredTags: '/users/:name/featured-tags',
  sharedInbox: '/inbox',
  instanceActor: '/actor',
  object: '/objects/:id',
  replies: '/objects/:id/replies',
  likes: '/objects/:id/likes',
  shares: '/objects/:id/shares',
  context: '/objects/:id/context',
  activity: '/activities/:id',
  tag: '/tags/:tag',
  /** Files. Nothing that has an ActivityPub id is ever under this path. */
  media: '/media/:id',
} as const;

/** Collections that hang on a post of ours. */
export type PostCollection = 'replies' | 'likes' | 'shares' | 'context';

/** What only the federation layer needs on top of the port. */
export interface FederationNaming extends Naming {
  /** `https://school.example`, without a slash at the end. */
  readonly origin: string;
  /** The Application actor that signs what the instance itself asks for. */
  readonly instanceActor: string;
  readonly sharedInbox: string;
  /** The username in the IRI of one of our actors, or null. */
  usernameIn(actorIri: string): string | null;
  collectionOf(objectIri: string, kind: Exclude<PostCollection, 'context'>): string;
}

/**
 * Names under `baseUrl`, an http(s) origin. Ids and usernames are lower case: IRIs are compared byte by byte, by us and by
 * everybody else.
 */
export function createNaming(baseUrl: string): FederationNaming {
  const { origin, host } = new URL(baseUrl);
  const at = (path: string, name = '') =>
    `${origin}${path.replace(/:name|:id/, encodeURIComponent(name.toLowerCase()))}`;
  const sharedInbox = at(PATHS.sharedInbox);
  const actorPrefix = at(PATHS.actor);
  const mediaPrefix = at(PATHS.media);
  return {
    origin,
    domain: host,
    sharedInbox,
    instanceActor: at(PATHS.instanceActor),
    // A prefix test would take https://school.example.evil.example for local.
    isLocal: (iri) => URL.parse(iri)?.origin === origin,
    actor(username): ActorIris {
      return {
        iri: at(PATHS.actor, username),
        inbox: at(PATHS.inbox, username),
        sharedInbox,
        outbox: at(PATHS.outbox, username),
        followers: at(PATHS.followers, username),
        following: at(PATHS.following, username),
        featured: at(PATHS.featured, username),
        featuredTags: at(PATHS.featuredTags, username),
        url: `${origin}/@${username.toLowerCase()}`,
      };
    },
    newObject: (id = newId()) => at(PATHS.object, id),
    newActivity: (id = newId()) => at(PATHS.activity, id),
    pageOf: (objectIri) => `${origin}/posts/${keyOf(objectIri)}`,
    contextOf: (objectIri) => `${objectIri}/context`,
    collectionOf: (objectIri, kind) => `${objectIri}/${kind}`,
    usernameIn(actorIri) {
      const name = actorIri.startsWith(actorPrefix) ? actorIri.slice(actorPrefix.length) : '';
      return /^[a-z0-9_.-]+$/.test(name) ? name : null;
    },
    media: (id) => at(PATHS.media, id),
    mediaId(url) {
      const id = [mediaPrefix, '/media/'].flatMap((prefix) =>
        url.startsWith(prefix) ? [url.slice(prefix.length)] : [],
      )[0];
      return id !== undefined && /^[0-9a-f]{32}$/.test(id) ? id : null;
    },
    tagPage: (tag) => `${origin}/tags/${encodeURIComponent(tag.toLowerCase())}`,
  };
}
