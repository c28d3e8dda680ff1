import type { Clock } from '../core/clock.ts';

const STRETCH_MS = 10 * 60_000;
const HOSTS_MAX = 5_000;

/** How much is done to each host within ten minutes, on whoever's word. In memory: a restart begins anew. */
export class HostQuota {
  readonly #clock: Clock;
  readonly #perHost: number;
  #taken = new Map<string, number>();
  #until = 0;

  constructor(clock: Clock, perHost: number) {
    this.#clock = clock;
    this.#perHost = perHost;
  }

  /** Counts one more; false when it is too much. */
  take(host: string): boolean {
    const now = this.#clock.now().getTime();
    if (now >= this.#until || this.#taken.size >= HOSTS_MAX) {
      this.#taken = new Map();
      this.#until = now + STRETCH_MS;
    }
    const taken = this.#taken.get(host) ?? 0;
    this.#taken.set(host, taken + 1);
    return taken < this.#perHost;
  }
}
