import type { Clock } from '../core/clock.ts';
import { AppFailure } from '../core/errors.ts';
import { KeyedQueue } from '../core/keyed-queue.ts';
import type { Logger } from '../core/logger.ts';
import type { Activity, JsonObject } from './activity.ts';
import { EntryWorker } from './entry-worker.ts';
import type { ActivityLog } from './log.ts';
import type { LogEntry, Origin } from './log-entry.ts';
import { occurrenceOf } from './occurrence.ts';
import { laneOf, orderingKeys } from './ordering.ts';
import type { ActivityCodec, Intake, Outgoing } from './ports.ts';
import { type Departures, isSilenced } from './silence.ts';
import { NO_RULES, type SpeakingRules } from './speaking.ts';
import { type Projection, type Reaction, Steps } from './steps.ts';
import type { DeadLetter } from './unfinished.ts';

export type { Occurrence } from './occurrence.ts';
export type { Projection, Reaction } from './steps.ts';

/** How many entries of the log were read, and the IRIs of those that could not be projected. */
export interface Rebuilt {
  replayed: number;
  failed: string[];
}

const MAX_REBUILDING = 64;
const SWEEP_INTERVAL_MS = 30_000;
const PAGE = 500;

/**
 * The one way by which anything shared happens: log (durable), then projections, then reactions and delivery. What a
 * crash cuts off is found by the row of its run, or by a mark, and done again at the next start.
 */
export class Pipeline implements Intake {
  readonly #log: ActivityLog;
  readonly #codec: ActivityCodec;
  readonly #outgoing: Outgoing;
  readonly #departures: Departures;
  readonly #rules: SpeakingRules;
  readonly #isLocal: (actor: string) => boolean;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #steps = new Steps();
  readonly #worker: EntryWorker;
  #sweep: NodeJS.Timeout | null = null;

  constructor(parts: {
    log: ActivityLog;
    codec: ActivityCodec;
    outgoing: Outgoing;
    departures?: Departures;
    rules?: SpeakingRules;
    isLocal?: (actor: string) => boolean;
    clock: Clock;
    logger: Logger;
  }) {
    this.#departures = parts.departures ?? { hasMoved: async () => false, isDeleted: () => false };
    this.#rules = parts.rules ?? NO_RULES;
    this.#isLocal = parts.isLocal ?? (() => false);
    this.#log = parts.log;
    this.#codec = parts.codec;
    this.#outgoing = parts.outgoing;
    this.#clock = parts.clock;
    this.#logger = parts.logger;
    this.#worker = new EntryWorker({ ...parts, steps: this.#steps });
  }

  /** Projections run in the order they are added: one may read the views of those before it. */
  addProjection(...projections: Projection[]): void {
    this.#steps.addProjection(...projections);
  }

  addReaction(...reactions: Reaction[]): void {
    this.#steps.addReaction(...reactions);
  }

