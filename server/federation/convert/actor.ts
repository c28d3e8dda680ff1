import { OAUTH_PATHS } from '../../../shared/contracts/oauth.ts';
import { CADENCES } from '../../../shared/vocabulary.ts';
import type { Actor, ActorKey, Json, JsonObject } from '../../activities/activity.ts';
import { withoutEmojis } from '../../core/emojis.ts';
import { escapeHtml, HTML_MAX_CHARS, sanitizeHtml } from '../../core/html.ts';
import type { FederationNaming } from '../naming.ts';
import { readAssertionMethod, writeAssertionMethod } from '../proofs/assertion-method.ts';
import { PAIRS_CAPABILITY, RFC9421_CAPABILITY } from './context.ts';
import { readEmojis } from './extras.ts';
import { readFields } from './profile-fields.ts';
import { date, first, idOf, iri, isObject, list, ownCollection, pageUrl, text, texts, typeOf } from './read.ts';
import { instant, readMarkdown, writeMarkdown } from './source.ts';

const ACTOR_TYPES = ['Person', 'Service', 'Application', 'Group', 'Organization'] as const;
const USERNAME_MAX_CHARS = 128;
const NAME_MAX_CHARS = 100;
const SCHOOL_MAX_CHARS = 120;
const TERMS_MAX = 20;
const TERM_MAX_CHARS = 60;
const PARAGRAPH_MAX_CHARS = 500;
const PEM_MAX_CHARS = 8_192;

/** A line of the profile as Mastodon and most others show it. */
function property(name: string, value: string): JsonObject[] {
  return value === '' ? [] : [{ type: 'PropertyValue', name, value: escapeHtml(value) }];
}

const UNDERSTANDS_PAIRS = { href: PAIRS_CAPABILITY, name: 'Mentoring pairs' };
const READS_RFC9421 = { href: RFC9421_CAPABILITY, name: 'RFC-9421: HTTP Message Signatures' };

/** What an actor can do, and what the application can that runs them (FEP-844e). */
function capabilities(actor: Actor, naming: FederationNaming): JsonObject {
  const own = actor.understandsPairs ? [UNDERSTANDS_PAIRS] : [];
  if (!naming.isLocal(actor.iri)) return own.length > 0 ? { implements: own } : {};
  if (actor.type === 'Application') return { implements: [...own, READS_RFC9421] };
  const generator = { type: 'Application', id: naming.instanceActor, implements: [READS_RFC9421] };
  return { implements: own, generator };
}

/** AP 4.1: the inbox of its whole server, and where apps ask to act in somebody's name. */
function endpointsOf({ iri: id, type, sharedInbox }: Actor, naming: FederationNaming): JsonObject {
  if (sharedInbox === null) return {};
  if (type !== 'Person' || !naming.isLocal(id)) return { endpoints: { sharedInbox } };
  const oauthAuthorizationEndpoint = naming.origin + OAUTH_PATHS.authorize;
  const oauthTokenEndpoint = naming.origin + OAUTH_PATHS.token;
  return { endpoints: { sharedInbox, oauthAuthorizationEndpoint, oauthTokenEndpoint } };
}

/** The document of an actor, without `@context`. */
export function writeActor(actor: Actor, naming: FederationNaming): JsonObject {
  return {
    id: actor.iri,
    type: actor.type,
    preferredUsername: actor.username,
    name: actor.displayName,
    summary: actor.bio,
    ...writeMarkdown(actor.bioMarkdown),
    url: actor.url,
    inbox: actor.inbox,
    ...(actor.outbox === null ? {} : { outbox: actor.outbox }),
    ...(actor.followers === null ? {} : { followers: actor.followers }),
    ...(actor.following === null ? {} : { following: actor.following }),
    ...endpointsOf(actor, naming),
    ...(actor.key === null ? {} : { publicKey: { id: actor.key.iri, owner: actor.iri, publicKeyPem: actor.key.pem } }),
    ...(actor.assertionKeys.length === 0
      ? {}
      : { assertionMethod: writeAssertionMethod(actor.iri, actor.assertionKeys) }),
    ...capabilities(actor, naming),
    manuallyApprovesFollowers: actor.approvesFollowers,
    discoverable: actor.discoverable,
    indexable: actor.indexable,
    tag: [],
    attachment: [
      ...property('School', actor.school),
      ...property('Subjects', actor.subjects.join(', ')),
      ...property('Grades', actor.gradeLevels.join(', ')),
      ...property('Languages', actor.languages.join(', ')),
      ...property('Can help with', actor.helpWith),
      ...property('Wants to grow in', actor.growIn),
    ],
    'staffroom:school': actor.school,
    'staffroom:subjects': actor.subjects,
    'staffroom:gradeLevels': actor.gradeLevels,
    'staffroom:languages': actor.languages,
    'staffroom:helpWith': actor.helpWith,
    'staffroom:growIn': actor.growIn,
    'staffroom:strengths': actor.strengths,
    'staffroom:growth': actor.growth,
    'staffroom:openToPairs': actor.openToPairs,
    ...(actor.pairCadence === null ? {} : { 'staffroom:pairCadence': actor.pairCadence }),
    'staffroom:outsideSchool': actor.outsideSchool,
    'staffroom:helpedIn': actor.helpedIn,
    ...(actor.alsoKnownAs.length === 0 ? {} : { alsoKnownAs: actor.alsoKnownAs }),
    ...(actor.movedTo === null ? {} : { movedTo: actor.movedTo }),
    ...(actor.suspended ? { suspended: true } : {}),
    'staffroom:showsConnections': actor.showsConnections,
    ...(actor.publishedAt === null ? {} : { published: instant(actor.publishedAt) }),
  };
}

