/**
 * What waits, by lane. Lanes take turns and within one it is first come, first served: a lane with ten thousand in it
 * costs one with a single thing no more than a turn. Every operation takes constant time, except that `next` looks past
 * the lanes that are held.
 */
export class FairLine<T> {
  /** In the order of their turns. None is empty. */
  readonly #lanes = new Map<string, { items: (T | undefined)[]; head: number }>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  sizeOf(lane: string): number {
    const own = this.#lanes.get(lane);
    return own ? own.items.length - own.head : 0;
  }

  push(lane: string, item: T): void {
    const own = this.#lanes.get(lane);
    if (own) own.items.push(item);
    else this.#lanes.set(lane, { items: [item], head: 0 });
    this.#size += 1;
  }

  /** Takes the next one out, of a lane that is not held. */
  next(isHeld: (lane: string) => boolean = () => false): { lane: string; item: T } | undefined {
    for (const [lane, own] of this.#lanes) {
      if (isHeld(lane)) continue;
      const item = own.items[own.head];
      own.items[own.head++] = undefined;
      this.#size -= 1;
      // Its turn is over: back to the end, without what was taken.
      this.#lanes.delete(lane);
      if (own.head < own.items.length) this.#lanes.set(lane, shortened(own));
      return item === undefined ? undefined : { lane, item };
    }
    return undefined;
  }
}

const SHORTEN_AFTER = 1_024;

function shortened<T>(own: { items: T[]; head: number }): { items: T[]; head: number } {
  if (own.head < SHORTEN_AFTER || own.head * 2 < own.items.length) return own;
  return { items: own.items.slice(own.head), head: 0 };
}
