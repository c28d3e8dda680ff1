import { hostOf } from '../convert/read.ts';

/**
 * What is being asked for of others: each thing once, however many want it, and no more than so many at once, in all and of one
 * host. Whoever waits for an answer holds something meanwhile, and servers that answer slowly must not have all of it held.
 */
export class AskedAtOnce<V> {
  readonly #max: number;
  readonly #perHostMax: number;
  readonly #asking = new Map<string, Promise<V>>();
  readonly #ofHost = new Map<string, number>();

  constructor(max: number, perHostMax: number) {
    this.#max = max;
    this.#perHostMax = perHostMax;
  }

  /** The answer that is on its way. */
  pending(iri: string): Promise<V> | undefined {
    return this.#asking.get(iri);
  }

  /** The answer, of this asking or of one under way; null, and nothing is asked, when there is no room. */
  ask(iri: string, question: () => Promise<V>): Promise<V> | null {
    const pending = this.#asking.get(iri);
    if (pending) return pending;
    const host = hostOf(iri) ?? '';
    const ofHost = this.#ofHost.get(host) ?? 0;
    if (this.#asking.size >= this.#max || ofHost >= this.#perHostMax) return null;
    this.#ofHost.set(host, ofHost + 1);
    const asking = question().finally(() => {
      this.#asking.delete(iri);
      const left = (this.#ofHost.get(host) ?? 1) - 1;
      if (left === 0) this.#ofHost.delete(host);
      else this.#ofHost.set(host, left);
    });
    this.#asking.set(iri, asking);
    return asking;
  }
}