/** Capabilities may stand on the actor or, as FEP-844e has it, on the application that made it. */
function understandsPairs(json: JsonObject): boolean {
  const generator = first(json.generator);
  const claims = [...list(json.implements), ...(isObject(generator) ? list(generator.implements) : [])];
  return claims.some((claim) => (isObject(claim) ? (claim.id ?? claim.href) : claim) === PAIRS_CAPABILITY);
}

/** The first key that says it is this actor's. */
function readKey(value: Json | undefined, owner: string): ActorKey | null {
  for (const key of list(value).slice(0, TERMS_MAX)) {
    if (!isObject(key) || key.owner !== owner) continue;
    const id = iri(key.id);
    const pem = text(key.publicKeyPem, PEM_MAX_CHARS);
    if (id !== null && pem !== '') return { iri: id, pem };
  }
  return null;
}

export function isActorType(type: string): boolean {
  return ACTOR_TYPES.some((known) => known === type);
}

/** Null when it is not an actor, or has no id, name or inbox. */
export function readActor(json: JsonObject): Actor | null {
  const type = ACTOR_TYPES.find((known) => known === typeOf(json));
  const id = iri(json.id);
  const inbox = idOf(json.inbox);
  const username = text(json.preferredUsername, USERNAME_MAX_CHARS).trim();
  if (type === undefined || id === null || inbox === null || !/^[\p{L}\p{N}_.-]+$/u.test(username)) return null;
  const endpoints = first(json.endpoints);
  const emojis = readEmojis(json.tag);
  return {
    kind: 'actor',
    type,
    iri: id,
    username,
    // A name stands in many places where nothing but text can.
    displayName: withoutEmojis(text(json.name, NAME_MAX_CHARS), emojis) || username,
    bio: sanitizeHtml(text(json.summary, HTML_MAX_CHARS)),
    bioMarkdown: readMarkdown(json),
    url: pageUrl(json.url, id),
    school: text(json['staffroom:school'], SCHOOL_MAX_CHARS).trim(),
    subjects: texts(json['staffroom:subjects'], TERMS_MAX, TERM_MAX_CHARS),
    gradeLevels: texts(json['staffroom:gradeLevels'], TERMS_MAX, TERM_MAX_CHARS),
    languages: texts(json['staffroom:languages'], TERMS_MAX, TERM_MAX_CHARS),
    helpWith: text(json['staffroom:helpWith'], PARAGRAPH_MAX_CHARS).trim(),
    growIn: text(json['staffroom:growIn'], PARAGRAPH_MAX_CHARS).trim(),
    strengths: texts(json['staffroom:strengths'], TERMS_MAX, TERM_MAX_CHARS),
    growth: texts(json['staffroom:growth'], TERMS_MAX, TERM_MAX_CHARS),
    openToPairs: json['staffroom:openToPairs'] !== false,
    pairCadence: CADENCES.find((known) => known === json['staffroom:pairCadence']) ?? null,
    outsideSchool: json['staffroom:outsideSchool'] === true,
    helpedIn: texts(json['staffroom:helpedIn'], TERMS_MAX, TERM_MAX_CHARS),
    assertionKeys: readAssertionMethod(json),
    featured: ownCollection(json.featured, id),
    featuredTags: ownCollection(json.featuredTags, id),
    fields: readFields(json, emojis),
    emojis,
    movedTo: idOf(json.movedTo),
    suspended: json.suspended === true,
    alsoKnownAs: list(json.alsoKnownAs)
      .slice(0, TERMS_MAX)
      .map(iri)
      .filter((known) => known !== null),
    approvesFollowers: json.manuallyApprovesFollowers === true,
    showsConnections: json['staffroom:showsConnections'] === true,
    // Who says nothing is treated as before these terms existed.
    discoverable: json.discoverable !== false,
    indexable: json.indexable !== false,
    understandsPairs: understandsPairs(json),
    inbox,
    sharedInbox: isObject(endpoints) ? idOf(endpoints.sharedInbox) : null,
    outbox: ownCollection(json.outbox, id),
    followers: ownCollection(json.followers, id),
    following: ownCollection(json.following, id),
    key: readKey(json.publicKey, id),
    publishedAt: date(json.published),
  };
}
