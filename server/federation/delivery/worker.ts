import { randomUUID } from 'node:crypto';
import type { Logger } from '../../core/logger.ts';
import { LaneRun, type LaneRunParts } from './lane-run.ts';
import type { Lane } from './lanes.ts';

/** Hosts served at once by one process. */
const LANES_MAX = 128;
/**
 * Of these, hosts that failed when they were last tried or were never tried. Each that hangs takes a place until its first
 * time-out: however many there are, the others have room.
 */
const DOUBTFUL_MAX = 64;
/** Other processes add rows too; they wake themselves, and this bounds how long a row of a crashed one waits. */
const LOOK_AGAIN_MS = 30_000;
const LOOK_AGAIN_MIN_MS = 50;

/** Works off the queue, lane by lane. Any number of processes may: a lane belongs to whoever leased it. */
export class DeliveryWorker {
  readonly #parts: LaneRunParts & { logger: Logger };
  readonly #running = new Map<LaneRun, Promise<void>>();
  readonly #holder = randomUUID();
  #stopped = true;
  #timer: NodeJS.Timeout | null = null;
  /** When the timer looks again. */
  #nextLook = 0;
  /** Lanes were due for which there was no room. */
  #isCrowded = false;
  #looking: Promise<void> | null = null;
  #lookAgain = false;

  constructor(parts: LaneRunParts & { logger: Logger }) {
    this.#parts = parts;
  }

  start(): void {
    this.#stopped = false;
    this.wake();
  }

  /** Takes nothing new and waits for what is being sent. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    for (const run of this.#running.keys()) run.stop();
    await this.#looking;
    await Promise.all(this.#running.values());
  }

  /** Rows were added, or a pause is over. */
  wake(): void {
    if (this.#stopped) return;
    if (this.#looking) {
      this.#lookAgain = true;
      return;
    }
    this.#looking = this.#look()
      .catch((error: unknown) => this.#parts.logger.error({ err: error }, 'the delivery queue could not be read'))
      .finally(() => {
        this.#looking = null;
        if (this.#lookAgain) this.wake();
      });
  }

  /** Sends nothing more to a host in this turn; another process that serves it notices within its batch. */
  leave(host: string): void {
    for (const run of this.#running.keys()) if (run.host === host) run.stop();
  }

  async #look(): Promise<void> {
    this.#lookAgain = false;
    if (this.#timer) clearTimeout(this.#timer);
    this.#nextLook = 0;
    const { lanes, clock } = this.#parts;
    // A holder of its own for each look: only what this look leased is started by it.
    const holder = `${this.#holder}/${randomUUID()}`;
    // Until it is known to be otherwise: places become free meanwhile.
    this.#isCrowded = true;
    const satisfied: boolean[] = [];
    for (const doubtful of [false, true]) {
      const room = this.#room(doubtful);
      const leased = room === 0 ? [] : await lanes.lease(holder, doubtful, room, clock.now());
      for (const lane of leased) this.#start(lane, holder);
      if (leased.length < room) satisfied.push(doubtful);
    }
    this.#isCrowded = satisfied.length < 2;
    this.#lookAt(await lanes.nextDue(satisfied));
  }

  /** By the timer, unless it looks before. */
  #lookAt(due: Date | null): void {
    const now = this.#parts.clock.now().getTime();
    const inMs = due === null ? LOOK_AGAIN_MS : due.getTime() - now;
    const wanted = now + Math.min(Math.max(inMs, LOOK_AGAIN_MIN_MS), LOOK_AGAIN_MS);
    if (this.#stopped || (this.#nextLook > now && this.#nextLook <= wanted)) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#nextLook = wanted;
    this.#timer = setTimeout(() => this.wake(), wanted - now).unref();
  }

  /** A place is free. Nobody waits for it unless there was no room before; the lane itself may be due again some time. */
  #ended(due: Date | null): void {
    if (this.#isCrowded) this.wake();
    else if (due !== null) this.#lookAt(due);
  }

  #room(doubtful: boolean): number {
    const free = LANES_MAX - this.#running.size;
    if (!doubtful) return free;
    const taken = [...this.#running.keys()].filter((run) => run.doubtful).length;
    return Math.max(0, Math.min(free, DOUBTFUL_MAX - taken));
  }

  #start(lane: Lane, holder: string): void {
    const run = new LaneRun(this.#parts, lane, holder);
    // `stop` may have come while the lane was being leased.
    if (this.#stopped) run.stop();
    const served = run
      .serve()
      .catch((error: unknown) => {
        this.#parts.logger.error({ err: error, host: lane._id }, 'a delivery lane broke off');
        return null;
      })
      .then((due) => {
        this.#running.delete(run);
        this.#ended(due);
      });
    this.#running.set(run, served);
  }
}
