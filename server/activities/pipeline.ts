import type { Clock } from '../core/clock.ts';
import { KeyedQueue } from '../core/keyed-queue.ts';
import type { Logger } from '../core/logger.ts';
import type { Activity, JsonObject } from './activity.ts';
import { type ActivityLog, type LogEntry, objectIri } from './log.ts';
import { type Occurrence, occurrenceOf } from './occurrence.ts';
import type { ActivityCodec, Intake, Outgoing } from './ports.ts';
import { type Departures, isSilenced } from './silence.ts';
import { type Projection, type Reaction, StepFailure, Steps } from './steps.ts';
import type { DeadLetter, WorkMark } from './unfinished.ts';
import { isPrivate } from './visibility.ts';

export type { Occurrence } from './occurrence.ts';
export type { Projection, Reaction } from './steps.ts';

/** How many entries of the log were read, and the IRIs of those that could not be projected. */
export interface Rebuilt {
  replayed: number;
  failed: string[];
}

const MAX_PROJECTING = 64;
/** Beyond this many entries in memory, what arrives stays in the log only, until the pipeline has caught up. */
const MAX_IN_FLIGHT = 1_000;
const SWEEP_INTERVAL_MS = 30_000;
const PAGE = 500;

/**
 * The one way by which anything shared happens: log (durable), then projections, then reactions and delivery. A step
 * that a crash cuts off is found by its work mark and done again at the next start.
 */
export class Pipeline implements Intake {
  readonly #log: ActivityLog;
  readonly #codec: ActivityCodec;
  readonly #outgoing: Outgoing;
  readonly #departures: Departures;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #steps = new Steps();
  readonly #queue = new KeyedQueue(MAX_PROJECTING);
  readonly #background = new Set<Promise<void>>();
  /** IRIs of the entries being projected. */
  readonly #inFlight = new Set<string>();
  /** Entries were left in the log because too many were in flight. */
  #behind = false;
  #sweep: NodeJS.Timeout | null = null;

