import { PAIR_CAUSES } from '../../../shared/vocabulary.ts';
import {
  type Activity,
  type ActivityOf,
  type Actor,
  type Article,
  type Audience,
  type Json,
  type JsonObject,
  type Note,
  type PairProposal,
  PUBLIC,
} from '../../activities/activity.ts';
import { escapeHtml, htmlToText } from '../../core/html.ts';
import type { FederationNaming } from '../naming.ts';
import { readActor, writeActor } from './actor.ts';
import { readArticle, writeArticle } from './article.ts';
import { withActorCollections, withPostCollections } from './collections.ts';
import { CONTEXT } from './context.ts';
import { communityOf } from './extras.ts';
import { readContent } from './language.ts';
import { readNote, writeNote } from './note.ts';
import { readEntry, writeEntry } from './pair-entry.ts';
import { quoteAuthorization, readQuoteAuthorization, readQuoting } from './quote.ts';
import { readReaction, writeReaction } from './reaction.ts';
import { audience, date, first, IRI_MAX_CHARS, idOf, iri, isAddressed, isObject, list, text, typeOf } from './read.ts';
import { readProposal, writeProposal } from './relationship.ts';
import { instant } from './source.ts';
import { articleOfVideo } from './video.ts';

const REASON_MAX_CHARS = 2_000;
/** Posts of one report; more are not looked at. */
const REPORTED_MAX = 50;
/** What is passed on and not believed by itself; anything else that groups pass on changes nothing. */
const RELAYED = ['Create', 'Update', 'Delete'] as const;
/** The id of the entry we make up for a document that we fetched. */
const FETCHED_PREFIX = 'urn:staffroom:fetched:';
/** For what says no time and never went through our inbox, which dates whatever arrives undated. */
const UNDATED = new Date(0);

export type Document = Actor | Article | Note | PairProposal;

export function readDocument(json: JsonObject, fallback: Audience, at: Date): Document | null {
  switch (typeOf(json)) {
    case 'Article':
    case 'Page':
    case 'Event':
      return readArticle(json, fallback, at);
    case 'Video':
      return readArticle(articleOfVideo(json), fallback, at);
    case 'Note':
      return isTopic(json, fallback) ? readArticle(json, fallback, at) : readNote(json, fallback, at);
    case 'Question':
      return beginsThread(json) ? readArticle(json, fallback, at) : readNote(json, fallback, at);
    case 'ChatMessage':
      return readNote(json, fallback, at);
    case 'Relationship':
      return readProposal(json);
    default:
      return readActor(json);
  }
}

/** Forums send what begins a thread as a Note with a title. One that is for nobody but those it names stays a message. */
function isTopic(json: JsonObject, fallback: Audience): boolean {
  const { to, cc } = isAddressed(json) ? audience(json) : fallback;
  const isOpen = to.includes(PUBLIC) || cc.includes(PUBLIC);
  return isOpen && beginsThread(json) && readContent(json, 1) !== '';
}

/** It has a title, and answers nothing. */
function beginsThread(json: JsonObject): boolean {
  return json.inReplyTo === undefined && text(json.name, 1) !== '';
}

