import { COUNTED_MAX } from '../../../shared/contracts/federation.ts';
import type { Collection, Database, Filter, Update } from '../../storage/index.ts';
import type { Lanes } from './lanes.ts';
import { type Delivery, FAILED_KEPT_MS } from './queue.ts';

/** Rows that one write changes. */
const CHANGED_AT_ONCE = 500;
/** Why a row failed that an admin did not want to be sent. It is never sent again. */
const DROPPED = 'dropped';

const AS_NEW = { $unset: { expiresAt: '', againFrom: '', lastError: '' } } as const;

/** What was given up, kept or is waiting for a host, as far as something is done about all of it. Changes `deliveries`. */
export class Backlog {
  readonly #rows: Collection<Delivery>;
  readonly #lanes: Lanes;

  constructor(db: Database, lanes: Lanes) {
    this.#rows = db.collection<Delivery>('deliveries');
    this.#lanes = lanes;
  }

  async prepare(): Promise<void> {
    await this.#rows.createIndexes([
      { key: { host: 1, againFrom: 1 }, partialFilterExpression: { state: 'kept' } },
      { key: { host: 1, lastError: 1 }, partialFilterExpression: { state: 'failed' } },
    ]);
  }

  /** Each up to `COUNTED_MAX`. */
  async counts(host: string): Promise<Record<'waiting' | 'failed' | 'kept', number>> {
    const of = (state: Delivery['state']) => this.#rows.countDocuments({ host, state }, { limit: COUNTED_MAX });
    const [waiting, failed, kept] = await Promise.all([of('waiting'), of('failed'), of('kept')]);
    return { waiting, failed, kept };
  }

  /** Whether anything is kept for a host; the lane is told when nothing is. */
  async keeps(host: string): Promise<boolean> {
    const keeps = (await this.#rows.countDocuments({ host, state: 'kept' }, { limit: 1 })) > 0;
    if (!keeps) await this.#lanes.setKeeps(host, false);
    return keeps;
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
      const page = Math.min(CHANGED_AT_ONCE, limit - resent);
      const rows = await this.#rows.find(filter, { projection: { host: 1 }, limit: page }).toArray();
      if (rows.length === 0) break;
      await this.#rows.updateMany(
        { ...among(rows), state: 'kept' },
        { $set: { state: 'waiting', attempts: 0, createdAt: now }, ...AS_NEW, $inc: { resent: 1 } },
      );
      const hosts = [...new Set(rows.map(({ host }) => host))];
      await this.#lanes.activate(hosts);
      for (const host of hosts) await this.#lanes.endRest(host);
      resent += rows.length;
    }
    return resent;
  }

  /** Everything for a host is due now: what waits, what was kept, and what failed and was not dropped. */
  async retry(host: string, now: Date): Promise<void> {
    const failed = { host, state: 'failed' as const };
    // Two ranges of the index rather than one that passes over what was dropped.
    for (const lastError of [{ $lt: DROPPED }, { $gt: DROPPED }]) {
      const update = { $set: { state: 'waiting' as const, attempts: 0, createdAt: now }, ...AS_NEW };
      await this.#inPages({ ...failed, lastError }, update);
    }
    await this.resend({ host }, now, false);
    await this.#lanes.activate([host]);
    await this.#lanes.endRest(host);
  }

  /** Gives up for good what waits and is kept for a host; `onDropped` is told of the activities, some at a time. */
  async drop(host: string, now: Date, onDropped: (activities: Set<string>) => Promise<void>): Promise<void> {
    const expiresAt = new Date(now.getTime() + FAILED_KEPT_MS);
    for (const state of ['waiting', 'kept'] as const) {
      const update = { $set: { state: 'failed' as const, lastError: DROPPED, expiresAt }, $unset: { againFrom: '' } };
      await this.#inPages({ host, state, createdAt: { $lte: now } }, update, onDropped);
    }
    await this.keeps(host);
  }

  /** Until none is left that matches; the update must see to that. */
  async #inPages(
    filter: Filter<Delivery> & { state: Delivery['state'] },
    update: Update<Delivery>,
    then: (activities: Set<string>) => Promise<void> = async () => {},
  ): Promise<void> {
    for (;;) {
      const rows = await this.#rows.find(filter, { projection: { activity: 1 }, limit: CHANGED_AT_ONCE }).toArray();
      if (rows.length === 0) return;
      await this.#rows.updateMany({ ...among(rows), state: filter.state }, update);
      await then(new Set(rows.map(({ activity }) => activity)));
    }
  }
}

function among(rows: readonly Delivery[]) {
  return { _id: { $in: rows.map(({ _id }) => _id) } };
}
