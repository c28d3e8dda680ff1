import type { JsonObject } from '../../activities/activity.ts';
import type { FederationNaming } from '../naming.ts';
import { audience, iri, isPublicAlias, typeOf } from './read.ts';

/**
 * A post of ours with the collections that hang on it: `replies`, `likes`, `shares` (AP 5.5 to 5.8), and on one that begins a
 * thread its `context` (FEP-7888). Only what everybody may see has any. They follow from the id, so that a document of the
 * log, which may be older than they are, has them all the same; an answer says by itself which thread it is in.
 */
export function withPostCollections(document: JsonObject, naming: FederationNaming): JsonObject {
  const id = iri(document.id);
  const type = typeOf(document);
  const { to, cc } = audience(document);
  if (id === null || !naming.isLocal(id) || (type !== 'Article' && type !== 'Note')) return document;
  if (![...to, ...cc].some(isPublicAlias)) return document;
  return {
    ...(document.inReplyTo === undefined ? { context: naming.contextOf(id) } : {}),
    replies: naming.collectionOf(id, 'replies'),
    likes: naming.collectionOf(id, 'likes'),
    shares: naming.collectionOf(id, 'shares'),
    ...document,
  };
}

/** A person of ours with their pinned posts and tags, which those who joined before there were any have too. */
export function withActorCollections(document: JsonObject, naming: FederationNaming): JsonObject {
  const id = iri(document.id);
  const username = id === null ? null : naming.usernameIn(id);
  if (username === null) return document;
  const { featured, featuredTags } = naming.actor(username);
  return { ...document, featured, featuredTags };
}
