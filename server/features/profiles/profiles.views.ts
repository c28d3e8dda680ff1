import type { ProfileFields, ProfileSummary } from '../../../shared/contracts/profiles.ts';
import { GRADE_LEVELS } from '../../../shared/vocabulary.ts';
import { type Actor, BLANK_PROFILE } from '../../activities/activity.ts';
import type { ActorDirectory, Naming } from '../../activities/ports.ts';
import { folded } from '../../core/fold.ts';
import { keyOf } from '../../core/ids.ts';
import type { Collection, Database } from '../../storage/index.ts';

/** A person as screens need them: of this instance, or learnt from another. */
export interface ActorView extends Actor {
  _id: string;
  /** Its id in the API. */
  id: string;
  /** `name@domain`, lower case. */
  handle: string;
  local: boolean;
  /** When the newest Update that was sent to us was made; null while there was none. */
  updatedAt: Date | null;
  /** Folded beginnings to search by: the handle, and each word of it and of the name. */
  searchTerms: string[];
  /** The account was deleted: what is left is its name, so that nobody else gets it. */
  deleted?: true;
}

/** Far above what an instance comes to know; more would only be memory. */
const DELETED_MAX = 100_000;
const SUSPENDED_MAX = 100_000;

/** Owns the collection `actors`. */
export class ProfileViews implements ActorDirectory {
  readonly actors: Collection<ActorView>;

  readonly #naming: Naming;

  constructor(db: Database, naming: Naming) {
    this.actors = db.collection<ActorView>('actors');
    this.#naming = naming;
  }

  isLocal(iri: string): boolean {
    return this.#naming.isLocal(iri);
  }

  /** What the IRIs of all actors of this instance begin with, and no others. */
  get localPrefix(): string {
    return this.#naming.actor('').iri;
  }

  async prepare(): Promise<void> {
    await this.actors.createIndexes([
      { key: { handle: 1 } },
      { key: { searchTerms: 1 } },
      { key: { local: 1, searchTerms: 1 } },
      { key: { local: 1 }, partialFilterExpression: { local: true } },
      { key: { deleted: 1 }, partialFilterExpression: { deleted: true } },
      { key: { suspended: 1 }, partialFilterExpression: { suspended: true } },
    ]);
  }

  async byIri(iri: string): Promise<ActorView | null> {
    return whole(await this.actors.findOne({ _id: iri }));
  }

  async byIris(iris: readonly string[]): Promise<ActorView[]> {
    return (await this.actors.find({ _id: { $in: iris } }).toArray()).map(whole);
  }

  /** Those of these who do not want their posts found by search. */
  async notIndexable(iris: readonly string[]): Promise<Set<string>> {
    const hidden = await this.actors
      .find({ _id: { $in: [...new Set(iris)] }, indexable: false }, { projection: { _id: 1 } })
      .toArray();
    return new Set(hidden.map(({ _id }) => _id));
  }

  /** Those of these that are groups. */
  async groupsAmong(iris: readonly string[]): Promise<Set<string>> {
    const groups = await this.actors
      .find({ _id: { $in: [...new Set(iris)] }, type: 'Group' }, { projection: { _id: 1 } })
      .toArray();
    return new Set(groups.map(({ _id }) => _id));
  }

  async local(username: string): Promise<ActorView | null> {
    const actor = await this.#namedHere(username);
    return actor?.deleted ? null : whole(actor);
  }

  async isRemembered(username: string): Promise<boolean> {
    return (await this.#namedHere(username))?.deleted === true;
  }

  #namedHere(username: string): Promise<ActorView | null> {
    const handle = `${username.toLowerCase()}@${this.#naming.domain}`;
    return this.actors.findOne({ handle, local: true, type: 'Person' });
  }

  /** Accounts that were deleted. */
  async deletedActors(): Promise<Set<string>> {
    return this.#among({ deleted: true }, DELETED_MAX);
  }

