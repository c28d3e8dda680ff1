import type { JsonObject } from '../../activities/activity.ts';
import type { Clock } from '../../core/clock.ts';
import { hostOf } from '../convert/read.ts';
import { FetchError, type Fetcher } from '../transport/fetch.ts';

/** Requests to one host for other people's threads, within one stretch of time. */
const PER_HOST_MAX = 300;
const STRETCH_MS = 10 * 60_000;
const HOSTS_MAX = 5_000;

/** How much is asked of each host on behalf of threads, whoever names it in however many collections. */
export class Patience {
  readonly #clock: Clock;
  readonly #fetcher: Pick<Fetcher, 'document'>;
  #asked = new Map<string, number>();
  #until = 0;

  constructor(fetcher: Pick<Fetcher, 'document'>, clock: Clock) {
    this.#fetcher = fetcher;
    this.#clock = clock;
  }

  /**
   * A reader for one thread, that gives up after `requests` of them and at the deadline.
   * @throws FetchError as the fetcher does, and when it is enough
   */
  reader(requests: number, deadline: AbortSignal): (iri: string) => Promise<JsonObject> {
    let left = requests;
    return async (iri) => {
      if (left === 0 || deadline.aborted || !this.#mayAsk(hostOf(iri) ?? '')) {
        throw new FetchError('later', 'enough was asked');
      }
      left -= 1;
      return this.#fetcher.document(iri, deadline);
    };
  }

  #mayAsk(host: string): boolean {
    const now = this.#clock.now().getTime();
    if (now >= this.#until || this.#asked.size >= HOSTS_MAX) {
      this.#asked = new Map();
      this.#until = now + STRETCH_MS;
    }
    const asked = this.#asked.get(host) ?? 0;
    this.#asked.set(host, asked + 1);
    return asked < PER_HOST_MAX;
  }
}
