import type { JsonObject } from '../../activities/activity.ts';
import { visibilityOf } from '../../activities/visibility.ts';
import type { FederationNaming } from '../naming.ts';
import { writeQuotePolicy } from './quote.ts';
import { audience, idOf, iri, typeOf } from './read.ts';

const POSTS = new Set(['Article', 'Note', 'Question', 'Event']);

/**
 * A post of ours with what follows from its id and its readers: who may quote it, and the collections that hang on it: `replies`, `likes`, `shares` (AP 5.5 to 5.8), and on one that begins a
 * thread its `context` (FEP-7888). Only what everybody may see has any of these. A document of the log, which may be older
 * than they are, has them all the same; an answer says by itself which thread it is in.
 */
export function withPostCollections(document: JsonObject, naming: FederationNaming): JsonObject {
  const id = iri(document.id);
  const author = idOf(document.attributedTo);
  if (id === null || author === null || !naming.isLocal(id) || !POSTS.has(typeOf(document))) return document;
  const readers = audience(document);
  const visibility = visibilityOf(readers, naming.actor(naming.usernameIn(author) ?? '').followers);
  if (visibility === 'pair') return document;
  const policy = writeQuotePolicy(readers, author);
  if (visibility === 'followers') return { ...policy, ...document };
  return {
    ...policy,
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
