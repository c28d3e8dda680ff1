import type { Pause } from '../../../shared/vocabulary.ts';
import type { DomainPolicy, PartnerSigns, Reachability } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { ForAWhile } from '../../core/for-a-while.ts';
import type { Logger } from '../../core/logger.ts';
import type { Collection, Database } from '../../storage/index.ts';
import type { FederationNaming } from '../naming.ts';
import { isUnreachable } from './back-off.ts';
import type { Backlog } from './backlog.ts';
import type { HostList } from './host-list.ts';
import type { Lanes } from './lanes.ts';
import type { Delivery, DeliveryQueue } from './queue.ts';

interface GoneActor {
  _id: string;
  since: Date;
}

/** Hosts and people that partners are on; far above what an instance has. */
const REMEMBERED_MAX = 50_000;
/** One look at what a host may be sent again per interval, however much comes from it. */
const LOOK_INTERVAL_MS = 60_000;
/** What was refused is sent again at somebody's word so often: more would let them have us send without end. */
const WORD_INTERVAL_MS = 60 * 60_000;
const PROBE_INTERVAL_MS = 10 * 60_000;
const PROBED_MAX = 200;

export interface HostWatchParts {
  db: Database;
  queue: DeliveryQueue;
  lanes: Lanes;
  list: HostList;
  backlog: Backlog;
  naming: FederationNaming;
  policy: DomainPolicy;
  clock: Clock;
  logger: Logger;
  /** Rows wait again. */
  wake(): void;
  /** Whether an actor's own instance says that there is nobody any more. */
  hasGone(actor: string): Promise<boolean>;
}

/**
 * Knows how other hosts and the people there are, from what deliveries and the inbox notice anyway, and has what was between
 * two people sent again when they are back. Asked for every request that comes in, so what it looks at first is memory: hosts
 * that owe us nothing cost no query. Owns `gone_actors`.
 */
