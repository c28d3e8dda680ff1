import { type ActivityOf, PUBLIC } from '../../activities/activity.ts';
import type { DeliveryStatus, FurtherDelivery, KeyRing, Outgoing } from '../../activities/ports.ts';
import { nameOf } from '../../core/ids.ts';
import type { Logger } from '../../core/logger.ts';
import type { Result } from '../../core/result.ts';
import type { Collection, Database } from '../../storage/index.ts';
import { type LeaveWordsParts, leaveWords } from './leave-words.ts';
import { type ReachedParts, reachedBy } from './reached-by.ts';
import { type TakeBackParts, takeBackAll } from './take-back.ts';

interface AccountDeletion {
  /** IRI of the actor. */
  _id: string;
  /** Id of the account. */
  account: string;
  requestedAt: Date;
  /** `delivering`: here nothing is left, and others are being told; the key is kept for that. */
  state: 'running' | 'delivering';
  /** Until then the process that works on it has it to itself; null when none does. */
  leasedUntil: Date | null;
}

export interface DeletionParts extends TakeBackParts, LeaveWordsParts, ReachedParts {
  db: Database;
  outgoing: Outgoing & FurtherDelivery & DeliveryStatus;
  keys: KeyRing;
  /** Signs everybody out and closes the account for good; the last admin stays. */
  close(account: string): Promise<Result<unknown>>;
  /** What each feature keeps of somebody that nobody else ever saw. */
  forget: readonly ((person: { actor: string; account: string }) => Promise<void>)[];
  logger: Logger;
  /** No other process works on this database: what has a lease at start was left by one that is gone. */
  alone: boolean;
}

const LEASE_MS = 10 * 60_000;
const SWEEP_MS = 60_000;
/** Who has not taken it by then is not told: deliveries are given up after seven days. */
const KEY_KEPT_MS = 30 * 24 * 60 * 60_000;

/**
 * Deletes accounts, each step so that it may be done again: a crash in the middle goes on at the next start. The account is
 * closed first, so that nothing new is made; others are told before the follows by which they are found are taken back; the key
 * goes last. Owns `account_deletions`.
 */
export class AccountDeletions {
  readonly #parts: DeletionParts;
  readonly #jobs: Collection<AccountDeletion>;
  readonly #working = new Map<string, Promise<void>>();
  #sweep: NodeJS.Timeout | null = null;
  #stopping = false;

  constructor(parts: DeletionParts) {
    this.#parts = parts;
    this.#jobs = parts.db.collection('account_deletions');
  }

  async start(): Promise<void> {
    await this.#jobs.createIndexes([{ key: { state: 1, leasedUntil: 1 } }]);
    if (this.#parts.alone) await this.#jobs.updateMany({ state: 'running' }, { $set: { leasedUntil: null } });
    await this.#lookAround();
    this.#sweep = setInterval(() => void this.#lookAround(), SWEEP_MS);
    this.#sweep.unref();
  }

  /** Lets what is under way come to a step from which it can go on. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#sweep) clearInterval(this.#sweep);
    await Promise.all(this.#working.values());
  }

  /** Resolves when nothing is being deleted in this process. */
  async idle(): Promise<void> {
    while (this.#working.size > 0) await Promise.all(this.#working.values());
  }

  /**
   * Durable when it resolves, and the account is closed; the rest is done in the background. It is written down first: who is
   * signed out could not ask for it a second time.
   */
  async begin({ account, actor }: { account: string; actor: string }): Promise<Result<unknown>> {
    const requestedAt = this.#parts.clock.now();
    const job = { account, requestedAt, state: 'running' as const, leasedUntil: null };
    const { upsertedCount } = await this.#jobs.updateOne({ _id: actor }, { $setOnInsert: job }, { upsert: true });
    const closed = await this.#parts.close(account);
    if (closed.ok) void this.#lookAround();
    else if (upsertedCount === 1) await this.#jobs.deleteOne({ _id: actor });
    return closed;
  }

  /** Destroys the keys of those whom everybody has been told of. */
  async destroyKeys(): Promise<void> {
    const { outgoing, keys, clock } = this.#parts;
    for (const job of await this.#jobs.find({ state: 'delivering' }, { limit: PAGE }).toArray()) {
      const { iri } = this.#farewell(job);
      const state = (await outgoing.of([iri])).get(iri);
      const isLate = clock.now().getTime() - job.requestedAt.getTime() > KEY_KEPT_MS;
      if (state === 'on-its-way' && !isLate) continue;
      await keys.destroy(job._id);
      await this.#jobs.deleteOne({ _id: job._id });
    }
  }

  async #lookAround(): Promise<void> {
    try {
      await this.#takeUp();
      await this.destroyKeys();
    } catch (err) {
      this.#parts.logger.error({ err }, 'accounts to be deleted could not be looked at; it is tried again');
    }
  }

  async #takeUp(): Promise<void> {
    while (!this.#stopping) {
      const now = this.#parts.clock.now();
      const lease = { $set: { leasedUntil: new Date(now.getTime() + LEASE_MS) } };
      const job =
        (await this.#jobs.findOneAndUpdate({ state: 'running', leasedUntil: null }, lease)) ??
        (await this.#jobs.findOneAndUpdate({ state: 'running', leasedUntil: { $lt: now } }, lease));
      if (job === null) return;
      // It took longer than its lease, which is renewed now.
      if (this.#working.has(job._id)) continue;
      const work = this.#delete(job)
        .catch((err: unknown) => this.#parts.logger.error({ err }, 'an account is not deleted yet; it is tried again'))
        .finally(() => this.#working.delete(job._id));
      this.#working.set(job._id, work);
    }
  }

  async #delete(job: AccountDeletion): Promise<void> {
    const { _id: actor, account } = job;
    const { pipeline, naming } = this.#parts;
    const closed = await this.#parts.close(account);
    // The last admin, who is told so, or was by now.
    if (!closed.ok) return void (await this.#jobs.deleteOne({ _id: actor }));
    const steps = [
      () => leaveWords(this.#parts, actor),
      () => this.#tellOthers(job),
      () =>
        takeBackAll(
          this.#parts,
          actor,
          (thing) => naming.newActivity(nameOf('taken back', actor, thing)),
          (activity) => pipeline.publish(activity),
        ),
      ...this.#parts.forget.map((forget) => () => forget({ actor, account })),
    ];
    for (const step of steps) {
      if (this.#stopping) return;
      await step();
    }
    await this.#jobs.updateOne({ _id: actor }, { $set: { state: 'delivering', leasedUntil: null } });
  }

  async #tellOthers(job: AccountDeletion): Promise<void> {
    const { pipeline, outgoing } = this.#parts;
    const farewell = this.#farewell(job);
    await pipeline.publish(farewell);
    // To followers, before there are none any more; done a second time it adds nothing.
    await outgoing.fanOut(farewell);
    for await (const page of reachedBy(this.#parts, job._id)) await outgoing.alsoTo(farewell, page);
  }

  #farewell({ _id: actor, requestedAt }: AccountDeletion): ActivityOf<'Delete'> {
    const { naming } = this.#parts;
    const followers = `${actor}/followers`;
    return {
      type: 'Delete',
      iri: naming.newActivity(nameOf('account deleted', actor, requestedAt.toISOString())),
      actor,
      audience: { to: [PUBLIC], cc: [followers] },
      publishedAt: requestedAt,
      object: actor,
    };
  }
}

const PAGE = 100;
