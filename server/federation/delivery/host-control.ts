import type { HostReport, HostTraffic } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import type { SignaturePreference } from '../transport/signature-preference.ts';
import type { Backlog } from './backlog.ts';
import { type HostList, stateOf } from './host-list.ts';
import type { Lane, Lanes } from './lanes.ts';

export interface HostControlParts {
  lanes: Lanes;
  list: HostList;
  backlog: Backlog;
  preference: Pick<SignaturePreference, 'of'>;
  worker: {
    wake(): void;
    leave(host: string): void;
  };
  /** Nothing of this activity is on its way any more. */
  settled(activity: string): Promise<void>;
  clock: Clock;
}

/**
 * What the people who run the server see of deliveries, and what they may do about them. What is done is in the database when
 * it resolves: it outlives a restart, and every process goes by it.
 */
export class HostControl implements HostTraffic {
  readonly #parts: HostControlParts;

  constructor(parts: HostControlParts) {
    this.#parts = parts;
  }

  async page({ q, state, cursor, limit }: Parameters<HostTraffic['page']>[0]) {
    const { list } = this.#parts;
    const found =
      q === ''
        ? await list.page(state ?? null, cursor ?? null, limit)
        : { lanes: await list.search(q, state ?? null, limit), next: null };
    return { items: await Promise.all(found.lanes.map((lane) => this.#report(lane))), next: found.next };
  }

  async get(host: string): Promise<HostReport | null> {
    const lane = await this.#parts.lanes.get(host);
    return lane && this.#report(lane);
  }

  async pause(host: string): Promise<HostReport | null> {
    if (!(await this.#parts.lanes.pause(host))) return null;
    this.#parts.worker.leave(host);
    return this.get(host);
  }

  async resume(host: string): Promise<HostReport | null> {
    await this.#parts.lanes.resume(host);
    this.#parts.worker.wake();
    return this.get(host);
  }

  async retry(host: string): Promise<HostReport | null> {
    const { lanes, backlog, worker, clock } = this.#parts;
    if ((await lanes.get(host)) === null) return null;
    await backlog.retry(host, clock.now());
    worker.wake();
    return this.get(host);
  }

  async drop(host: string): Promise<HostReport | null> {
    const { lanes, backlog, settled, clock } = this.#parts;
    const lane = await lanes.get(host);
    // Paused meanwhile, so that nobody sends what is being given up.
    if (lane === null || (await this.pause(host)) === null) return null;
    await backlog.drop(host, clock.now(), async (activities) => {
      for (const activity of activities) await settled(activity);
    });
    return lane.paused ? this.get(host) : this.resume(host);
  }

  async #report(lane: Lane): Promise<HostReport> {
    const { backlog, preference } = this.#parts;
    const state = stateOf(lane);
    return {
      host: lane._id,
      state,
      ...(await backlog.counts(lane._id)),
      lastError: lane.lastError ?? null,
      failingSince: lane.failingSince ?? null,
      lastAnswer: lane.tookAt ?? null,
      nextTry: state === 'resting' && lane.holder === undefined ? lane.notBefore : null,
      signatures: preference.of(lane._id),
    };
  }
}
