import type { JsonObject } from '../../activities/activity.ts';
import type { Clock } from '../../core/clock.ts';
import { hostOf } from '../convert/read.ts';
import { HostQuota } from '../host-quota.ts';
import { FetchError, type Fetcher } from '../transport/fetch.ts';

/** Requests to one host for other people's threads, in ten minutes. */
const PER_HOST_MAX = 300;

/** How much is asked of each host on behalf of threads, whoever names it in however many collections. */
export class Patience {
  readonly #fetcher: Pick<Fetcher, 'document'>;
  readonly #quota: HostQuota;

  constructor(fetcher: Pick<Fetcher, 'document'>, clock: Clock) {
    this.#fetcher = fetcher;
    this.#quota = new HostQuota(clock, PER_HOST_MAX);
  }

  /**
   * A reader for one thread, that gives up after `requests` of them and at the deadline.
   * @throws FetchError as the fetcher does, and when it is enough
   */
  reader(requests: number, deadline: AbortSignal): (iri: string) => Promise<JsonObject> {
    let left = requests;
    return async (iri) => {
      if (left === 0 || deadline.aborted || !this.#quota.take(hostOf(iri) ?? '')) {
        throw new FetchError('later', 'enough was asked');
      }
      left -= 1;
      return this.#fetcher.document(iri, deadline);
    };
  }
}
