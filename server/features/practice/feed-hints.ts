import type { LiveUpdates } from '../../activities/ports.ts';
import type { Logger } from '../../core/logger.ts';
import type { FollowViews } from '../follows/index.ts';

/** Authors that post within this time are told of together: screens ask again once for all of them. */
const GATHERED_MS = 250;
/** Authors looked up together, and followers here who are told at once; the others see it when they look. */
const MAX_AUTHORS = 100;
const MAX_TOLD = 5_000;

/** Tells open screens that there is something new from somebody they follow. Best effort: nothing depends on it. */
export class FeedHints {
  readonly #follows: FollowViews;
  readonly #live: LiveUpdates;
  readonly #logger: Logger;
  readonly #authors = new Set<string>();
  #timer: NodeJS.Timeout | null = null;

  constructor(follows: FollowViews, live: LiveUpdates, logger: Logger) {
    this.#follows = follows;
    this.#live = live;
    this.#logger = logger;
  }

  /** There is something new by this author. */
  add(author: string): void {
    this.#authors.add(author);
    this.#timer ??= setTimeout(() => void this.#tell(), GATHERED_MS).unref();
  }

  async #tell(): Promise<void> {
    const authors = [...this.#authors];
    this.#authors.clear();
    this.#timer = null;
    try {
      for (let from = 0; from < authors.length; from += MAX_AUTHORS) {
        const followers = await this.#follows.localFollowers(authors.slice(from, from + MAX_AUTHORS), MAX_TOLD);
        for (const follower of followers) this.#live.toActor(follower, { name: 'feed.changed' });
      }
    } catch (error) {
      this.#logger.warn({ err: error }, 'followers could not be told of something new');
    }
  }
}
