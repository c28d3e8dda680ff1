import type { DeliveryState } from '../../../shared/vocabulary.ts';
import { sha256 } from '../../core/ids.ts';
import type { Collection, Database } from '../../storage/index.ts';
import { isDuplicateKey } from '../../storage/index.ts';

/**
 * The durable queue: one row for each activity and inbox, and one lane for each host. A lane is what is leased, paused and
 * woken, so a dead host with a hundred thousand rows costs one document, and a row is small: no body and no key, both are
 * had when it is sent. Owns `deliveries` and `delivery_lanes`.
 */

/** Settled rows are kept this long: delivered ones so that a repeated fan-out adds nothing, failed ones for the admin. */
const DELIVERED_KEPT_MS = 24 * 60 * 60 * 1000;
const FAILED_KEPT_MS = 30 * 24 * 60 * 60 * 1000;
const LEASE_MS = 60_000;

export interface Delivery {
  /** Hash of the activity and the inbox: adding it twice is adding it once. */
  _id: string;
  host: string;
  activity: string;
  actor: string;
  /** Null until the recipient has been looked up. */
  inbox: string | null;
  recipient: string | null;
  state: 'waiting' | 'delivered' | 'failed';
  attempts: number;
  /** The activity's place in time. */
  order: string;
  createdAt: Date;
  /** Why the last attempt did not succeed: a status or a word, never a body. */
  lastError?: string;
  expiresAt?: Date;
}

export interface Lane {
  /** The host. */
  _id: string;
  /** Rows may be waiting. */
  active: boolean;
  /** Not to be taken before: the end of a lease or of a pause. */
  notBefore: Date;
  /** Grows with every row added, so that a lane is not put to sleep over a row that has just come. */
  wake: number;
  /** Attempts in a row that failed. */
  failures: number;
  /** It rests because of single rows, not because of the host: a new row ends the rest. */
  wakeable?: boolean;
  /** When the host last took something. */
  tookAt?: Date;
  holder?: string;
}

export type Target = { inbox: string } | { recipient: string };

const NEVER = new Date(0);

export class DeliveryQueue {
  readonly #rows: Collection<Delivery>;
  readonly #lanes: Collection<Lane>;

  constructor(db: Database) {
    this.#rows = db.collection<Delivery>('deliveries');
    this.#lanes = db.collection<Lane>('delivery_lanes');
  }

