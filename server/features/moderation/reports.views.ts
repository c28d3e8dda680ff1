import { nameOf } from '../../core/ids.ts';
import { type Collection, type Database, isDuplicateKey } from '../../storage/index.ts';

/** Somebody thinks that the people who run this instance should look at something. Plain data: nobody else sees it. */
export interface Report {
  /** The same for the same report. */
  _id: string;
  /** IRI of who reports: somebody of here, or an actor of another instance, which is often the instance itself. */
  from: string;
  /** `host[:port]` it came from; null: from here. */
  host: string | null;
  /** IRI of the actor it is about, and IRIs of things of theirs. */
  about: string;
  posts: string[];
  /** In the reporter's words, plain text. */
  reason: string;
  /** Sorts by time of arrival. */
  position: string;
  at: Date;
  state: 'open' | 'resolved';
  /** Their own instance was told too, in this one's name. */
  forwarded: boolean;
}

/** One other instance cannot fill the list of those who read it. */
const OPEN_OF_HOST_MAX = 200;
/** Nor can many that are one person's. Of here all are kept. */
const OPEN_FOR_OTHERS_MAX = 2_000;
/** Open ones are counted up to here. */
const OPEN_COUNTED_MAX = 100;

/** Owns the collection `reports`. Admins alone read it. */
export class ReportViews {
  readonly #reports: Collection<Report>;

  constructor(db: Database) {
    this.#reports = db.collection('reports');
  }

  async prepare(): Promise<void> {
    await this.#reports.createIndexes([{ key: { state: 1, position: -1 } }, { key: { host: 1, state: 1 } }]);
  }

  /**
   * Keeps a report; the same one again changes nothing.
   * @returns its id; null when there is nothing to look at: it was resolved, or its instance has too many open already
   */
  async add(report: Omit<Report, '_id' | 'position' | 'state'>, name: string): Promise<string | null> {
    const { host, at } = report;
    if (
      host !== null &&
      ((await this.#hasOpen({ host }, OPEN_OF_HOST_MAX)) || (await this.#hasOpen({}, OPEN_FOR_OTHERS_MAX)))
    ) {
      return null;
    }
    const _id = nameOf('report', report.from, name);
    try {
      await this.#reports.insertOne({ ...report, _id, position: `${at.toISOString()} ${_id}`, state: 'open' });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return (await this.openAmong([_id])).has(_id) ? _id : null;
    }
    return _id;
  }

  /** Whether as many as this are open. */
  async #hasOpen(of: Pick<Partial<Report>, 'host'>, count: number): Promise<boolean> {
    return (await this.#reports.countDocuments({ ...of, state: 'open' }, { limit: count })) >= count;
  }

  async openAmong(ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const open = await this.#reports.find({ _id: { $in: ids }, state: 'open' }, { projection: { _id: 1 } }).toArray();
    return new Set(open.map(({ _id }) => _id));
  }

  /** Counted up to 100. */
  countOpen(): Promise<number> {
    return this.#reports.countDocuments({ state: 'open' }, { limit: OPEN_COUNTED_MAX });
  }

  /** Newest first; `cursor` is the position of the last one seen. */
  page(state: Report['state'], cursor: string | null, limit: number): Promise<Report[]> {
    const before = cursor === null ? {} : { position: { $lt: cursor } };
    return this.#reports.find({ state, ...before }, { sort: { position: -1 }, limit }).toArray();
  }

  async setState(id: string, state: Report['state']): Promise<boolean> {
    return (await this.#reports.updateOne({ _id: id }, { $set: { state } })).matchedCount === 1;
  }
}
