import type { Clock } from '../../core/clock.ts';

const DEAD_FOR_MS = 60_000;
const REMEMBERED_MAX = 10_000;

/** Origins that did not answer a moment ago; not asked again for a minute, so that a dead one costs little (case 17). */
export class DeadHosts {
  readonly #until = new Map<string, number>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(origin: string): void {
    if (this.#until.size >= REMEMBERED_MAX) this.#until.clear();
    this.#until.set(origin, this.#clock.now().getTime() + DEAD_FOR_MS);
  }

  has(origin: string): boolean {
    const until = this.#until.get(origin);
    if (until === undefined) return false;
    if (until > this.#clock.now().getTime()) return true;
    this.#until.delete(origin);
    return false;
  }
}
