import type { Collection, Database } from '../../storage/index.ts';

/** One other host, as deliveries know it. Leased, rested, paused and woken as a whole: what fails is a host. */
export interface Lane {
  /** The host, with its port if it has one. */
  _id: string;
  /** The host, and what is left of it after each dot: a search begins with one of these. */
  parts: string[];
  /** Rows may be waiting. */
  active: boolean;
  /** Not to be taken before: the end of a lease or of a rest, or never (`paused`). */
  notBefore: Date;
  /** Grows with every row added, so that a lane is not put to sleep over a row that has just come. */
  wake: number;
  /** Attempts in a row that failed. */
  failures: number;
  /** It failed when it was last tried, or was never tried: not many of these are served at once. */
  doubtful: boolean;
  /** It rests because of single rows, not because of the host: a new row ends the rest. */
  wakeable?: boolean;
  /** When the host last took something, or refused it for good. */
  tookAt?: Date;
  /** When the first of these failures was. */
  failingSince?: Date;
  /** Why the last attempt that did not succeed did not: a status or a word. Gone when the host takes something. */
  lastError?: string;
  /** Rows are kept for it (`Delivery.state`). */
  keeps?: true;
  /** An admin wants nothing sent there. */
  paused?: true;
  holder?: string;
}

/** What serving a lane has taught about its host. */
export interface LaneState {
  failures: number;
  wakeable: boolean;
  tookAt: Date | null;
  failingSince: Date | null;
  lastError: string | null;
}

const LEASE_MS = 60_000;
const ADOPTED_AT_ONCE = 500;
const NEVER = new Date(0);
const FOREVER = new Date('9999-12-31T00:00:00Z');

/** Owns `delivery_lanes`, one document a host. Every change is one write to one document, so that processes need no locks. */
export class Lanes {
  readonly #lanes: Collection<Lane>;

  constructor(db: Database) {
    this.#lanes = db.collection<Lane>('delivery_lanes');
  }

