import type { DeliveryState } from '../../../shared/vocabulary.ts';
import { sha256 } from '../../core/ids.ts';
import type { Collection, Database } from '../../storage/index.ts';
import { isDuplicateKey } from '../../storage/index.ts';
import type { Lanes } from './lanes.ts';

/**
 * The durable queue: one row for each activity and inbox, and one lane for each host (`lanes.ts`). A lane is what is leased,
 * paused and woken, so a dead host with a hundred thousand rows costs one document, and a row is small: no body and no key,
 * both are had when it is sent. Owns `deliveries`, together with `backlog.ts`.
 */

/** Settled rows are kept this long: delivered ones so that a repeated fan-out adds nothing, failed ones for the admin. */
const DELIVERED_KEPT_MS = 24 * 60 * 60 * 1000;
export const FAILED_KEPT_MS = 30 * 24 * 60 * 60 * 1000;
/** What is between two people is kept for so long, to be sent when the other side is back. */
const KEPT_MS = 365 * 24 * 60 * 60 * 1000;
/** Rows that are given up by one write. */
const GIVEN_UP_AT_ONCE = 500;
/** Why a row failed that was not taken for too long; of the host, the lane knows more. */
const NOT_IN_TIME = 'not-in-time';

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
  /** The activity's place in time; begins with its ISO 8601 instant. */
  order: string;
  /** The row that must be through before this one, if it goes there too: of the Create before its Delete. */
  after?: string;
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

/** An activity to be sent. `after` is the activity without which it means nothing. */
export interface Dispatch {
  iri: string;
  actor: string;
  order: string;
  after: string | null;
}

export type Target = ({ inbox: string } | { recipient: string }) & { to?: string };

export class DeliveryQueue {
  readonly #rows: Collection<Delivery>;
  readonly #lanes: Lanes;

  constructor(db: Database, lanes: Lanes) {
    this.#rows = db.collection<Delivery>('deliveries');
    this.#lanes = lanes;
  }

  async prepare(): Promise<void> {
    await this.#rows.createIndexes([
      { key: { host: 1, attempts: 1, order: 1 }, partialFilterExpression: { state: 'waiting' } },
      { key: { activity: 1, state: 1 } },
      { key: { expiresAt: 1 }, expireAfterSeconds: 0 },
      { key: { to: 1, state: 1 }, partialFilterExpression: { between: true } },
    ]);
  }

  /** Durable when it resolves; what is there already, sent or not, is left as it is. */
  async add({ iri, actor, order, after }: Dispatch, targets: readonly Target[], now: Date): Promise<void> {
    const hosts = new Set<string>();
    const rows = targets.flatMap((target): Delivery[] => {
      const address = addressOf(target);
      const host = URL.parse(address)?.host;
      if (host === undefined) return [];
      hosts.add(host);
      return [
        {
          _id: rowId(iri, address),
          host,
          activity: iri,
          actor,
          inbox: 'inbox' in target ? target.inbox : null,
          recipient: 'recipient' in target ? target.recipient : null,
          state: 'waiting',
          attempts: 0,
          order,
          ...(after === null ? {} : { after: rowId(after, address) }),
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
    await this.#lanes.activate([...hosts]);
  }

  /** Waiting rows of a host: never tried ones first, so that one that always fails holds up no other. */
  waiting(host: string, limit: number): Promise<Delivery[]> {
    return this.#rows.find({ host, state: 'waiting' }, { sort: { attempts: 1, order: 1 }, limit }).toArray();
  }

  /** The row that must be through before this one, while it is not. */
  async before({ after }: Delivery): Promise<Delivery | null> {
    return after === undefined ? null : this.#rows.findOne({ _id: after, state: 'waiting' });
  }

  async delivered(row: Delivery, now: Date): Promise<void> {
    const expiresAt = new Date(now.getTime() + DELIVERED_KEPT_MS);
    await this.#rows.updateOne({ _id: row._id }, { $set: { state: 'delivered', expiresAt }, $inc: { attempts: 1 } });
  }

  async failed(row: Delivery, lastError: string, now: Date): Promise<void> {
    const expiresAt = new Date(now.getTime() + FAILED_KEPT_MS);
    const update = { $set: { state: 'failed' as const, lastError, expiresAt }, $inc: { attempts: 1 } };
    await this.#rows.updateOne({ _id: row._id, state: 'waiting' }, update);
  }

  /** Gives a row up for now: it is sent again when its host is back, but not before `againFrom`. */
  async kept(row: Delivery, lastError: string, againFrom: Date, now: Date): Promise<void> {
    const expiresAt = new Date(now.getTime() + KEPT_MS);
    const update = { $set: { state: 'kept' as const, lastError, againFrom, expiresAt }, $inc: { attempts: 1 } };
    await this.#rows.updateOne({ _id: row._id, state: 'waiting' }, update);
    await this.#lanes.setKeeps(row.host, true);
  }

  /** What is under way to somebody who has gone elsewhere goes there. */
  async readdress(to: string, now: string): Promise<void> {
    const host = URL.parse(now)?.host;
    if (host === undefined) return;
    const underWay = { to, between: true as const, state: { $in: ['waiting', 'kept'] as const } };
    const { matchedCount } = await this.#rows.updateMany(underWay, {
      $set: { to: now, recipient: now, inbox: null, host },
    });
    if (matchedCount === 0) return;
    await this.#lanes.activate([host]);
    await this.#lanes.setKeeps(host, true);
  }

  async postponed(row: Delivery, lastError: string): Promise<void> {
    await this.#rows.updateOne({ _id: row._id, state: 'waiting' }, { $set: { lastError }, $inc: { attempts: 1 } });
  }

  /**
   * Gives up what has waited since before `bound`; answers the activities concerned. Looks at rows never tried that are old
   * by their place in time, and at those that were tried, of which there are few: not at all that waits.
   */
  async giveUp(host: string, bound: Date, now: Date): Promise<Set<string>> {
    const given = new Set<string>();
    const old = { host, state: 'waiting' as const, createdAt: { $lt: bound } };
    const untried = { ...old, attempts: 0, order: { $lt: bound.toISOString() } };
    for (const filter of [untried, { ...old, attempts: { $gt: 0 } }]) {
      for (;;) {
        const options = { projection: { activity: 1, to: 1 }, limit: GIVEN_UP_AT_ONCE } as const;
        const rows = await this.#rows.find(filter, options).toArray();
        if (rows.length === 0) break;
        await this.#giveUp(host, rows, now);
        for (const { activity } of rows) given.add(activity);
      }
    }
    return given;
  }

  async #giveUp(host: string, rows: readonly Delivery[], now: Date): Promise<void> {
    const among = (some: readonly Delivery[]) => ({ _id: { $in: some.map(({ _id }) => _id) } });
    const [alone, shared] = [rows.filter(({ to }) => to !== undefined), rows.filter(({ to }) => to === undefined)];
    const expiresAt = new Date(now.getTime() + FAILED_KEPT_MS);
    await this.#rows.updateMany(among(shared), { $set: { state: 'failed', lastError: NOT_IN_TIME, expiresAt } });
    if (alone.length === 0) return;
    await this.#rows.updateMany(among(alone), {
      $set: { state: 'kept', againFrom: new Date(0), expiresAt: new Date(now.getTime() + KEPT_MS) },
    });
    await this.#lanes.setKeeps(host, true);
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
}

/** What tells one target from another: its inbox, or until that is known whose it is. */
export function addressOf(target: Target): string {
  return 'inbox' in target ? target.inbox : target.recipient;
}

function rowId(activity: string, address: string): string {
  return sha256(`${activity}\n${address}`);
}
