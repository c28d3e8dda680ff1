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
/** What is between two people is kept for so long, to be sent when the other side is back. */
const KEPT_MS = 365 * 24 * 60 * 60 * 1000;
/** Rows that one write of a resending changes. */
const RESENT_AT_ONCE = 500;
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
  /** `kept`: given up as well, but between two people, and sent again when the host is back. */
  state: 'waiting' | 'delivered' | 'failed' | 'kept';
  attempts: number;
  /** The activity's place in time. */
  order: string;
  createdAt: Date;
  /** Why the last attempt did not succeed: a status or a word, never a body. */
  lastError?: string;
  expiresAt?: Date;
  /** It is for this actor alone. */
  to?: string;
  /** As good as `to`, for the index. */
  between?: true;
  /** How often it was sent again after it had been given up, and when that may be once more. */
  resent?: number;
  againFrom?: Date;
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
  /** When the first of these failures was. */
  failingSince?: Date;
  holder?: string;
}

export type Target = ({ inbox: string } | { recipient: string }) & { to?: string };

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
      { key: { host: 1, againFrom: 1 }, partialFilterExpression: { state: 'kept' } },
      { key: { to: 1, state: 1 }, partialFilterExpression: { between: true } },
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
          ...(target.to === undefined ? {} : { to: target.to, between: true as const }),
        },
      ];
    });
    if (rows.length === 0) return;
    try {
      await this.#rows.insertMany(rows, { ordered: false });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    await this.#activate([...hosts]);
    await this.#lanes.updateMany(
      { _id: { $in: [...hosts] }, wakeable: true },
      { $set: { notBefore: NEVER, wakeable: false } },
    );
  }

  async #activate(hosts: readonly string[]): Promise<void> {
    await this.#lanes.bulkWrite(
      hosts.map((host) => ({
        updateOne: {
          filter: { _id: host },
          update: { $set: { active: true }, $inc: { wake: 1 }, $setOnInsert: { notBefore: NEVER, failures: 0 } },
          upsert: true,
        },
      })),
      { ordered: false },
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
    state: {
      notBefore: Date;
      failures: number;
      wakeable: boolean;
      tookAt: Date | null;
      failingSince: Date | null;
    },
  ): Promise<void> {
    const { tookAt, failingSince, ...rest } = state;
    const update = {
      $set: { ...rest, ...(tookAt === null ? {} : { tookAt }), ...(failingSince === null ? {} : { failingSince }) },
      $unset: { holder: '', ...(failingSince === null ? { failingSince: '' } : {}) },
    };
    await this.#lanes.updateOne({ _id: host, holder }, update);
  }

  /** Puts an empty lane to sleep, unless a row came since `wake` was read. */
  async sleep(host: string, holder: string, wake: number): Promise<boolean> {
    const update = { $set: { active: false, notBefore: NEVER, failures: 0 }, $unset: { holder: '', failingSince: '' } };
    return (await this.#lanes.updateOne({ _id: host, holder, wake }, update)).matchedCount === 1;
  }

  lane(host: string): Promise<Lane | null> {
    return this.#lanes.findOne({ _id: host });
  }

  lanes(hosts: readonly string[]): Promise<Lane[]> {
    return this.#lanes.find({ _id: { $in: hosts } }).toArray();
  }

  /** Hosts that failed when they were last tried, as far as something waits for them. */
  async failingHosts(limit: number): Promise<string[]> {
    const failing = { active: true, failures: { $gt: 0 } };
    return (await this.#lanes.find(failing, { projection: { _id: 1 }, limit }).toArray()).map(({ _id }) => _id);
  }

  /** Ends a lane's rest, unless it is being served. */
  async endRest(host: string): Promise<void> {
    await this.#lanes.updateOne({ _id: host, holder: { $exists: false } }, { $set: { notBefore: NEVER } });
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

  /** Gives a row up for now: it is sent again when its host is back, but not before `againFrom`. */
  async kept(row: Delivery, lastError: string, againFrom: Date, now: Date): Promise<void> {
    const expiresAt = new Date(now.getTime() + KEPT_MS);
    const update = { $set: { state: 'kept' as const, lastError, againFrom, expiresAt }, $inc: { attempts: 1 } };
    await this.#rows.updateOne({ _id: row._id }, update);
  }

  /** Hosts with rows that are kept. */
  async keptHosts(): Promise<string[]> {
    const groups = this.#rows.aggregate<{ _id: string }>([{ $match: { state: 'kept' } }, { $group: { _id: '$host' } }]);
    return (await groups.toArray()).map(({ _id }) => _id);
  }

  /** Whether anything is kept for a host. */
  async keeps(host: string): Promise<boolean> {
    return (await this.#rows.countDocuments({ host, state: 'kept' }, { limit: 1 })) > 0;
  }

  /** Those of these actors for whom something is kept. */
  async keptFor(actors: readonly string[]): Promise<Set<string>> {
    const groups = this.#rows.aggregate<{ _id: string }>([
      { $match: { to: { $in: actors }, between: true, state: 'kept' } },
      { $group: { _id: '$to' } },
    ]);
    return new Set((await groups.toArray()).map(({ _id }) => _id));
  }

  /**
   * Lets kept rows of a host, or for an actor, wait again as if they were new, and answers how many there were. `due` leaves
   * those alone that were refused a short while ago.
   */
  async resend(whose: { host: string } | { to: string }, now: Date, due: boolean, limit = Infinity): Promise<number> {
    const filter = {
      ...('to' in whose ? { ...whose, between: true as const } : whose),
      state: 'kept' as const,
      ...(due ? { againFrom: { $lte: now } } : {}),
    };
    let resent = 0;
    while (resent < limit) {
      const page = Math.min(RESENT_AT_ONCE, limit - resent);
      const rows = await this.#rows.find(filter, { projection: { host: 1 }, limit: page }).toArray();
      if (rows.length === 0) break;
      await this.#rows.updateMany(
        { _id: { $in: rows.map(({ _id }) => _id) }, state: 'kept' },
        {
          $set: { state: 'waiting', attempts: 0, createdAt: now },
          $unset: { expiresAt: '', againFrom: '', lastError: '' },
          $inc: { resent: 1 },
        },
      );
      const hosts = [...new Set(rows.map(({ host }) => host))];
      await this.#activate(hosts);
      for (const host of hosts) await this.endRest(host);
      resent += rows.length;
    }
    return resent;
  }

  /** What is under way to somebody who has gone elsewhere goes there. */
  async readdress(to: string, now: string): Promise<void> {
    const host = URL.parse(now)?.host;
    if (host === undefined) return;
    const underWay = { to, between: true as const, state: { $in: ['waiting', 'kept'] as const } };
    const { matchedCount } = await this.#rows.updateMany(underWay, {
      $set: { to: now, recipient: now, inbox: null, host },
    });
    if (matchedCount > 0) await this.#activate([host]);
  }

  async postponed(row: Delivery, lastError: string): Promise<void> {
    await this.#rows.updateOne({ _id: row._id }, { $set: { lastError }, $inc: { attempts: 1 } });
  }

  /** Gives up what has waited since before `bound`; answers the activities concerned. */
  async giveUp(host: string, bound: Date, now: Date): Promise<string[]> {
    const old = { host, state: 'waiting' as const, createdAt: { $lt: bound } };
    const rows = await this.#rows.find(old, { projection: { activity: 1, to: 1 }, limit: 1_000 }).toArray();
    if (rows.length === 0) return [];
    const expiresAt = new Date(now.getTime() + FAILED_KEPT_MS);
    const among = (some: Delivery[]) => ({ _id: { $in: some.map(({ _id }) => _id) } });
    await this.#rows.updateMany(among(rows.filter(({ to }) => to === undefined)), {
      $set: { state: 'failed', expiresAt },
    });
    await this.#rows.updateMany(among(rows.filter(({ to }) => to !== undefined)), {
      $set: { state: 'kept', againFrom: NEVER, expiresAt: new Date(now.getTime() + KEPT_MS) },
    });
    return [...new Set(rows.map(({ activity }) => activity))];
  }

  /** Whether nothing of an activity waits any more. */
  async isSettled(activity: string): Promise<boolean> {
    return (await this.#rows.countDocuments({ activity, state: 'waiting' }, { limit: 1 })) === 0;
  }

  /**
   * How far these have got, in one question for all. Still waiting counts before failed: it may be that only some have it, but
   * nobody has been given up yet.
   */
  async states(activities: readonly string[]): Promise<Map<string, DeliveryState>> {
    const states = new Map<string, DeliveryState>(activities.map((activity) => [activity, 'delivered']));
    if (activities.length === 0) return states;
    const left = this.#rows.aggregate<{ _id: { activity: string; state: Delivery['state'] } }>([
      { $match: { activity: { $in: activities }, state: { $in: ['waiting', 'failed', 'kept'] } } },
      { $group: { _id: { activity: '$activity', state: '$state' } } },
    ]);
    for (const { _id } of await left.toArray()) {
      if (_id.state === 'waiting') states.set(_id.activity, 'on-its-way');
      else if (states.get(_id.activity) !== 'on-its-way') states.set(_id.activity, 'failed');
    }
    return states;
  }

  /** Failures for the people who run the server, newest last; bounded. */
  failures(limit: number): Promise<Delivery[]> {
    return this.#rows.find({ state: { $in: ['failed', 'kept'] } }, { sort: { expiresAt: -1 }, limit }).toArray();
  }
}
