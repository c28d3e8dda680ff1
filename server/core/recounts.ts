import { KeyedQueue } from './keyed-queue.ts';

/**
 * Counts one thing at a time, and once for all who ask before it begins: a count that has not begun sees what each of
 * them wrote. So what everybody talks about at the same moment is counted a few times and not once for each.
 */
export class Recounts {
  readonly #queue: KeyedQueue;
  /** Those that have not begun, by what they count. */
  readonly #waiting = new Map<string, Promise<void>>();

  constructor(maxRunning: number) {
    this.#queue = new KeyedQueue(maxRunning);
  }

  run(key: string, count: () => Promise<void>): Promise<void> {
    const waiting = this.#waiting.get(key);
    if (waiting) return waiting;
    const counted = this.#queue.run([key], async () => {
      this.#waiting.delete(key);
      await count();
    });
    this.#waiting.set(key, counted);
    return counted;
  }
}
