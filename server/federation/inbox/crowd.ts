/** Requests under way, of everybody and of one host. Each holds its body, of up to 256 KiB. */
const UNDER_WAY_MAX = 1_024;
const UNDER_WAY_PER_HOST_MAX = 256;

/**
 * How many deliveries are being taken in at the moment, from when their body is there: one that comes in drops counts for
 * nothing. Whose they are is what their signatures claim, before anything is checked. Somebody who signs in another's name
 * could crowd that host out, but only by keeping hundreds of requests under way that each end at their signature.
 */
export class Crowd {
  readonly #hosts = new Map<string, number>();
  #count = 0;

  get isFull(): boolean {
    return this.#count >= UNDER_WAY_MAX;
  }

  /** Null, and nothing is done, when so many of this host are under way already. */
  async within<T>(host: string, work: () => Promise<T>): Promise<T | null> {
    const count = this.#hosts.get(host) ?? 0;
    if (count >= UNDER_WAY_PER_HOST_MAX) return null;
    this.#count += 1;
    this.#hosts.set(host, count + 1);
    try {
      return await work();
    } finally {
      this.#count -= 1;
      const left = (this.#hosts.get(host) ?? 1) - 1;
      if (left === 0) this.#hosts.delete(host);
      else this.#hosts.set(host, left);
    }
  }
}