  constructor(parts: {
    log: ActivityLog;
    codec: ActivityCodec;
    outgoing: Outgoing;
    departures?: Departures;
    clock: Clock;
    logger: Logger;
  }) {
    this.#departures = parts.departures ?? { hasMoved: async () => false };
    this.#log = parts.log;
    this.#codec = parts.codec;
    this.#outgoing = parts.outgoing;
    this.#clock = parts.clock;
    this.#logger = parts.logger;
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
    await this.#finishPending(this.#clock.now());
    // What failed since, here or in another process; younger entries are still under way.
    this.#sweep = setInterval(() => {
      const now = this.#clock.now();
      this.#inBackground(this.#finishPending(new Date(now.getTime() - SWEEP_INTERVAL_MS), now));
    }, SWEEP_INTERVAL_MS);
    this.#sweep.unref();
  }

  async stop(): Promise<void> {
    if (this.#sweep) clearInterval(this.#sweep);
    await this.idle();
  }

  /** Resolves when everything accepted or published so far has been projected and handed to delivery. */
  async idle(): Promise<void> {
    while (this.#background.size > 0) await Promise.all(this.#background);
  }

  /**
   * Makes a local activity happen. When it resolves, the activity is durable and the screens show it; delivery to other
   * instances goes on in the background. Publishing an IRI a second time only waits for the first.
   */
  async publish(activity: Activity): Promise<void> {
    const json = this.#codec.encode(activity);
    const entry = await this.#log.append({ activity, json, origin: 'local', receivedAt: this.#clock.now() });
    if (!entry) return this.#queue.run([activity.iri], async () => {});
    // What is shown is what the log says, now as after a rebuild.
    const projected = this.#project(entry, this.#codec.decode(json));
    this.#inBackground(this.#send(entry, activity));
    await projected;
  }

  async accept(json: JsonObject, origin: 'remote' | 'fetched'): Promise<'new' | 'known'> {
    const activity = this.#codec.decode(json);
    const silenced = origin === 'remote' && (await isSilenced(activity, this.#log, this.#departures));
    const entry = await this.#log.append({ activity, json, origin, receivedAt: this.#clock.now(), silenced });
    if (!entry) return 'known';
    if (silenced) return 'new';
    if (origin === 'fetched') await this.#project(entry, activity);
    else if (this.#inFlight.size < MAX_IN_FLIGHT) this.#inBackground(this.#project(entry, activity));
    else this.#behind = true;
    return 'new';
  }

  /**
   * Drops all views and makes them anew from the log. An entry that cannot be projected is named in the answer
   * and the logs, and does not keep the others from being shown.
   */
  async rebuild(): Promise<Rebuilt> {
    await this.#steps.clear();
    const count: Rebuilt = { replayed: 0, failed: [] };
    const batch: Promise<void>[] = [];
    for await (const entry of this.#log.all()) {
      if (entry.silenced) continue;
      const occurrence = occurrenceOf(entry, this.#codec.decode(entry.json));
      const { activity } = occurrence;
      // Who somebody is decides what their later activities mean: nothing overtakes it.
      const alone = activity.type === 'Move' || (activity.type === 'Update' && activity.object.kind === 'actor');
      if (alone || batch.length >= PAGE) await Promise.all(batch.splice(0));
      const applied = this.#queue
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

  /** Activities that could not be worked off, however often it was tried; newest first. */
  deadLetters(cursor: string | null, limit: number): Promise<{ items: DeadLetter[]; next: string | null }> {
    return this.#log.unfinished.deadLetters(cursor, limit);
  }

  /** Works a dead letter off once more; `failed`, and it stays in the list. Null when there is none of this `id`. */
  async replay(id: string): Promise<'replayed' | 'failed' | null> {
    const entry = await this.#log.unfinished.deadLetter(id);
    if (entry === null) return null;
    await this.#project(entry, this.#codec.decode(entry.json)).catch(() => {});
    return (await this.#log.unfinished.deadLetter(id)) === null ? 'replayed' : 'failed';
  }

  /** Takes a dead letter off the list: it stays in the log and changes nothing. False when there is none of this `id`. */
  dropDeadLetter(id: string): Promise<boolean> {
    return this.#log.unfinished.drop(id);
  }

  /** Rejects when the views could not be brought up to date; effects that fail are tried again by the sweep. */
  async #project(entry: LogEntry, decoded: Activity): Promise<void> {
    const occurrence = occurrenceOf(entry, decoded);
    this.#inFlight.add(entry._id);
    try {
      await this.#queue.run(orderingKeys(occurrence.activity), () => this.#steps.apply(occurrence));
      await this.#react(entry, occurrence);
    } catch (error) {
      await this.#onFailure(entry, error);
      throw error instanceof StepFailure ? error.cause : error;
    } finally {
      this.#inFlight.delete(entry._id);
      if (this.#behind && this.#inFlight.size < MAX_IN_FLIGHT / 2) {
        this.#behind = false;
        this.#inBackground(this.#finishPending(this.#clock.now()));
      }
    }
  }

  async #react(entry: LogEntry, occurrence: Occurrence): Promise<void> {
    try {
      await this.#steps.react(occurrence);
      await this.#log.unfinished.projected(entry);
    } catch (error) {
      await this.#onFailure(entry, error);
    }
  }

  async #onFailure(entry: LogEntry, error: unknown): Promise<void> {
    this.#logger.error({ err: error, activity: entry._id }, 'an activity could not be worked off; it is tried again');
    const words = error instanceof StepFailure ? error.message : 'The database could not be written.';
    const givenUp = await this.#log.unfinished.failed(entry, words, this.#clock.now());
    if (givenUp) this.#logger.error({ activity: entry._id }, 'an activity was given up; it is among the dead letters');
  }

  async #send(entry: LogEntry, activity: Activity): Promise<void> {
    try {
      await this.#outgoing.fanOut(activity);
      await this.#log.unfinished.sent(entry);
    } catch (error) {
      this.#logger.error({ err: error, activity: entry._id }, 'deliveries could not be queued; it is tried again');
    }
  }

  /**
   * Works off, once each, the entries that carry a mark and arrived before a moment.
   * @param due leaves out those whose next attempt is later than this
   */
  async #finishPending(before: Date, due?: Date): Promise<void> {
    const work: [WorkMark, (entry: LogEntry, activity: Activity) => Promise<void>][] = [
      ['unprojected', (entry, activity) => this.#project(entry, activity)],
      ['unsent', (entry, activity) => this.#send(entry, activity)],
    ];
    for (const [mark, finish] of work) {
      let last = '';
      for (;;) {
        const page = await this.#log.unfinished.marked(mark, before, last, PAGE, due);
        const idle = page.filter((entry) => !this.#inFlight.has(entry._id));
        // Failures are counted on the entry, and it comes up again with the next sweep.
        await Promise.allSettled(idle.map((entry) => finish(entry, this.#codec.decode(entry.json))));
        last = page.at(-1)?.order ?? last;
        if (page.length < PAGE) break;
      }
    }
  }

  #inBackground(work: Promise<void>): void {
    const tracked = work
      // Said in the log already, and the work mark stays.
      .catch(() => {})
      .finally(() => this.#background.delete(tracked));
    this.#background.add(tracked);
  }
}

/**
 * Activities that share one of these are applied in order: those about one object, in one thread, and answers to one
 * activity. What does not share one commutes.
 */
function orderingKeys(activity: Activity): string[] {
  const keys = [activity.iri];
  const object = objectIri(activity);
  if (object) keys.push(object);
  if (activity.type === 'Add') keys.push(activity.target);
  if (activity.type === 'Offer') keys.push(...[activity.counters, activity.amends].filter((iri) => iri !== null));
  if (activity.type === 'Follow') keys.push(`${activity.actor} ${activity.object}`);
  if (activity.type === 'Create' && activity.object.kind === 'note') {
    const { inReplyTo, context } = activity.object;
    if (inReplyTo) keys.push(inReplyTo);
    if (context) keys.push(context);
    // Where pairs are not known, a note does not name the thread it is in: what it says depends on what came before it.
    if (isPrivate(activity.audience)) {
      const { to, cc } = activity.audience;
      keys.push([activity.actor, ...to, ...cc].sort().join(' '));
    }
  }
  return keys;
}
