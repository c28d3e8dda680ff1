import type { Clock } from './clock.ts';

/**
 * Names that count for a while: what did not answer, what was asked just now. In memory, so that a restart begins anew, and so
 * does whoever would remember more than `max`.
 */
export class ForAWhile {
  readonly #clock: Clock;
  readonly #forMs: number;
  readonly #max: number;
  readonly #until = new Map<string, number>();

  constructor(clock: Clock, forMs: number, max: number) {
    this.#clock = clock;
    this.#forMs = forMs;
    this.#max = max;
  }

  add(name: string): void {
    if (this.#until.size >= this.#max) this.#until.clear();
    this.#until.set(name, this.#clock.now().getTime() + this.#forMs);
  }

  has(name: string): boolean {
    const until = this.#until.get(name);
    if (until === undefined) return false;
    if (until > this.#clock.now().getTime()) return true;
    this.#until.delete(name);
    return false;
  }

  /** True to the first who asks, and then to nobody for a while. */
  isTime(name: string): boolean {
    if (this.has(name)) return false;
    this.add(name);
    return true;
  }
}