export class HostWatch implements Reachability, PartnerSigns {
  readonly #parts: HostWatchParts;
  readonly #gone: Collection<GoneActor>;
  /** Who is in `gone_actors`, hosts that have failed, and hosts for which something is kept. */
  readonly #absent = new Set<string>();
  readonly #failing = new Set<string>();
  #kept = new Set<string>();
  /** Hosts that were looked at lately, and actors who were asked about. */
  readonly #looked: ForAWhile;
  /** Actors at whose word it was all sent again lately. */
  readonly #believed: ForAWhile;
  readonly #background = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: HostWatchParts) {
    this.#parts = parts;
    this.#gone = parts.db.collection<GoneActor>('gone_actors');
    this.#looked = new ForAWhile(parts.clock, LOOK_INTERVAL_MS, REMEMBERED_MAX);
    this.#believed = new ForAWhile(parts.clock, WORD_INTERVAL_MS, REMEMBERED_MAX);
  }

  async start(): Promise<void> {
    const { lanes, list } = this.#parts;
    const gone = await this.#gone.find({}, { projection: { _id: 1 }, limit: REMEMBERED_MAX }).toArray();
    for (const { _id } of gone) this.#absent.add(_id);
    for (const host of await list.failing(REMEMBERED_MAX)) this.#failing.add(host);
    this.#kept = new Set(await lanes.keeping(REMEMBERED_MAX));
    this.#timer = setInterval(() => this.probe(), PROBE_INTERVAL_MS).unref();
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await Promise.all(this.#background);
  }

  async of(actors: readonly string[]): Promise<Map<string, Pause>> {
    const { lanes, backlog, naming, policy, clock } = this.#parts;
    const away = [...new Set(actors)].filter((actor) => !naming.isLocal(actor));
    if (away.length === 0) return new Map();
    const hosts = new Map(away.map((actor) => [actor, URL.parse(actor)?.host ?? '']));
    const [known, kept, gone] = await Promise.all([
      lanes.among([...new Set(hosts.values())]),
      backlog.keptFor(away),
      this.#gone.find({ _id: { $in: away } }, { projection: { _id: 1 } }).toArray(),
    ]);
    const silent = new Set(known.filter((lane) => isUnreachable(lane, clock.now())).map(({ _id }) => _id));
    const absent = new Set(gone.map(({ _id }) => _id));
    const pauses = away.flatMap((actor): [string, Pause][] => {
      const host = hosts.get(actor) ?? '';
      if (policy.isBlocked(host) || policy.isSuspended(actor)) return [[actor, 'blocked']];
      if (absent.has(actor)) return [[actor, 'gone']];
      return silent.has(host) || kept.has(actor) ? [[actor, 'unreachable']] : [];
    });
    return new Map(pauses);
  }

  /** A host took something. */
  took(host: string): void {
    this.#failing.delete(host);
    if (this.#kept.has(host) && this.#looked.isTime(host)) this.#inBackground(this.#resendDue(host));
  }

  failed(host: string): void {
    if (this.#failing.size < REMEMBERED_MAX) this.#failing.add(host);
  }

  /** Something between two people was given up for now. */
  keeps(host: string, refused: Delivery | null): void {
    this.#kept.add(host);
    const actor = refused?.to;
    if (actor === undefined || refused?.lastError === 'blocked' || !this.#looked.isTime(actor)) return;
    this.#inBackground(
      this.#parts.hasGone(actor).then(async (gone) => {
        if (gone) await this.gone(actor);
      }),
    );
  }

  /** Something came from an actor, and it was verified. */
  heardFrom(actor: string): void {
    if (this.#absent.size + this.#failing.size + this.#kept.size === 0) return;
    if (this.#absent.delete(actor)) {
      this.#inBackground(this.#gone.deleteOne({ _id: actor }).then(() => {}));
    }
    const host = URL.parse(actor)?.host ?? '';
    const mayTake = this.#failing.has(host) || this.#kept.has(host);
    if (!mayTake || !this.#looked.isTime(host)) return;
    this.#inBackground(
      this.#resendDue(host).then(async () => {
        await this.#parts.lanes.endRest(host);
        await this.#parts.lanes.forgive(host);
        this.#parts.wake();
      }),
    );
  }

  /** An actor says that they can be reached again: what they refused before is sent at once. */
  resumed(actor: string): void {
    this.#inBackground(this.#resendAtWordOf(actor));
  }

  /** An actor is no more. What is for them is kept all the same, for they may come back. */
  async gone(actor: string): Promise<void> {
    if (this.#absent.size >= REMEMBERED_MAX) return;
    this.#absent.add(actor);
    const since = this.#parts.clock.now();
    await this.#gone.updateOne({ _id: actor }, { $setOnInsert: { since } }, { upsert: true });
  }

  /** Hosts are not blocked here any more. */
  async unblocked(): Promise<void> {
    const { lanes, policy } = this.#parts;
    const hosts = await lanes.keeping(REMEMBERED_MAX);
    for (const host of hosts) if (!policy.isBlocked(host)) await this.#resend({ host }, false);
  }

  /** Somebody has gone elsewhere, and takes there what was under way to them. */
  async moved(actor: string, now: string): Promise<void> {
    await this.#parts.queue.readdress(actor, now);
    await this.#resendAtWordOf(now);
    this.#parts.wake();
  }

  /** Tries, with one row each, the hosts for which something is kept and that nothing else tries. */
  probe(): void {
    this.#inBackground(this.#probe());
  }

  async #probe(): Promise<void> {
    const { lanes, backlog, policy, clock } = this.#parts;
    // Other processes keep rows too.
    this.#kept = new Set(await lanes.keeping(REMEMBERED_MAX));
    const kept = [...this.#kept].filter((host) => !policy.isBlocked(host));
    const tried = new Set((await lanes.among(kept)).filter(({ active }) => active).map(({ _id }) => _id));
    const quiet = kept.filter((host) => !tried.has(host));
    for (const host of quiet.slice(0, PROBED_MAX)) await backlog.resend({ host }, clock.now(), true, 1);
    if (quiet.length > 0) this.#parts.wake();
  }

  async #resendDue(host: string): Promise<void> {
    await this.#resend({ host }, true);
    if (!(await this.#parts.backlog.keeps(host))) this.#kept.delete(host);
  }

  /** All of it at the first word; until the next counts, what it would be time for anyway. */
  #resendAtWordOf(actor: string): Promise<void> {
    return this.#resend({ to: actor }, !this.#believed.isTime(actor));
  }

  async #resend(whose: { host: string } | { to: string }, due: boolean): Promise<void> {
    const { backlog, clock, wake } = this.#parts;
    if ((await backlog.resend(whose, clock.now(), due)) > 0) wake();
  }

  #inBackground(work: Promise<void>): void {
    const tracked = work
      .catch((err: unknown) =>
        this.#parts.logger.error({ err }, 'what waits for another instance could not be looked at'),
      )
      .finally(() => this.#background.delete(tracked));
    this.#background.add(tracked);
  }
}