  async prepare(): Promise<void> {
    await this.#rows.createIndexes([
      { key: { host: 1, attempts: 1, order: 1 }, partialFilterExpression: { state: 'waiting' } },
      { key: { activity: 1, state: 1 } },
      { key: { expiresAt: 1 }, expireAfterSeconds: 0 },
    ]);
    await this.#lanes.createIndexes([{ key: { notBefore: 1 }, partialFilterExpression: { active: true } }]);
  }

  /** Durable when it resolves; what is there already, sent or not, is left as it is. */
  async add(
    activity: { iri: string; actor: string; order: string },
    targets: readonly Target[],
    now: Date,
  ): Promise<void> {
    const hosts = new Set<string>();
    const rows = targets.flatMap((target): Delivery[] => {
      const address = 'inbox' in target ? target.inbox : target.recipient;
      const host = URL.parse(address)?.host;
      if (host === undefined) return [];
      hosts.add(host);
      return [
        {
          _id: sha256(`${activity.iri}\n${address}`),
          host,
          activity: activity.iri,
          actor: activity.actor,
          inbox: 'inbox' in target ? target.inbox : null,
          recipient: 'recipient' in target ? target.recipient : null,
          state: 'waiting',
          attempts: 0,
          order: activity.order,
          createdAt: now,
        },
      ];
    });
    if (rows.length === 0) return;
    try {
      await this.#rows.insertMany(rows, { ordered: false });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    await this.#lanes.bulkWrite(
      [...hosts].map((host) => ({
        updateOne: {
          filter: { _id: host },
          update: { $set: { active: true }, $inc: { wake: 1 }, $setOnInsert: { notBefore: NEVER, failures: 0 } },
          upsert: true,
        },
      })),
      { ordered: false },
    );
    await this.#lanes.updateMany(
      { _id: { $in: [...hosts] }, wakeable: true },
      { $set: { notBefore: NEVER, wakeable: false } },
    );
  }

  /** Leases up to `limit` lanes that are due to `holder`; a lane whose holder died is due when its lease ends. */
  async lease(holder: string, limit: number, now: Date): Promise<Lane[]> {
    const due = await this.#lanes
      .find({ active: true, notBefore: { $lte: now } }, { sort: { notBefore: 1 }, limit, projection: { _id: 1 } })
      .toArray();
    if (due.length === 0) return [];
    await this.#lanes.updateMany(
      { _id: { $in: due.map(({ _id }) => _id) }, active: true, notBefore: { $lte: now } },
      { $set: { holder, notBefore: new Date(now.getTime() + LEASE_MS), wakeable: false } },
    );
    const leased = await this.#lanes.find({ _id: { $in: due.map(({ _id }) => _id) }, holder }).toArray();
    return leased;
  }

  /** Holds on to a lane for longer. False when somebody else has it by now. */
  async extend(host: string, holder: string, now: Date): Promise<boolean> {
    const update = { $set: { notBefore: new Date(now.getTime() + LEASE_MS) } };
    return (await this.#lanes.updateOne({ _id: host, holder }, update)).matchedCount === 1;
  }

  /** Gives a lane back, to be taken again from `notBefore` on. */
  async release(
    host: string,
    holder: string,
    state: { notBefore: Date; failures: number; wakeable: boolean; tookAt: Date | null },
  ): Promise<void> {
    const { tookAt, ...rest } = state;
    const update = { $set: { ...rest, ...(tookAt === null ? {} : { tookAt }) }, $unset: { holder: '' } };
    await this.#lanes.updateOne({ _id: host, holder }, update);
  }

  /** Puts an empty lane to sleep, unless a row came since `wake` was read. */
  async sleep(host: string, holder: string, wake: number): Promise<boolean> {
    const update = { $set: { active: false, notBefore: NEVER, failures: 0 }, $unset: { holder: '' } };
    return (await this.#lanes.updateOne({ _id: host, holder, wake }, update)).matchedCount === 1;
  }

  lane(host: string): Promise<Lane | null> {
    return this.#lanes.findOne({ _id: host });
  }

  /** When the next lane is due, or null when none is active. */
  async nextDue(): Promise<Date | null> {
    const next = await this.#lanes.findOne({ active: true }, { sort: { notBefore: 1 }, projection: { notBefore: 1 } });
    return next?.notBefore ?? null;
  }

  /** Waiting rows of a host: never tried ones first, so that one that always fails holds up no other. */
  waiting(host: string, limit: number): Promise<Delivery[]> {
    return this.#rows.find({ host, state: 'waiting' }, { sort: { attempts: 1, order: 1 }, limit }).toArray();
  }

  async delivered(row: Delivery, now: Date): Promise<void> {
    const expiresAt = new Date(now.getTime() + DELIVERED_KEPT_MS);
    await this.#rows.updateOne({ _id: row._id }, { $set: { state: 'delivered', expiresAt }, $inc: { attempts: 1 } });
  }

  async failed(row: Delivery, lastError: string, now: Date): Promise<void> {
    const expiresAt = new Date(now.getTime() + FAILED_KEPT_MS);
    const update = { $set: { state: 'failed' as const, lastError, expiresAt }, $inc: { attempts: 1 } };
    await this.#rows.updateOne({ _id: row._id }, update);
  }

  async postponed(row: Delivery, lastError: string): Promise<void> {
    await this.#rows.updateOne({ _id: row._id }, { $set: { lastError }, $inc: { attempts: 1 } });
  }

  /** Gives up what has waited since before `bound`; answers the activities concerned. */
  async giveUp(host: string, bound: Date, now: Date): Promise<string[]> {
    const old = { host, state: 'waiting' as const, createdAt: { $lt: bound } };
    const rows = await this.#rows.find(old, { projection: { activity: 1 }, limit: 1_000 }).toArray();
    if (rows.length === 0) return [];
    const expiresAt = new Date(now.getTime() + FAILED_KEPT_MS);
    await this.#rows.updateMany({ _id: { $in: rows.map(({ _id }) => _id) } }, { $set: { state: 'failed', expiresAt } });
    return [...new Set(rows.map(({ activity }) => activity))];
  }

  /** Whether nothing of an activity waits any more. */
  async isSettled(activity: string): Promise<boolean> {
    return (await this.#rows.countDocuments({ activity, state: 'waiting' }, { limit: 1 })) === 0;
  }

  /** Still waiting counts before failed: it may be that only some have it, but nobody has been given up yet. */
  async state(activity: string): Promise<DeliveryState> {
    if (!(await this.isSettled(activity))) return 'on-its-way';
    return (await this.#rows.countDocuments({ activity, state: 'failed' }, { limit: 1 })) === 0
      ? 'delivered'
      : 'failed';
  }

  /** Failures for the people who run the server, newest last; bounded. */
  failures(limit: number): Promise<Delivery[]> {
    return this.#rows.find({ state: 'failed' }, { sort: { expiresAt: -1 }, limit }).toArray();
  }
}