  /** Those whose own server, this one included, has taken them out of service. */
  async suspendedActors(): Promise<Set<string>> {
    return this.#among({ suspended: true }, SUSPENDED_MAX);
  }

  async #among(filter: { deleted: true } | { suspended: true }, limit: number): Promise<Set<string>> {
    const found = await this.actors.find(filter, { projection: { _id: 1 }, limit }).toArray();
    return new Set(found.map(({ _id }) => _id));
  }

  async localCount(): Promise<number> {
    const [all, deleted] = await Promise.all([
      this.actors.countDocuments({ local: true }),
      this.actors.countDocuments({ deleted: true, local: true }),
    ]);
    return all - deleted;
  }

  /** `handle` as `name@domain`, lower case. */
  async byHandle(handle: string): Promise<ActorView | null> {
    return whole(await this.actors.findOne({ handle }));
  }

  /** The people behind several IRIs in one read, for lists. Unknown ones get a placeholder made of their IRI. */
  async summaries(iris: Iterable<string>): Promise<(iri: string) => ProfileSummary> {
    const wanted = [...new Set(iris)];
    const found = wanted.length === 0 ? [] : await this.actors.find({ _id: { $in: wanted } }).toArray();
    const byIri = new Map(found.map((actor) => [actor._id, summaryOf(actor)]));
    return (iri) => byIri.get(iri) ?? unknownPerson(iri);
  }

  /** Where to deliver to these actors: shared inboxes where there are any; those of this instance left out. */
  async remoteInboxes(iris: readonly string[]): Promise<string[]> {
    const actors = await this.actors
      .find({ _id: { $in: iris }, local: false }, { projection: { inbox: 1, sharedInbox: 1 } })
      .toArray();
    return actors.map((actor) => actor.sharedInbox ?? actor.inbox);
  }

  /** People whose handle, or a word of it or of whose name, begins with what was typed; those of this instance first. */
  async beginningWith(typed: string, limit: number): Promise<ActorView[]> {
    const prefix = folded(typed).replace(/^@/, '');
    const term = { $elemMatch: { $gte: prefix, $lt: `${prefix}\uffff` } };
    const begins = { searchTerms: term, type: 'Person' as const };
    const [here, all] = await Promise.all([
      this.actors.find({ ...begins, local: true }, { limit }).toArray(),
      this.actors.find(begins, { limit }).toArray(),
    ]);
    return [...new Map([...here, ...all].map((actor) => [actor._id, whole(actor)])).values()];
  }
}

/** One that an earlier version wrote says nothing of what there was not then, until a rebuild. */
function whole<A extends ActorView | null>(actor: A): A {
  return actor && { ...BLANK_PROFILE, ...actor };
}

export function summaryOf(actor: ActorView): ProfileSummary {
  return {
    id: actor.id,
    handle: `@${actor.handle}`,
    displayName: actor.displayName || actor.username,
    url: actor.url,
    local: actor.local,
  };
}

/** The profile as its owner edits it. */
export function editableFields(actor: Actor): ProfileFields {
  return {
    displayName: actor.displayName,
    bio: actor.bioMarkdown ?? '',
    school: actor.school,
    subjects: actor.subjects,
    gradeLevels: GRADE_LEVELS.filter((level) => actor.gradeLevels.includes(level)),
    languages: actor.languages,
    helpWith: actor.helpWith,
    growIn: actor.growIn,
    approvesFollowers: actor.approvesFollowers,
    showsConnections: actor.showsConnections,
    discoverable: actor.discoverable,
    indexable: actor.indexable,
  };
}

function unknownPerson(iri: string): ProfileSummary {
  const url = new URL(iri);
  const name = url.pathname.split('/').findLast((part) => part !== '') ?? 'someone';
  return { id: keyOf(iri), handle: `@${name}@${url.host}`, displayName: name, url: iri, local: false };
}
