import type { Activity, Actor, Article, Audience, JsonObject, Note, PairProposal } from '../../activities/activity.ts';
import { escapeHtml, htmlToText } from '../../core/html.ts';
import type { FederationNaming } from '../naming.ts';
import { readActor, writeActor } from './actor.ts';
import { readArticle, writeArticle } from './article.ts';
import { CONTEXT } from './context.ts';
import { readNote, writeNote } from './note.ts';
import { audience, date, first, IRI_MAX_CHARS, idOf, iri, isObject, text, typeOf } from './read.ts';
import { readProposal, writeProposal } from './relationship.ts';
import { instant } from './source.ts';

const REASON_MAX_CHARS = 2_000;
/** The id of the entry we make up for a document that we fetched. */
const FETCHED_PREFIX = 'urn:staffroom:fetched:';
/** For what says no time and never went through our inbox, which dates whatever arrives undated. */
const UNDATED = new Date(0);

export type Document = Actor | Article | Note | PairProposal;

export function readDocument(json: JsonObject, fallback: Audience, at: Date): Document | null {
  switch (typeOf(json)) {
    case 'Article':
    case 'Page':
      return readArticle(json, fallback, at);
    case 'Note':
    case 'ChatMessage':
    case 'Question':
      return readNote(json, fallback, at);
    case 'Relationship':
      return readProposal(json);
    default:
      return readActor(json);
  }
}

export function writeDocument(document: Document, naming: FederationNaming): JsonObject {
  switch (document.kind) {
    case 'article':
      return writeArticle(document, naming);
    case 'note':
      return writeNote(document, naming);
    case 'actor':
      return writeActor(document);
    case 'relationship':
      return writeProposal(document);
  }
}

export function contextOf(document: Document | string): JsonObject['@context'] & object {
  if (typeof document === 'string') return [...CONTEXT.plain];
  if (document.kind === 'actor') return [...CONTEXT.actor];
  return document.kind === 'relationship' ? [...CONTEXT.relationship] : [...CONTEXT.post];
}

export function writeActivity(activity: Activity, naming: FederationNaming): JsonObject {
  const object = activity.type === 'Unknown' ? null : activity.object;
  const reason = activity.type === 'Reject' || activity.type === 'Undo' ? activity.reason : '';
  return {
    '@context': contextOf(object ?? ''),
    id: activity.iri,
    type: activity.type,
    actor: activity.actor,
    to: activity.audience.to,
    cc: activity.audience.cc,
    published: instant(activity.publishedAt),
    ...(object === null ? {} : { object: typeof object === 'string' ? object : writeDocument(object, naming) }),
    ...(reason === '' ? {} : { content: escapeHtml(reason) }),
  };
}

function activityId(json: JsonObject): string {
  const id = text(json.id, IRI_MAX_CHARS);
  return id.startsWith(FETCHED_PREFIX) ? id : (iri(json.id) ?? '');
}

/** The actor speaks only for itself: what it creates or updates is its own, or is itself. */
function ownedBy(actor: string, document: Document | null): document is Article | Note | Actor {
  if (document === null || document.kind === 'relationship') return false;
  return document.kind === 'actor' ? document.iri === actor : document.author === actor;
}

/** Servers that leave `attributedTo` out of an embedded object mean the activity's actor. */
function embedded(json: JsonObject, actor: string): JsonObject | null {
  const object = first(json.object);
  if (!isObject(object)) return null;
  return object.attributedTo === undefined ? { ...object, attributedTo: actor } : object;
}

export function readActivity(json: JsonObject): Activity {
  const publishedAt = date(json.published) ?? UNDATED;
  const base = { iri: activityId(json), actor: idOf(json.actor) ?? '', audience: audience(json), publishedAt };
  const unknown: Activity = { ...base, type: 'Unknown' };
  const inline = embedded(json, base.actor);
  const object = idOf(json.object);
  const type = typeOf(json);
  const reason = () => htmlToText(text(json.content, REASON_MAX_CHARS));
  switch (type) {
    case 'Create':
    case 'Update': {
      const document = inline && readDocument(inline, base.audience, publishedAt);
      if (!ownedBy(base.actor, document)) return unknown;
      if (type === 'Update') return { ...base, type, object: document };
      return document.kind === 'actor' ? unknown : { ...base, type, object: document };
    }
    case 'Offer': {
      const proposal = inline && readProposal(inline);
      return proposal === null ? unknown : { ...base, type, object: proposal };
    }
    case 'Reject':
    case 'Undo':
      return object === null ? unknown : { ...base, type, object, reason: reason() };
    case 'Delete':
    case 'Follow':
    case 'Accept':
    case 'Like':
    case 'Announce':
      return object === null ? unknown : { ...base, type, object };
    default:
      return unknown;
  }
}
