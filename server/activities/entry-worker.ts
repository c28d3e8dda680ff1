import type { Clock } from '../core/clock.ts';
import { FairLine } from '../core/fair-line.ts';
import { KeyedQueue } from '../core/keyed-queue.ts';
import type { Logger } from '../core/logger.ts';
import type { Activity } from './activity.ts';
import type { ActivityLog, LogEntry } from './log.ts';
import { occurrenceOf } from './occurrence.ts';
import { laneOf, orderingKeys } from './ordering.ts';
import type { ActivityCodec } from './ports.ts';
import { StepFailure, type Steps } from './steps.ts';

/** At once: their writes share commits, so that a few hundred cost not much more commits than a few. */
const MAX_PROJECTING = 256;
/** Entries held in memory, of one origin and of all. Those beyond wait in the log, and only their IRIs are held. */
const HELD_PER_ORIGIN_MAX = 512;
const HELD_MAX = 2_048;
const WAITING_PER_ORIGIN_MAX = 10_000;
const WAITING_MAX = 50_000;
/** As much of an origin comes in however much waits of others: a few that flood must not shut out all the rest. */
const WAITING_SURE_PER_ORIGIN = 50;

/**
 * Works entries of the log off: projections in the order that their objects ask for, then reactions. So many at once and no
 * more, and where they come from takes turns: a host that sends thousands does not keep the next host's one waiting.
 */
export class EntryWorker {
  readonly #log: ActivityLog;
  readonly #codec: ActivityCodec;
  readonly #steps: Steps;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #queue = new KeyedQueue(MAX_PROJECTING);
  /** IRIs of what waits in the log, by origin. */
  readonly #waiting = new FairLine<string>();
  /** How many of each origin are in memory. */
  readonly #held = new Map<string, number>();
  #heldCount = 0;
  /** What could be neither worked off nor marked, since the database failed: until `resume`. */
  #aside: { lane: string; item: string }[] = [];
  /** IRIs under way, so that a sweep does not begin them a second time. */
  readonly #underWay = new Set<string>();
  readonly #background = new Set<Promise<void>>();
  #isReading = false;
  #isStopping = false;

  constructor(parts: { log: ActivityLog; codec: ActivityCodec; steps: Steps; clock: Clock; logger: Logger }) {
    this.#log = parts.log;
    this.#codec = parts.codec;
    this.#steps = parts.steps;
    this.#clock = parts.clock;
    this.#logger = parts.logger;
  }

