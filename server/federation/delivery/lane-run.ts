import type { Clock } from '../../core/clock.ts';
import { againAfterMs, GIVE_UP_AFTER_MS, mayPass, pauseMs } from './back-off.ts';
import type { Outcome } from './courier.ts';
import type { Lane, LaneState, Lanes } from './lanes.ts';
import type { Delivery, DeliveryQueue } from './queue.ts';

/** Requests to one host at once. The first request after a failure, or ever, goes alone. */
const PER_HOST_MAX = 4;
/** Few enough to be through, each at its deadline, within the lease. */
const BATCH = 20;
/** A host with much to take gives its place to others after this long, and comes again when it is its turn. */
const TURN_MS = 10_000;
/** Why a row was not sent: one that must be through before it is not. */
const IN_ORDER = 'in-order';

export interface LaneRunParts {
  lanes: Lanes;
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
  random(): number;
}

/** One turn of serving a leased lane: until it is empty, its host fails, its time is up, or it is told to stop. */
export class LaneRun {
  readonly host: string;
  readonly doubtful: boolean;
  readonly #parts: LaneRunParts;
  readonly #holder: string;
  readonly #state: LaneState;
  #wake: number;
  #stopped = false;
  /** Set by the first failure: the lane rests from then on. */
  #restMs: number | null = null;
  /** A row failed that has waited for too long. */
  #foundOld = false;

