import { type Clock, systemClock } from '../core/clock.ts';
import { type Collection, type Database, isDuplicateKey } from '../storage/index.ts';
import { type Activity, type JsonObject, PUBLIC } from './activity.ts';
import type { LogEntry, Origin } from './log-entry.ts';
import { type Place, Runs } from './runs.ts';
import { Unfinished } from './unfinished.ts';

export type { LogEntry } from './log-entry.ts';

const PAGE = 500;
/** Edits of one thing that are redacted; nobody edits a post more often. */
const MAX_VERSIONS = 1_000;

/**
 * The append-only record of every activity that happened here or reached us; the only source of truth for what other
 * people can see. Owns the collection `activities`.
 */
export class ActivityLog {
  readonly unfinished: Unfinished;
  readonly runs: Runs;
  readonly #entries: Collection<LogEntry>;
  readonly #alone = new WeakMap<Activity, Promise<boolean>>();

  constructor(db: Database, clock: Clock = systemClock) {
    this.#entries = db.collection<LogEntry>('activities');
    this.unfinished = new Unfinished(db);
    this.runs = new Runs(db, clock);
  }

  async prepare(): Promise<void> {
    await this.#entries.createIndexes([
      { key: { order: 1 } },
      { key: { object: 1, type: 1, order: -1 } },
      { key: { actor: 1, order: -1 }, name: 'outbox', partialFilterExpression: { listed: true } },
    ]);
    await this.unfinished.prepare();
  }

  /** Durable when it resolves. Null when the log already has an activity of this IRI, which then stays as it is. */
  async append(draft: {
    activity: Activity;
    json: JsonObject;
    origin: Origin;
    receivedAt: Date;
    place: Place;
    silenced?: boolean;
  }): Promise<LogEntry | null> {
    const { activity, json, origin, receivedAt, place, silenced = false } = draft;
    const entry: LogEntry = {
      _id: activity.iri,
      order: place.order,
      run: place.run,
      origin,
      type: activity.type,
      actor: activity.actor,
      object: objectIri(activity),
      json,
      receivedAt,
      ...(origin === 'local' && isListed(activity) ? { listed: true as const } : {}),
      ...(silenced ? { silenced } : {}),
      ...(origin === 'local' ? { unsent: true as const } : {}),
    };
    try {
      await this.#entries.insertOne(entry);
      return entry;
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }

  get(iri: string): Promise<LogEntry | null> {
    return this.#entries.findOne({ _id: iri });
  }

  getMany(iris: readonly string[]): Promise<LogEntry[]> {
    return this.#entries.find({ _id: { $in: iris } }).toArray();
  }

  /** The newest Create, Update, Delete or Offer of an object of this instance: what it is now. */
  objectState(iri: string): Promise<LogEntry | null> {
    return this.#entries.findOne(
      { object: iri, type: { $in: ['Create', 'Update', 'Delete', 'Offer'] }, origin: 'local' },
      { sort: { order: -1 } },
    );
  }

  /** Whether `actor` has sent an activity of this type about `object`: lets effects be independent of arrival order. */
  async has(type: 'Undo' | 'Delete', object: string, actor: string): Promise<boolean> {
    const said = { object, type, actor, silenced: { $exists: false } };
    return (await this.#entries.findOne(said, { projection: { _id: 1 } })) !== null;
  }

  /**
   * Whether anything else than this activity is about its object. Asked of one activity several times it looks once: what
   * comes meanwhile is worked off after it, and looks for itself.
   */
  isAlone(activity: Activity): Promise<boolean> {
    const object = objectIri(activity);
    if (object === null) return Promise.resolve(true);
    const known = this.#alone.get(activity);
    if (known) return known;
    const asked = this.#entries.countDocuments({ object }, { limit: 2 }).then((count) => count < 2);
    this.#alone.set(activity, asked);
    return asked;
  }

  /** What `actor` has sent of one type about an object, oldest first. */
  about(object: string, type: Activity['type'], actor: string, limit: number): Promise<LogEntry[]> {
    const said = { object, type, actor, silenced: { $exists: false } };
    return this.#entries.find(said, { sort: { order: 1 }, limit }).toArray();
  }

  /** The same by whomever. */
  aboutByAnybody(object: string, type: Activity['type'], limit: number): Promise<LogEntry[]> {
    const said = { object, type, silenced: { $exists: false } };
    return this.#entries.find(said, { sort: { order: 1 }, limit }).toArray();
  }

  /** What `actor` said last of one type about an object. */
  latest(type: Activity['type'], object: string, actor: string): Promise<LogEntry | null> {
    return this.#entries.findOne({ object, type, actor }, { sort: { order: -1 } });
  }

  /** Replaces the JSON of what `actor` made of an object, a bounded number of versions at a time. */
  async redact(object: string, actor: string, change: (json: JsonObject) => JsonObject): Promise<void> {
    for (const type of ['Create', 'Update', 'Add'] as const) {
      const entries = await this.#entries.find({ object, type, actor }, { limit: MAX_VERSIONS }).toArray();
      for (const { _id, json } of entries) await this.#entries.updateOne({ _id }, { $set: { json: change(json) } });
    }
  }

  /** Public Creates and Announces of a local actor, newest first. */
  async outbox(
    actor: string,
    cursor: string | null,
    limit: number,
  ): Promise<{ entries: LogEntry[]; next: string | null }> {
    const entries = await this.#entries
      .find({ actor, listed: true, ...(cursor ? { order: { $lt: cursor } } : {}) }, { sort: { order: -1 }, limit })
      .toArray();
    return { entries, next: entries.length === limit ? (entries.at(-1)?.order ?? null) : null };
  }

  outboxCount(actor: string): Promise<number> {
    return this.#entries.countDocuments({ actor, listed: true });
  }

  /** Everything from an `order` on, in replay order, by page. */
  async *pages(from = ''): AsyncIterable<LogEntry[]> {
    let order: { $gte: string } | { $gt: string } = { $gte: from };
    for (;;) {
      const page = await this.#entries.find({ order }, { sort: { order: 1 }, limit: PAGE }).toArray();
      yield page;
      const end = page.at(-1);
      if (!end || page.length < PAGE) return;
      order = { $gt: end.order };
    }
  }
}

/** The IRI an activity is about, for look-ups by object. */
export function objectIri(activity: Activity): string | null {
  if (activity.type === 'Unknown') return null;
  return typeof activity.object === 'string' ? activity.object : activity.object.iri;
}

function isListed(activity: Activity): boolean {
  if (activity.type !== 'Create' && activity.type !== 'Announce') return false;
  return [...activity.audience.to, ...activity.audience.cc].includes(PUBLIC);
}