  /** Whether more of this origin may come in: false when what waits of it, or of all, is as much as may wait. */
  hasRoomFor(lane: string): boolean {
    const waiting = this.#waiting.sizeOf(lane);
    return waiting < WAITING_SURE_PER_ORIGIN || (waiting < WAITING_PER_ORIGIN_MAX && this.#waiting.size < WAITING_MAX);
  }

  /** Works an entry off in the background, when its origin's turn comes. */
  take(entry: LogEntry, activity: Activity, lane = laneOf(entry)): void {
    // What waits of the same origin came first.
    if (this.#isReading || this.#waiting.sizeOf(lane) > 0 || this.#isFull(lane)) {
      this.#waiting.push(lane, entry._id);
      this.#read();
      return;
    }
    this.inBackground(this.#work(entry, activity, lane));
  }

  /**
   * Works an entry off. Resolves to what kept the views from being brought up to date, or null; what failed is written down
   * by then and tried again. Rejects only when even that could not be written: then it is still this process's to do.
   */
  async work(entry: LogEntry, activity: Activity): Promise<{ cause: unknown } | null> {
    const working = this.#work(entry, activity, laneOf(entry));
    // Its caller waits for it, and who waits until nothing is under way must, too.
    this.inBackground(working);
    return working;
  }

  /** The same for several, but those under way already. True when each is worked off, or marked. */
  async workAll(entries: readonly LogEntry[]): Promise<boolean> {
    const idle = entries.filter(({ _id }) => !this.#underWay.has(_id));
    const ended = await Promise.allSettled(idle.map((entry) => this.work(entry, this.#codec.decode(entry.json))));
    return ended.every(({ status }) => status === 'fulfilled');
  }

  /** Goes on with what was set aside while the database failed. */
  resume(): void {
    for (const { lane, item } of this.#aside.splice(0)) this.#waiting.push(lane, item);
    this.#read();
  }

  /** Resolves when an activity is not under way any more. */
  settled(iri: string): Promise<void> {
    return this.#queue.run([iri], async () => {});
  }

  inBackground(work: Promise<unknown>): void {
    const tracked = work
      .then(() => {})
      // Said in the logs already.
      .catch(() => {})
      .finally(() => this.#background.delete(tracked));
    this.#background.add(tracked);
  }

  /** Resolves when nothing is under way any more, whoever began it. */
  async idle(): Promise<void> {
    while (this.#background.size > 0) await Promise.all(this.#background);
  }

  /** Ends what is in memory. What waits in the log is for the next run. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.idle();
  }

  async #work(entry: LogEntry, activity: Activity, lane: string): Promise<{ cause: unknown } | null> {
    const occurrence = occurrenceOf(entry, activity);
    this.#hold(lane, 1);
    this.#underWay.add(entry._id);
    let failure: { cause: unknown } | null = null;
    try {
      await this.#queue.run(orderingKeys(occurrence.activity), () => this.#steps.apply(occurrence), lane);
    } catch (error) {
      failure = { cause: error };
    }
    try {
      if (failure) await this.#failed(entry, failure.cause);
      else await this.#react(entry, occurrence);
      this.#log.runs.leave(entry);
    } catch (error) {
      this.#logger.error({ err: error, activity: entry._id }, 'a failure could not be written down; it is tried again');
      this.#aside.push({ lane, item: entry._id });
      throw error;
    } finally {
      this.#underWay.delete(entry._id);
      this.#hold(lane, -1);
      this.#read();
    }
    return failure && { cause: failure.cause instanceof StepFailure ? failure.cause.cause : failure.cause };
  }

  async #react(entry: LogEntry, occurrence: ReturnType<typeof occurrenceOf>): Promise<void> {
    try {
      await this.#steps.react(occurrence);
    } catch (error) {
      return this.#failed(entry, error);
    }
    await this.#log.unfinished.projected(entry);
  }

  async #failed(entry: LogEntry, error: unknown): Promise<void> {
    const words = error instanceof StepFailure ? error.message : 'The database could not be written.';
    const givenUp = await this.#log.unfinished.failed(entry, words, this.#clock.now());
    const then = givenUp ? 'it is among the dead letters now' : 'it is tried again';
    this.#logger.error({ err: error, activity: entry._id }, `an activity could not be worked off; ${then}`);
  }

  #isFull(lane: string): boolean {
    return this.#heldCount >= HELD_MAX || (this.#held.get(lane) ?? 0) >= HELD_PER_ORIGIN_MAX;
  }

  #hold(lane: string, change: 1 | -1): void {
    const count = (this.#held.get(lane) ?? 0) + change;
    this.#heldCount += change;
    if (count === 0) this.#held.delete(lane);
    else this.#held.set(lane, count);
  }

  /** Brings what waits in the log back into memory, as far as there is room: the faster it drains, the more at once. */
  #read(): void {
    if (this.#isReading || this.#isStopping || this.#waiting.size === 0) return;
    const taken: { lane: string; item: string }[] = [];
    while (this.#heldCount < HELD_MAX) {
      const next = this.#waiting.next((lane) => this.#isFull(lane));
      if (!next) break;
      this.#hold(next.lane, 1);
      taken.push(next);
    }
    if (taken.length === 0) return;
    this.#isReading = true;
    this.inBackground(this.#readAll(taken));
  }

  async #readAll(taken: readonly { lane: string; item: string }[]): Promise<void> {
    let found: LogEntry[] = [];
    try {
      found = await this.#log.getMany(taken.map(({ item }) => item));
    } catch (error) {
      this.#logger.error({ err: error }, 'what waits could not be read from the log; it is tried again');
      this.#aside.push(...taken);
    }
    const byIri = new Map(found.map((entry) => [entry._id, entry]));
    this.#isReading = false;
    for (const { lane, item } of taken) {
      const entry = byIri.get(item);
      this.#hold(lane, -1);
      if (entry) this.inBackground(this.#work(entry, this.#codec.decode(entry.json), lane));
    }
  }
}