  constructor(parts: LaneRunParts, lane: Lane, holder: string) {
    this.#parts = parts;
    this.#holder = holder;
    this.host = lane._id;
    this.doubtful = lane.doubtful;
    this.#wake = lane.wake;
    this.#state = {
      failures: lane.failures,
      // As long as only rows fail that are older than what the host took since: they are at fault, not the host.
      wakeable: true,
      tookAt: lane.tookAt ?? null,
      failingSince: lane.failingSince ?? null,
      lastError: lane.lastError ?? null,
    };
  }

  /** Sends nothing more; what is under way ends. */
  stop(): void {
    this.#stopped = true;
  }

  /** Answers when the lane is due again; null when it sleeps, or is somebody else's. */
  async serve(): Promise<Date | null> {
    const { lanes, queue, clock } = this.#parts;
    const turnEnds = clock.now().getTime() + TURN_MS;
    while (!this.#stopped && clock.now().getTime() < turnEnds) {
      const rows = await queue.waiting(this.host, BATCH);
      if (rows.length === 0) {
        if (await this.#sleep()) return null;
        const lane = await lanes.get(this.host);
        if (lane?.holder !== this.#holder) return null;
        this.#wake = lane.wake;
        continue;
      }
      await this.#sendAll(rows);
      if (this.#restMs !== null) return this.#rest(this.#restMs);
      if (!(await lanes.extend(this.host, this.#holder, clock.now()))) return null;
    }
    return this.#release({ ...this.#state, wakeable: false }, clock.now());
  }

  async #rest(restMs: number): Promise<Date | null> {
    const { queue, clock } = this.#parts;
    const givenUp = await this.#giveUpOld();
    if (givenUp && (await queue.waiting(this.host, 1)).length === 0 && (await this.#sleep())) return null;
    return this.#release(this.#state, new Date(clock.now().getTime() + restMs));
  }

  async #release(state: LaneState, notBefore: Date): Promise<Date> {
    await this.#parts.lanes.release(this.host, this.#holder, state, notBefore);
    return notBefore;
  }

  #sleep(): Promise<boolean> {
    return this.#parts.lanes.sleep(this.host, this.#holder, this.#wake, { ...this.#state, wakeable: false });
  }

  async #sendAll(rows: readonly Delivery[]): Promise<void> {
    const rest = [...rows];
    const sent = new Map<string, Promise<void>>();
    const sendOnce = (row: Delivery): Promise<void> => {
      const sending = sent.get(row._id) ?? this.#sendInOrder(row, sendOnce);
      sent.set(row._id, sending);
      return sending;
    };
    const takeOne = async (): Promise<void> => {
      for (let row = rest.shift(); row !== undefined && this.#mayGoOn(); row = rest.shift()) await sendOnce(row);
    };
    const { failures, tookAt } = this.#state;
    if (failures > 0 || tookAt === null) {
      const probe = rest.shift();
      if (probe) await sendOnce(probe);
    }
    await Promise.all(Array.from({ length: PER_HOST_MAX }, takeOne));
  }

  #mayGoOn(): boolean {
    return !this.#stopped && this.#restMs === null;
  }

  /** What must be through before a row goes first, also when it was tried already and is not in this batch. */
  async #sendInOrder(row: Delivery, sendOnce: (row: Delivery) => Promise<void>): Promise<void> {
    const { queue } = this.#parts;
    const before = await queue.before(row);
    if (before !== null) {
      await sendOnce(before);
      if ((await queue.before(row)) !== null) return queue.postponed(row, IN_ORDER);
      if (!this.#mayGoOn()) return;
    }
    await this.#sendOne(row);
  }

  async #sendOne(row: Delivery): Promise<void> {
    const { queue, clock, send, hosts } = this.#parts;
    const outcome = await send(row);
    if (outcome.verdict === 'later') return this.#later(row, outcome);
    const now = clock.now();
    Object.assign(this.#state, { tookAt: now, failures: 0, failingSince: null });
    if (outcome.verdict === 'delivered') {
      this.#state.lastError = null;
      await queue.delivered(row, now);
      hosts.took(row.host);
    } else {
      this.#state.lastError = outcome.reason;
      await this.#giveUp(row, outcome.reason);
    }
    await this.#tell(row.activity);
  }

  async #later(row: Delivery, { reason, retryAfterMs }: Extract<Outcome, { verdict: 'later' }>): Promise<void> {
    const { queue, clock, hosts, random } = this.#parts;
    const state = this.#state;
    const now = clock.now();
    await queue.postponed(row, reason);
    const isRowAtFault = state.tookAt !== null && state.tookAt > row.createdAt;
    // Several requests that were under way together fail together: that is one failure of the host.
    if (this.#restMs === null) state.failures += 1;
    state.lastError = reason;
    if (!isRowAtFault) {
      state.failingSince ??= now;
      hosts.failed(row.host);
    }
    const failures = isRowAtFault ? row.attempts + 1 : state.failures;
    const failingForMs = isRowAtFault ? 0 : now.getTime() - (state.failingSince ?? now).getTime();
    const pause = pauseMs(failures, random(), { failingForMs, askedForMs: retryAfterMs });
    this.#restMs = Math.max(this.#restMs ?? 0, pause);
    state.wakeable &&= isRowAtFault && retryAfterMs === null;
    this.#foundOld ||= row.createdAt < giveUpBound(now);
  }

  async #giveUp(row: Delivery, reason: string): Promise<void> {
    const { queue, clock, hosts } = this.#parts;
    const now = clock.now();
    if (row.to === undefined || !mayPass(reason)) return queue.failed(row, reason, now);
    await queue.kept(row, reason, new Date(now.getTime() + againAfterMs(row.resent ?? 0)), now);
    hosts.keeps(row.host, row);
  }

  /** Nothing can be old in a lane whose host has not failed for as long, unless it has just been seen. */
  async #giveUpOld(): Promise<boolean> {
    const { queue, clock, hosts } = this.#parts;
    const now = clock.now();
    const bound = giveUpBound(now);
    const { failingSince } = this.#state;
    if (!this.#foundOld && (failingSince === null || failingSince > bound)) return false;
    const given = await queue.giveUp(this.host, bound, now);
    if (given.size > 0) hosts.keeps(this.host, null);
    for (const activity of given) await this.#tell(activity);
    return given.size > 0;
  }

  async #tell(activity: string): Promise<void> {
    if (await this.#parts.queue.isSettled(activity)) this.#parts.onSettled(activity);
  }
}

function giveUpBound(now: Date): Date {
  return new Date(now.getTime() - GIVE_UP_AFTER_MS);
}
