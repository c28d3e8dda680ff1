import type { Activity, QuoteAuthorization } from '../../activities/activity.ts';
import type { Intake } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import type { Logger } from '../../core/logger.ts';
import type { Codec } from '../convert/index.ts';
import { readQuoteAuthorization } from '../convert/quote.ts';
import { sameHost } from '../convert/read.ts';
import { FetchError, type Fetcher } from '../transport/fetch.ts';
import { fetchedId } from './learn.ts';
import type { Readings } from './readings.ts';

const READ_AGAIN_MS = 24 * 60 * 60_000;
/** Beyond this many at once, a word is looked at again the next time that somebody opens the post. */
const RECHECKING_MAX = 32;

interface ReaderParts {
  codec: Codec;
  fetcher: Pick<Fetcher, 'document'>;
  readings: Readings;
  intake: Intake;
  clock: Clock;
  logger: Logger;
}

type Word = QuoteAuthorization & { author: string };

/**
 * Reads what lets a post quote another. Only on the server of whose post is quoted, and only when that author says so there:
 * what anybody else serves lets nobody quote anything (FEP-044f, "Verifying a quote"). It ends when it is not there any more,
 * of which its author's server may not have told us.
 */
export class QuoteAuthorizationReader {
  readonly #parts: ReaderParts;
  readonly #underWay = new Set<Promise<void>>();
  readonly #stopping = new AbortController();

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  async read(word: Word): Promise<void> {
    if ((await this.#isThere(word)) === true) await this.#say(word, true);
  }

  /** Returns at once. */
  recheck(word: Word, isGiven: boolean): void {
    if (this.#underWay.size >= RECHECKING_MAX || this.#stopping.signal.aborted) return;
    const checking = this.#recheck(word, isGiven)
      .catch((err: unknown) => this.#parts.logger.error({ err }, 'what may be quoted could not be looked at'))
      .finally(() => this.#underWay.delete(checking));
    this.#underWay.add(checking);
  }

  /** Breaks off what is under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#underWay);
  }

  async #recheck(word: Word, isGiven: boolean): Promise<void> {
    const { readings, clock } = this.#parts;
    if (!(await readings.claim(word.iri, READ_AGAIN_MS, clock.now()))) return;
    const isThere = await this.#isThere(word);
    if (isThere !== null && isThere !== isGiven) await this.#say(word, isThere);
  }

  /** Null when it cannot be told: its server does not answer, or does not tell us. */
  async #isThere({ iri, author, quoting, quoted }: Word): Promise<boolean | null> {
    if (!sameHost(iri, author)) return false;
    try {
      const said = readQuoteAuthorization(await this.#parts.fetcher.document(iri, this.#stopping.signal));
      return said?.author === author && said.quoting === quoting && said.quoted === quoted;
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      this.#parts.logger.info(
        { author, reason: error.failure },
        'whether something may be quoted could not be found out',
      );
      return error.failure === 'gone' ? false : null;
    }
  }

  /** Through the log, as an activity of the author's that we make up; an Undo, since what is back tomorrow counts again. */
  async #say({ iri: object, author: actor, quoting, quoted }: Word, isThere: boolean): Promise<void> {
    const { codec, intake, clock } = this.#parts;
    const publishedAt = clock.now();
    const iri = fetchedId(`${publishedAt.toISOString()} ${isThere ? 'there' : 'gone'} ${object}`);
    const base = { iri, actor, audience: { to: [], cc: [] }, publishedAt, object };
    const activity: Activity = isThere
      ? { ...base, type: 'AllowQuote', quoting, quoted }
      : { ...base, type: 'Undo', reason: '', cause: null };
    await intake.accept(codec.encode(activity), 'fetched');
  }
}
