import type { DomainBlock } from '../../../shared/contracts/moderation.ts';
import type { DomainPolicy } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { appError, NOT_FOUND } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Collection, Database } from '../../storage/index.ts';
import { isCovered } from './moderation.model.ts';

interface BlockDocument {
  /** The domain, in lower case. */
  _id: string;
  reason: string;
  blockedBy: string;
  createdAt: Date;
}

/** How soon a block made in one process counts in the others. */
const REFRESH_EVERY_MS = 30_000;
/** Far above the lists that networks share; the answer of `list` stays readable. */
const BLOCKS_MAX = 10_000;

/** The instances this one does not talk to. Answers from memory, because it is asked for every request and delivery. */
export class DomainBlocks implements Pick<DomainPolicy, 'isBlocked'> {
  readonly #blocks: Collection<BlockDocument>;
  readonly #ownDomain: string;
  readonly #clock: Clock;
  readonly #timer: NodeJS.Timeout;
  #blocked: ReadonlySet<string> = new Set();
  #onUnblocked: (domain: string) => void = () => {};

  private constructor(db: Database, ownDomain: string, clock: Clock, logger: Logger) {
    this.#blocks = db.collection('domain_blocks');
    this.#ownDomain = ownDomain;
    this.#clock = clock;
    this.#timer = setInterval(() => {
      // What was known stays in force.
      this.refresh().catch((err: unknown) => logger.warn({ err }, 'the list of blocked domains could not be read'));
    }, REFRESH_EVERY_MS).unref();
  }

  /** Resolves when the list is read, so that nothing from a blocked domain gets in before. */
  static async open(parts: { db: Database; domain: string; clock: Clock; logger: Logger }): Promise<DomainBlocks> {
    const blocks = new DomainBlocks(parts.db, parts.domain, parts.clock, parts.logger);
    await blocks.refresh();
    return blocks;
  }

  isBlocked(host: string): boolean {
    return isCovered(this.#blocked, host);
  }

  async refresh(): Promise<void> {
    const domains = await this.#blocks.find({}, { projection: { _id: 1 }, limit: BLOCKS_MAX }).toArray();
    this.#blocked = new Set(domains.map(({ _id }) => _id));
  }

  async list(): Promise<DomainBlock[]> {
    const blocks = await this.#blocks.find({}, { sort: { _id: 1 }, limit: BLOCKS_MAX }).toArray();
    return blocks.map(blockOf);
  }

  /** Blocking again changes the reason. */
  async block(domain: string, reason: string, blockedBy: string): Promise<Result<DomainBlock>> {
    if (isCovered(new Set([domain]), this.#ownDomain)) return fail(OWN_DOMAIN);
    const stored = await this.#blocks.findOneAndUpdate(
      { _id: domain },
      { $set: { reason, blockedBy }, $setOnInsert: { createdAt: this.#clock.now() } },
      { upsert: true, returnDocument: 'after' },
    );
    if (!stored) throw new Error('a block was stored and not found');
    await this.refresh();
    return ok(blockOf(stored));
  }

  async unblock(domain: string): Promise<Result<void>> {
    const { deletedCount } = await this.#blocks.deleteOne({ _id: domain });
    await this.refresh();
    if (deletedCount === 0) return fail(NOT_FOUND);
    this.#onUnblocked(domain);
    return ok(undefined);
  }

  /** Calls back with each domain that is not blocked by itself any more. */
  onUnblocked(listener: (domain: string) => void): void {
    this.#onUnblocked = listener;
  }

  close(): void {
    clearInterval(this.#timer);
  }
}

function blockOf({ _id: domain, reason, createdAt }: BlockDocument): DomainBlock {
  return { domain, reason, createdAt: createdAt.toISOString() };
}

const OWN_DOMAIN = appError('conflict', 'This is the domain of this instance itself, or covers it. Choose another.');
