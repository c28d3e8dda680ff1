import { FairLine } from './fair-line.ts';

/**
 * Runs tasks in parallel, except that tasks which share a key run one after another in the order they were given.
 * At most `maxRunning` run at once; the rest wait, and the lanes they were given take turns.
 */
export class KeyedQueue {
  readonly #maxRunning: number;
  readonly #tails = new Map<string, Promise<void>>();
  readonly #waiting = new FairLine<() => void>();
  #running = 0;

  constructor(maxRunning: number) {
    this.#maxRunning = maxRunning;
  }

  /** Resolves or rejects as the task does. A task that fails does not hold up those behind it. */
  async run<T>(keys: readonly string[], task: () => Promise<T>, lane = ''): Promise<T> {
    const before = [...new Set(keys.flatMap((key) => this.#tails.get(key) ?? []))];
    let release = (): void => {};
    const tail = new Promise<void>((resolve) => {
      release = resolve;
    });
    for (const key of keys) this.#tails.set(key, tail);
    try {
      if (before.length > 0) await Promise.all(before);
      await this.#takePlace(lane);
      try {
        return await task();
      } finally {
        this.#givePlace();
      }
    } finally {
      for (const key of keys) if (this.#tails.get(key) === tail) this.#tails.delete(key);
      release();
    }
  }

  async #takePlace(lane: string): Promise<void> {
    if (this.#running < this.#maxRunning) {
      this.#running += 1;
      return;
    }
    // The place is handed over by `#givePlace`, so the count does not change.
    await new Promise<void>((resolve) => this.#waiting.push(lane, resolve));
  }

  #givePlace(): void {
    const next = this.#waiting.next();
    if (next) next.item();
    else this.#running -= 1;
  }
}