  async prepare(): Promise<void> {
    await this.#lanes.createIndexes([
      { key: { doubtful: 1, notBefore: 1 }, partialFilterExpression: { active: true } },
      { key: { keeps: 1, _id: 1 }, partialFilterExpression: { keeps: true } },
    ]);
    await this.#adopt();
  }

  /**
   * Lanes of earlier versions say neither in which line they wait nor whether anything is kept for them: what waits for their
   * hosts would never be sent. Whether something is kept is looked up when they are.
   */
  async #adopt(): Promise<void> {
    const older = { doubtful: { $exists: false } } as const;
    for (;;) {
      const found = await this.#lanes.find(older, { projection: { failures: 1 }, limit: ADOPTED_AT_ONCE }).toArray();
      if (found.length === 0) return;
      await this.#lanes.bulkWrite(
        found.map(({ _id, failures }) => ({
          updateOne: {
            filter: { _id },
            update: { $set: { parts: partsOf(_id), doubtful: failures > 0, keeps: true as const } },
          },
        })),
        { ordered: false },
      );
    }
  }

  /** Rows wait for these hosts. A rest goes on, unless single rows were the reason for it. */
  async activate(hosts: readonly string[]): Promise<void> {
    await this.#lanes.bulkWrite(
      hosts.map((host) => ({
        updateOne: {
          filter: { _id: host },
          update: {
            $set: { active: true },
            $inc: { wake: 1 },
            $setOnInsert: { parts: partsOf(host), notBefore: NEVER, failures: 0, doubtful: true },
          },
          upsert: true,
        },
      })),
      { ordered: false },
    );
    await this.#lanes.updateMany(
      { _id: { $in: hosts }, wakeable: true },
      { $set: { notBefore: NEVER, wakeable: false } },
    );
  }

  /** Leases up to `limit` lanes that are due to `holder`; a lane whose holder died is due when its lease ends. */
  async lease(holder: string, doubtful: boolean, limit: number, now: Date): Promise<Lane[]> {
    const due = { active: true, doubtful, notBefore: { $lte: now } };
    const found = await this.#lanes.find(due, { sort: { notBefore: 1 }, limit, projection: { _id: 1 } }).toArray();
    if (found.length === 0) return [];
    const these = { _id: { $in: found.map(({ _id }) => _id) } };
    await this.#lanes.updateMany(
      { ...these, ...due },
      { $set: { holder, notBefore: new Date(now.getTime() + LEASE_MS), wakeable: false } },
    );
    return this.#lanes.find({ ...these, holder }).toArray();
  }

  /** Holds on to a lane for longer. False when it is not the holder's any more. */
  async extend(host: string, holder: string, now: Date): Promise<boolean> {
    const update = { $set: { notBefore: new Date(now.getTime() + LEASE_MS) } };
    return (await this.#lanes.updateOne({ _id: host, holder }, update)).matchedCount === 1;
  }

  /** Gives a lane back, to be taken again from `notBefore` on. */
  async release(host: string, holder: string, state: LaneState, notBefore: Date): Promise<void> {
    const { $set, $unset } = changes(state);
    await this.#lanes.updateOne({ _id: host, holder }, { $set: { ...$set, notBefore }, $unset });
  }

  /** Puts an empty lane to sleep, unless a row came since `wake` was read. What is known of the host stays known. */
  async sleep(host: string, holder: string, wake: number, state: LaneState): Promise<boolean> {
    const { $set, $unset } = changes(state);
    const update = { $set: { ...$set, active: false, notBefore: NEVER }, $unset };
    return (await this.#lanes.updateOne({ _id: host, holder, wake }, update)).matchedCount === 1;
  }

  get(host: string): Promise<Lane | null> {
    return this.#lanes.findOne({ _id: host });
  }

  among(hosts: readonly string[]): Promise<Lane[]> {
    return this.#lanes.find({ _id: { $in: hosts } }).toArray();
  }

  /** When the next lane of these kinds (doubtful or not) is due, or null when none is active. */
  async nextDue(kinds: readonly boolean[]): Promise<Date | null> {
    const options = { sort: { notBefore: 1 }, projection: { notBefore: 1 } } as const;
    const first = await Promise.all(kinds.map((doubtful) => this.#lanes.findOne({ active: true, doubtful }, options)));
    const times = first.flatMap((lane) => (lane ? [lane.notBefore.getTime()] : []));
    return times.length === 0 ? null : new Date(Math.min(...times));
  }

  /** Ends a lane's rest, unless it is being served or paused. */
  async endRest(host: string): Promise<void> {
    const resting = { _id: host, holder: { $exists: false }, paused: { $exists: false } };
    await this.#lanes.updateOne(resting, { $set: { notBefore: NEVER } });
  }

  /** A host that failed until nothing waited for it any more is there: it is not known as failing now. */
  async forgive(host: string): Promise<void> {
    const asleep = { _id: host, active: false, failures: { $gt: 0 } };
    await this.#lanes.updateOne(asleep, { $set: { failures: 0 }, $unset: { failingSince: '', lastError: '' } });
  }

  async setKeeps(host: string, keeps: boolean): Promise<void> {
    await this.#lanes.updateOne({ _id: host }, keeps ? { $set: { keeps: true } } : { $unset: { keeps: '' } });
  }

  /** Hosts with rows that are kept. */
  async keeping(limit: number): Promise<string[]> {
    const found = this.#lanes.find({ keeps: true }, { sort: { _id: 1 }, projection: { _id: 1 }, limit });
    return (await found.toArray()).map(({ _id }) => _id);
  }

  /** Takes the lane from whoever serves it; nothing is taken from it until it is resumed. False for an unknown host. */
  async pause(host: string): Promise<boolean> {
    const update = { $set: { paused: true as const, notBefore: FOREVER, wakeable: false }, $unset: { holder: '' } };
    return (await this.#lanes.updateOne({ _id: host }, update)).matchedCount === 1;
  }

  async resume(host: string): Promise<void> {
    const update = { $set: { active: true, notBefore: NEVER }, $inc: { wake: 1 }, $unset: { paused: '' } };
    await this.#lanes.updateOne({ _id: host, paused: true }, update);
  }
}

function changes({ failures, wakeable, tookAt, failingSince, lastError }: LaneState) {
  const known = { ...(tookAt && { tookAt }), ...(failingSince && { failingSince }), ...(lastError && { lastError }) };
  const unknown = { ...(failingSince ? {} : { failingSince: '' }), ...(lastError ? {} : { lastError: '' }) };
  return {
    $set: { failures, wakeable, doubtful: failures > 0, ...known },
    $unset: { holder: '', ...unknown },
  };
}

/** `a.school.example:3000`, `school.example:3000`, `example:3000`. */
function partsOf(host: string): string[] {
  const labels = host.split('.');
  return labels.map((_label, at) => labels.slice(at).join('.'));
}
