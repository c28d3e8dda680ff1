import type { Clock } from '../../core/clock.ts';
import { ForAWhile } from '../../core/for-a-while.ts';
import type { Logger } from '../../core/logger.ts';
import type { ProfileViews } from './profiles.views.ts';

/** How soon what one process learns counts in the others. */
const REFRESH_EVERY_MS = 30_000;
/** Asked whether they are back so often, however much still comes from them. */
const ASK_INTERVAL_MS = 60 * 60_000;
const ASKED_MAX = 10_000;

/**
 * Accounts that were deleted, of people elsewhere and of people who were here. In memory, because it is asked for everything
 * that comes in; the views have it too.
 */
export class DeletedActors {
  readonly #parts: { profiles: ProfileViews; clock: Clock; logger: Logger };
  #deleted: Set<string> = new Set();
  readonly #asked: ForAWhile;
  #heardFrom: (actor: string) => void = () => {};
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: { profiles: ProfileViews; clock: Clock; logger: Logger }) {
    this.#parts = parts;
    this.#asked = new ForAWhile(parts.clock, ASK_INTERVAL_MS, ASKED_MAX);
  }

  async start(): Promise<void> {
    await this.refresh();
    this.#timer = setInterval(() => {
      this.refresh().catch((err: unknown) => this.#parts.logger.warn({ err }, 'deleted accounts could not be read'));
    }, REFRESH_EVERY_MS).unref();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
  }

  async refresh(): Promise<void> {
    this.#deleted = await this.#parts.profiles.deletedActors();
  }

  has(actor: string): boolean {
    return this.#deleted.has(actor);
  }

  /** The same of who sends something: they may be back, and whoever listens is told so now and then. */
  isDeletedSender(actor: string): boolean {
    if (!this.#deleted.has(actor)) return false;
    if (this.#asked.isTime(actor)) this.#heardFrom(actor);
    return true;
  }

  onHeardFrom(listener: (actor: string) => void): void {
    this.#heardFrom = listener;
  }

  /** As the views say it now. */
  note(actor: string, deleted: boolean): void {
    if (deleted) this.#deleted.add(actor);
    else this.#deleted.delete(actor);
  }
}
