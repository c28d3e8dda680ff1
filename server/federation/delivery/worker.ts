import { randomUUID } from 'node:crypto';
import type { Clock } from '../../core/clock.ts';
import type { Logger } from '../../core/logger.ts';
import { againAfterMs, GIVE_UP_AFTER_MS, mayPass, pauseMs } from './back-off.ts';
import type { Outcome } from './courier.ts';
import type { Delivery, DeliveryQueue, Lane } from './queue.ts';

/** Hosts served at once by one process; each hanging host takes one place, and only until its first time-out. */
const LANES_MAX = 128;
/** Requests to one host at once. The first request after a failure goes alone. */
const PER_HOST_MAX = 4;
/** Few enough to be through, each at its deadline, within the lease. */
const BATCH = 20;
/** Other processes add rows too; they wake themselves, and this bounds how long a row of a crashed one waits. */
const LOOK_AGAIN_MS = 30_000;

interface Parts {
  queue: DeliveryQueue;
  send(row: Delivery): Promise<Outcome>;
  /** Nothing of this activity is on its way any more. */
  onSettled(activityIri: string): void;
  /** Told how hosts are, as it shows in deliveries. */
  hosts: {
    /** It took something, after failures or not. */
    took(host: string): void;
    failed(host: string): void;
    /** Something between two people was given up for now; `refused` when it was refused. */
    keeps(host: string, refused: Delivery | null): void;
  };
  clock: Clock;
  logger: Logger;
  random?: () => number;
}

interface Progress {
  failures: number;
  /** Set by the first failure in a batch: the lane rests from then on. */
  restMs: number | null;
  /** When the host last took something. */
  tookAt: Date | null;
  /** When the first of the failures was, if they are the host's. */
  failingSince: Date | null;
  /** Only rows failed that are older than what the host took since: they are at fault, not the host. */
  wakeable: boolean;
}

function stateOf({ failures, tookAt, failingSince, wakeable, restMs }: Progress) {
  return { failures, tookAt, failingSince, wakeable: wakeable && restMs !== null };
}

/** Works off the queue, lane by lane. Any number of processes may: a lane belongs to whoever leased it. */
export class DeliveryWorker {
  readonly #parts: Parts;
  readonly #random: () => number;
  readonly #running = new Set<Promise<void>>();
  readonly #holder = randomUUID();
  #stopped = true;
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> | null = null;
  #lookAgain = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#random = parts.random ?? Math.random;
  }

  start(): void {
    this.#stopped = false;
    this.wake();
  }

  /** Takes nothing new and waits for what is being sent. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#looking;
    await Promise.all(this.#running);
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

  async #look(): Promise<void> {
    this.#lookAgain = false;
    if (this.#timer) clearTimeout(this.#timer);
    const { queue, clock } = this.#parts;
    const free = LANES_MAX - this.#running.size;
    if (free > 0) {
      // A holder of its own for each look: only what this look leased is started by it.
      const holder = `${this.#holder}/${randomUUID()}`;
      const lanes = await queue.lease(holder, free, clock.now());
      for (const lane of lanes) this.#start(lane, holder);
      if (lanes.length === free) this.#lookAgain = true;
    }
    const next = await queue.nextDue();
    const inMs = next === null ? LOOK_AGAIN_MS : next.getTime() - clock.now().getTime();
    this.#timer = setTimeout(() => this.wake(), Math.min(Math.max(inMs, 50), LOOK_AGAIN_MS));
    this.#timer.unref();
  }

  #start(lane: Lane, holder: string): void {
    const { logger } = this.#parts;
    const run = this.#serve(lane, holder)
      .catch((error: unknown) => logger.error({ err: error, host: lane._id }, 'a delivery lane broke off'))
      .finally(() => {
        this.#running.delete(run);
        this.wake();
      });
    this.#running.add(run);
  }

  async #serve(lane: Lane, holder: string): Promise<void> {
    const { queue, clock } = this.#parts;
    const host = lane._id;
    const progress: Progress = {
      failures: lane.failures,
      restMs: null,
      tookAt: lane.tookAt ?? null,
      failingSince: lane.failingSince ?? null,
      wakeable: true,
    };
    let { wake } = lane;
    while (!this.#stopped) {
      const rows = await queue.waiting(host, BATCH);
      if (rows.length === 0) {
        if (await queue.sleep(host, holder, wake)) return;
        const now = await queue.lane(host);
        if (now?.holder !== holder) return;
        wake = now.wake;
        continue;
      }
      await this.#sendAll(rows, progress);
      if (progress.restMs !== null) {
        await this.#giveUpOld(host);
        const notBefore = new Date(clock.now().getTime() + progress.restMs);
        await queue.release(host, holder, { ...stateOf(progress), notBefore });
        return;
      }
      if (!(await queue.extend(host, holder, clock.now()))) return;
    }
    await queue.release(host, holder, { ...stateOf(progress), notBefore: clock.now() });
  }

  async #sendAll(rows: Delivery[], progress: Progress): Promise<void> {
    const rest = [...rows];
    const takeOne = async (): Promise<void> => {
      for (let row = rest.shift(); row !== undefined && !this.#stopped; row = rest.shift()) {
        await this.#sendOne(row, progress);
        if (progress.restMs !== null) return;
      }
    };
    if (progress.failures > 0) {
      const probe = rest.shift();
      if (probe) await this.#sendOne(probe, progress);
      if (progress.restMs !== null) return;
    }
    await Promise.all(Array.from({ length: PER_HOST_MAX }, takeOne));
  }

  async #sendOne(row: Delivery, progress: Progress): Promise<void> {
    const { queue, clock, send, hosts } = this.#parts;
    const outcome = await send(row);
    if (outcome.verdict === 'later') {
      await queue.postponed(row, outcome.reason);
      const isRowAtFault = progress.tookAt !== null && progress.tookAt > row.createdAt;
      // Several requests that were under way together fail together: that is one failure of the host.
      if (progress.restMs === null) progress.failures += 1;
      const failures = isRowAtFault ? row.attempts + 1 : progress.failures;
      const pause = outcome.retryAfterMs ?? pauseMs(failures, this.#random());
      progress.restMs = Math.max(progress.restMs ?? 0, pause);
      progress.wakeable &&= isRowAtFault && outcome.retryAfterMs === null;
      if (!isRowAtFault) {
        progress.failingSince ??= clock.now();
        hosts.failed(row.host);
      }
      return;
    }
    progress.tookAt = clock.now();
    progress.failures = 0;
    progress.failingSince = null;
    if (outcome.verdict === 'delivered') {
      await queue.delivered(row, clock.now());
      hosts.took(row.host);
    } else await this.#giveUp(row, outcome.reason);
    await this.#tell(row.activity);
  }

  async #giveUp(row: Delivery, reason: string): Promise<void> {
    const { queue, clock, hosts } = this.#parts;
    const now = clock.now();
    if (row.to === undefined || !mayPass(reason)) return queue.failed(row, reason, now);
    await queue.kept(row, reason, new Date(now.getTime() + againAfterMs(row.resent ?? 0)), now);
    hosts.keeps(row.host, row);
  }

  async #giveUpOld(host: string): Promise<void> {
    const { queue, clock } = this.#parts;
    const now = clock.now();
    const bound = new Date(now.getTime() - GIVE_UP_AFTER_MS);
    const given = await queue.giveUp(host, bound, now);
    if (given.length > 0) this.#parts.hosts.keeps(host, null);
    for (const activity of given) await this.#tell(activity);
  }

  async #tell(activity: string): Promise<void> {
    if (await this.#parts.queue.isSettled(activity)) this.#parts.onSettled(activity);
  }
}
