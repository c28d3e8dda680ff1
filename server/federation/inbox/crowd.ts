/** Requests under way, from their first byte to the answer: of everybody, each with a body of up to 256 KiB; and of one host. */
const UNDER_WAY_MAX = 1_024;
const UNDER_WAY_PER_HOST_MAX = 256;

/**
 * How many deliveries are being taken in at the moment. Whose they are is what their signatures claim, before anything is
 * checked: somebody who signs in another's name could crowd that host out, but only by keeping hundreds of requests under
 * way that each end at their signature, which costs them more than it does us.
 */
export class Crowd {
  readonly #hosts = new Map<string, number>();
  #count = 0;

  get isFull(): boolean {
    return this.#count >= UNDER_WAY_MAX;
  }

  async within<T>(work: () => Promise<T>): Promise<T> {
    this.#count += 1;
    try {
      return await work();
    } finally {
      this.#count -= 1;
    }
  }

  /** Null, and nothing is done, when so many of this host are under way already. */
  async withinHost<T>(host: string, work: () => Promise<T>): Promise<T | null> {
    const count = this.#hosts.get(host) ?? 0;
    if (count >= UNDER_WAY_PER_HOST_MAX) return null;
    this.#hosts.set(host, count + 1);
    try {
      return await work();
    } finally {
      const left = (this.#hosts.get(host) ?? 1) - 1;
      if (left === 0) this.#hosts.delete(host);
      else this.#hosts.set(host, left);
    }
  }
}
