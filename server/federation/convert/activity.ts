import { PAIR_CAUSES } from '../../../shared/vocabulary.ts';
import type {
  Activity,
  Actor,
  Article,
  Audience,
  Json,
  JsonObject,
  Note,
  PairProposal,
} from '../../activities/activity.ts';
import { escapeHtml, htmlToText } from '../../core/html.ts';
import type { FederationNaming } from '../naming.ts';
import { readActor, writeActor } from './actor.ts';
import { readArticle, writeArticle } from './article.ts';
import { CONTEXT } from './context.ts';
import { readNote, writeNote } from './note.ts';
import { readEntry, writeEntry } from './pair-entry.ts';
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
  return {
    '@context': activityContext(activity),
    id: activity.iri,
    type: OWN_TYPES[activity.type] ?? activity.type,
    actor: activity.actor,
    to: activity.audience.to,
    cc: activity.audience.cc,
    published: instant(activity.publishedAt),
    ...writeObject(activity, naming),
  };
}

/** Activities that ActivityStreams has no word for. */
const OWN_TYPES: Partial<Record<Activity['type'], string>> = { MadeMeThink: 'staffroom:MadeMeThink' };

function activityContext(activity: Activity): Json {
  if (activity.type === 'Add') return [...CONTEXT.entry];
  if (activity.type === 'MadeMeThink' || (activity.type === 'Undo' && activity.cause !== null)) {
    return [...CONTEXT.relationship];
  }
  return contextOf(activity.type === 'Unknown' ? '' : activity.object);
}

function writeObject(activity: Activity, naming: FederationNaming): JsonObject {
  switch (activity.type) {
    case 'Unknown':
      return {};
    case 'Add':
      return { object: writeEntry(activity), target: activity.target };
    case 'Move':
      return { object: activity.object, target: activity.target };
    case 'Offer':
      return {
        object: writeDocument(activity.object, naming),
        ...(activity.counters === null ? {} : { inReplyTo: activity.counters }),
        ...(activity.amends === null ? {} : { context: activity.amends }),
      };
    case 'Reject':
    case 'Undo':
      return {
        object: activity.object,
        ...(activity.reason === '' ? {} : { content: escapeHtml(activity.reason) }),
        ...(activity.type === 'Reject' || activity.cause === null ? {} : { 'staffroom:cause': activity.cause }),
      };
    default:
      return {
        object: typeof activity.object === 'string' ? activity.object : writeDocument(activity.object, naming),
      };
  }
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
      if (proposal === null) return unknown;
      return { ...base, type, object: proposal, counters: idOf(json.inReplyTo), amends: idOf(json.context) };
    }
    case 'Add': {
      const target = idOf(json.target);
      const entry = inline && readEntry(inline);
      return entry === null || target === null ? unknown : { ...base, type, target, object: entry };
    }
    case 'Move': {
      const target = idOf(json.target);
      return object !== base.actor || target === null ? unknown : { ...base, type, object, target };
    }
    case OWN_TYPES.MadeMeThink:
      return object === null ? unknown : { ...base, type: 'MadeMeThink', object };
    case 'Reject':
      return object === null ? unknown : { ...base, type, object, reason: reason() };
    case 'Undo': {
      const cause = PAIR_CAUSES.find((known) => known === json['staffroom:cause']) ?? null;
      return object === null ? unknown : { ...base, type, object, reason: reason(), cause };
    }
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
