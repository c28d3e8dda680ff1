import type { Clock } from '../../core/clock.ts';
import type { Logger } from '../../core/logger.ts';
import type { Collection, Database } from '../../storage/index.ts';

/** An actor whom the people who run this instance have taken out of sight, of here or of elsewhere. */
export interface Suspension {
  /** IRI of the actor. */
  _id: string;
  reason: string;
  /** Id of the account. */
  suspendedBy: string;
  createdAt: Date;
  /** What follows from it is not done yet. */
  unfinished?: true;
}

/** Who knows what other servers say of their people. */
export interface SuspendedElsewhere {
  suspendedActors(): Promise<Set<string>>;
}

/** How soon what one process decides counts in the others. */
const REFRESH_EVERY_MS = 30_000;
const SUSPENSIONS_MAX = 50_000;
const UNFINISHED_MAX = 1_000;

/**
 * Who is suspended: by the people who run this instance, whatever the actor's own server says afterwards (security case 25),
 * or by the actor's own server, for as long as it says so. Answers from memory, because it is asked for everything that is
 * shown. Owns `suspensions`.
 */
export class Suspensions {
  readonly #documents: Collection<Suspension>;
  readonly #elsewhere: SuspendedElsewhere;
  readonly #clock: Clock;
  readonly #timer: NodeJS.Timeout;
  #ours: ReadonlySet<string> = new Set();
  #theirs: Set<string> = new Set();

  private constructor(parts: SuspensionParts) {
    this.#documents = parts.db.collection('suspensions');
    this.#elsewhere = parts.people;
    this.#clock = parts.clock;
    this.#timer = setInterval(() => {
      this.refresh().catch((err: unknown) =>
        parts.logger.warn({ err }, 'the list of suspended people could not be read'),
      );
    }, REFRESH_EVERY_MS).unref();
  }

  /** Resolves when the lists are read. */
  static async open(parts: SuspensionParts): Promise<Suspensions> {
    const suspensions = new Suspensions(parts);
    await suspensions.#documents.createIndexes([
      { key: { createdAt: -1, _id: 1 } },
      { key: { unfinished: 1 }, partialFilterExpression: { unfinished: true } },
    ]);
    await suspensions.refresh();
    return suspensions;
  }

  isSuspended(actor: string): boolean {
    return this.#ours.has(actor) || this.#theirs.has(actor);
  }

  async refresh(): Promise<void> {
    const [ours, theirs] = await Promise.all([
      this.#documents.find({}, { projection: { _id: 1 }, limit: SUSPENSIONS_MAX }).toArray(),
      this.#elsewhere.suspendedActors(),
    ]);
    this.#ours = new Set(ours.map(({ _id }) => _id));
    this.#theirs = theirs;
  }

  /** What an actor's own server, this one included, says of them now. */
  note(actor: string, suspended: boolean): void {
    if (suspended) this.#theirs.add(actor);
    else this.#theirs.delete(actor);
  }

  of(actor: string): Promise<Suspension | null> {
    return this.#documents.findOne({ _id: actor });
  }

  /** Newest first. */
  async page(cursor: string | null, limit: number): Promise<{ items: Suspension[]; next: string | null }> {
    const at = cursor === null ? Number.NaN : Date.parse(cursor);
    const before = Number.isNaN(at) ? {} : { createdAt: { $lt: new Date(at) } };
    const items = await this.#documents.find(before, { sort: { createdAt: -1 }, limit }).toArray();
    return { items, next: items.length === limit ? (items.at(-1)?.createdAt.toISOString() ?? null) : null };
  }

  /** Suspending again changes the reason. From now on nothing of theirs is shown; `finished` says that the rest is done. */
  async suspend(actor: string, reason: string, suspendedBy: string): Promise<void> {
    await this.#documents.updateOne(
      { _id: actor },
      {
        $set: { reason, suspendedBy, unfinished: true as const },
        $setOnInsert: { createdAt: this.#clock.now() },
      },
      { upsert: true },
    );
    await this.refresh();
  }

  async finished(actor: string): Promise<void> {
    await this.#documents.updateOne({ _id: actor }, { $unset: { unfinished: '' } });
  }

  /** Suspensions that a crash cut off. */
  unfinished(): Promise<Suspension[]> {
    return this.#documents.find({ unfinished: true }, { limit: UNFINISHED_MAX }).toArray();
  }

  /** False when there is none. */
  async lift(actor: string): Promise<boolean> {
    const { deletedCount } = await this.#documents.deleteOne({ _id: actor });
    await this.refresh();
    return deletedCount === 1;
  }

  close(): void {
    clearInterval(this.#timer);
  }
}

export interface SuspensionParts {
  db: Database;
  people: SuspendedElsewhere;
  clock: Clock;
  logger: Logger;
}