export function writeDocument(document: Document, naming: FederationNaming): JsonObject {
  switch (document.kind) {
    case 'article':
      return withPostCollections(writeArticle(document, naming), naming);
    case 'note':
      return withPostCollections(writeNote(document, naming), naming);
    case 'actor':
      return withActorCollections(writeActor(document, naming), naming);
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

/** Activities that ActivityStreams has no word for, or none of their own. */
const OWN_TYPES: Partial<Record<Activity['type'], string>> = {
  MadeMeThink: 'staffroom:MadeMeThink',
  Pin: 'Add',
  Unpin: 'Remove',
  Relay: 'Announce',
  AllowQuote: 'Create',
};

function activityContext(activity: Activity): Json {
  if (activity.type === 'Add') return [...CONTEXT.entry];
  if (activity.type === 'QuoteRequest' || activity.type === 'AllowQuote') return [...CONTEXT.quoting];
  if (activity.type === 'Accept' && activity.allows) return [...CONTEXT.quoting];
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
    case 'Like':
      return { object: activity.object, ...writeReaction(activity.reaction) };
    case 'QuoteRequest':
      return { object: activity.object, instrument: activity.quoting };
    case 'AllowQuote':
      return { object: quoteAuthorization(activity.actor, { ...activity, iri: activity.object }) };
    case 'Accept':
      return activity.allows ? writeQuoteAnswer(activity.object, activity.allows) : { object: activity.object };
    case 'Relay':
      return { object: { type: activity.done, object: activity.object } };
    case 'Flag': {
      const content = activity.reason === '' ? {} : { content: escapeHtml(activity.reason) };
      return { object: [activity.object, ...activity.about], ...content };
    }
    case 'Pin':
    case 'Unpin':
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

/** With the request as a whole: not every server remembers what it asked by its id. */
function writeQuoteAnswer(id: string, { iri: result, quoting, quoted, asker }: Allowed): JsonObject {
  return { object: { id, type: 'QuoteRequest', actor: asker, object: quoted, instrument: quoting }, result };
}

type Allowed = NonNullable<ActivityOf<'Accept'>['allows']>;

function readQuoteAnswer(json: JsonObject, request: JsonObject | null): Allowed | null {
  if (request === null || typeOf(request) !== 'QuoteRequest') return null;
  const [result, asker, quoted] = [idOf(json.result), idOf(request.actor), idOf(request.object)];
  const quoting = asker === null ? null : readQuoting(request, asker);
  if (result === null || asker === null || quoted === null || quoting === null) return null;
  return { iri: result, quoting, quoted, asker };
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

/** What is added to a collection by its id alone is taken for a post; entries of a pair are always whole. */
function isPost(inline: JsonObject | null): boolean {
  return inline === null || ['Article', 'Note', 'Page', 'Question', 'Event', 'Video'].includes(typeOf(inline));
}

/** Servers that leave `attributedTo` out of an embedded object mean the activity's actor, who also counts among several. */
function embedded(json: JsonObject, actor: string): JsonObject | null {
  const object = first(json.object);
  if (!isObject(object)) return null;
  const authors = list(object.attributedTo).map(idOf);
  if (authors.length > 1 && authors.includes(actor)) {
    return { ...object, attributedTo: actor, audience: communityOf(object) };
  }
  return authors.length === 0 ? { ...object, attributedTo: actor } : object;
}

/** What a group passes on, when it is an activity: whatever else stands in there is an object that it shares (FEP-1b12). */
function passedOn(inline: JsonObject | null): { done: string; object: string | null } | null {
  if (inline?.object === undefined) return null;
  return { done: typeOf(inline), object: idOf(inline.object) };
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
      const allowed = type === 'Create' && inline ? readQuoteAuthorization(inline) : null;
      if (allowed !== null) {
        const { iri: authorization, author, quoting, quoted } = allowed;
        if (author !== base.actor) return unknown;
        return { ...base, type: 'AllowQuote', object: authorization, quoting, quoted };
      }
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
      if (target === null) return unknown;
      if (entry !== null) return { ...base, type, target, object: entry };
      return object !== null && isPost(inline) ? { ...base, type: 'Pin', target, object } : unknown;
    }
    case 'Remove': {
      const target = idOf(json.target);
      return object === null || target === null ? unknown : { ...base, type: 'Unpin', target, object };
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
    case 'Like':
    case 'EmojiReact': {
      const reaction = readReaction(json);
      return object === null ? unknown : { ...base, type: 'Like', object, ...(reaction ? { reaction } : {}) };
    }
    case 'Announce': {
      const passed = passedOn(inline);
      if (passed === null) return object === null ? unknown : { ...base, type, object };
      const done = RELAYED.find((known) => known === passed.done);
      return done === undefined || passed.object === null
        ? unknown
        : { ...base, type: 'Relay', object: passed.object, done };
    }
    case 'Flag': {
      const [about, ...posts] = list(json.object)
        .slice(0, REPORTED_MAX)
        .map(idOf)
        .filter((id) => id !== null);
      const said = reason() || htmlToText(text(json.summary, REASON_MAX_CHARS));
      return about === undefined ? unknown : { ...base, type, object: about, about: posts, reason: said };
    }
    case 'Accept': {
      const allows = readQuoteAnswer(json, inline);
      return object === null ? unknown : { ...base, type, object, ...(allows ? { allows } : {}) };
    }
    case 'QuoteRequest': {
      const quoting = readQuoting(json, base.actor);
      return object === null || quoting === null ? unknown : { ...base, type, object, quoting };
    }
    case 'Delete':
    case 'Follow':
    case 'Block':
      return object === null ? unknown : { ...base, type, object };
    default:
      return unknown;
  }
}