  /** Prepares the views and finishes what an earlier run left undone. */
  async start(): Promise<void> {
    await this.#steps.prepare();
    await this.#finishOtherRuns(true);
    await this.#finishMarked(this.#clock.now());
    this.#sweep = setInterval(() => {
      this.#worker.inBackground(this.#sweepOnce());
    }, SWEEP_INTERVAL_MS);
    this.#sweep.unref();
  }

  async stop(): Promise<void> {
    if (this.#sweep) clearInterval(this.#sweep);
    await this.#worker.stop();
    await this.#log.runs.end();
  }

  /** Resolves when everything accepted or published so far has been projected and handed to delivery. */
  idle(): Promise<void> {
    return this.#worker.idle();
  }

  /**
   * Makes a local activity happen. When it resolves, the activity is durable and the screens show it; delivery to other
   * instances goes on in the background. Publishing an IRI a second time only waits for the first.
   * @throws AppFailure when its author may not say it (`speaking.ts`)
   */
  async publish(activity: Activity): Promise<void> {
    const refusal = await this.#rules.refusal(activity);
    if (refusal) throw new AppFailure(refusal);
    const json = this.#codec.encode(activity);
    const entry = await this.#append(activity, json, 'local');
    if (!entry) return this.#worker.settled(activity.iri);
    // What is shown is what the log says, now as after a rebuild.
    const shown = this.#workNow(entry, this.#codec.decode(json));
    this.#worker.inBackground(this.#send(entry, activity, shown));
    await shown;
  }

  /** @throws when it is by somebody of this instance: they speak from here, and whoever let it in has a bug */
  async accept(json: JsonObject, origin: 'remote' | 'fetched'): Promise<'new' | 'known' | 'full'> {
    const activity = this.#codec.decode(json);
    if (this.#isLocal(activity.actor)) throw new Error('what came from outside is by somebody of this instance');
    const lane = laneOf(activity);
    if (origin === 'remote' && !this.#worker.hasRoomFor(lane)) return 'full';
    const silenced = origin === 'remote' && (await isSilenced(activity, this.#log, this.#departures));
    // Of what changes nothing because its author is no more, the words are not kept either.
    const kept = silenced && this.#departures.isDeleted(activity.actor) ? this.#codec.redact(json) : json;
    const entry = await this.#append(activity, kept, origin, silenced);
    if (!entry) return 'known';
    if (silenced) this.#log.runs.leave(entry);
    else if (origin === 'fetched') await this.#workNow(entry, activity);
    else this.#worker.take(entry, activity, lane);
    return 'new';
  }

  /** Null when the log has this activity already. */
  async #append(activity: Activity, json: JsonObject, origin: Origin, silenced = false): Promise<LogEntry | null> {
    const receivedAt = this.#clock.now();
    const place = await this.#log.runs.enter(receivedAt);
    let entry: LogEntry | null = null;
    try {
      entry = await this.#log.append({ activity, json, origin, receivedAt, place, silenced });
    } finally {
      if (!entry) this.#log.runs.leave(place);
    }
    return entry;
  }

  async #workNow(entry: LogEntry, activity: Activity): Promise<void> {
    const failure = await this.#worker.work(entry, activity);
    if (failure) throw failure.cause;
  }

  /**
   * Drops all views and makes them anew from the log. An entry that cannot be projected is named in the answer
   * and the logs, and does not keep the others from being shown.
   */
  async rebuild(): Promise<Rebuilt> {
    await this.#steps.clear();
    const count: Rebuilt = { replayed: 0, failed: [] };
    const batch: Promise<void>[] = [];
    const queue = new KeyedQueue(MAX_REBUILDING);
    for await (const entry of this.#everything()) {
      if (entry.silenced) continue;
      const occurrence = occurrenceOf(entry, this.#codec.decode(entry.json));
      const { activity } = occurrence;
      // Who somebody is decides what their later activities mean: nothing overtakes it.
      const alone =
        activity.type === 'Move' ||
        (activity.type === 'Update' && activity.object.kind === 'actor') ||
        (activity.type === 'Delete' && activity.object === activity.actor);
      if (alone || batch.length >= PAGE) await Promise.all(batch.splice(0));
      const applied = queue
        .run(orderingKeys(activity), () => this.#steps.apply(occurrence))
        // What was given up and can be shown now is nobody's concern any more.
        .then(() => (entry.dead ? this.#log.unfinished.projected(entry) : undefined))
        .catch((error: unknown) => {
          count.failed.push(entry._id);
          this.#logger.error({ err: error, activity: entry._id }, 'an activity could not be shown');
        });
      if (alone) await applied;
      else batch.push(applied);
      count.replayed += 1;
    }
    await Promise.all(batch);
    return count;
  }

  async *#everything(): AsyncIterable<LogEntry> {
    for await (const page of this.#log.pages()) yield* page;
  }

  /** Activities that could not be worked off, however often it was tried; newest first. */
  deadLetters(cursor: string | null, limit: number): Promise<{ items: DeadLetter[]; next: string | null }> {
    return this.#log.unfinished.deadLetters(cursor, limit);
  }

  /** Works a dead letter off once more; `failed`, and it stays in the list. Null when there is none of this `id`. */
  async replay(id: string): Promise<'replayed' | 'failed' | null> {
    const entry = await this.#log.unfinished.deadLetter(id);
    if (entry === null) return null;
    await this.#worker.work(entry, this.#codec.decode(entry.json));
    return (await this.#log.unfinished.deadLetter(id)) === null ? 'replayed' : 'failed';
  }

  /** Takes a dead letter off the list: it stays in the log and changes nothing. False when there is none of this `id`. */
  dropDeadLetter(id: string): Promise<boolean> {
    return this.#log.unfinished.drop(id);
  }

  async #send(entry: LogEntry, activity: Activity, whenShown?: Promise<unknown>): Promise<void> {
    try {
      await this.#outgoing.fanOut(activity, whenShown);
      await this.#log.unfinished.sent(entry);
    } catch (error) {
      this.#logger.error({ err: error, activity: entry._id }, 'deliveries could not be queued; it is tried again');
    }
  }

  /** What failed since, here or in another process, and what other processes left behind. */
  async #sweepOnce(): Promise<void> {
    const now = this.#clock.now();
    this.#worker.resume();
    await this.#finishOtherRuns(false);
    // Younger entries are still under way.
    await this.#finishMarked(new Date(now.getTime() - SWEEP_INTERVAL_MS), now);
  }

  /** Works off what other runs took in and did not finish. */
  async #finishOtherRuns(atStart: boolean): Promise<void> {
    for (const run of await this.#log.runs.others(atStart)) {
      let isWhole = true;
      for await (const page of this.#log.pages(run.open)) {
        const left = page.filter((entry) => entry.run === run._id && !entry.silenced);
        isWhole = (await this.#worker.workAll(left)) && isWhole;
      }
      if (isWhole) await this.#log.runs.forget(run);
    }
  }

  /**
   * Works off, once each, the entries that carry a mark and arrived before a moment.
   * @param due leaves out those whose next attempt is later than this
   */
  async #finishMarked(before: Date, due?: Date): Promise<void> {
    const { unfinished } = this.#log;
    for (let last = ''; ; ) {
      const page = await unfinished.marked('unprojected', before, last, PAGE, due);
      await this.#worker.workAll(page);
      last = page.at(-1)?.order ?? last;
      if (page.length < PAGE) break;
    }
    for (let last = ''; ; ) {
      const page = await unfinished.marked('unsent', before, last, PAGE);
      await Promise.all(page.map((entry) => this.#send(entry, this.#codec.decode(entry.json))));
      last = page.at(-1)?.order ?? last;
      if (page.length < PAGE) break;
    }
  }
}
