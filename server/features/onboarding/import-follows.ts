import type { Page, PageQuery } from '../../../shared/contracts/endpoint.ts';
import {
  FOLLOW_IMPORT_MAX,
  type FollowImport,
  IMPORT_OUTCOMES,
  type ImportLine,
  type ImportOutcome,
} from '../../../shared/contracts/onboarding.ts';
import { Handle } from '../../../shared/contracts/profiles.ts';
import type { Pipeline } from '../../activities/pipeline.ts';
import type { DomainPolicy, Naming, RemoteDirectory } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { appError, NOT_FOUND } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import { KeyedQueue } from '../../core/keyed-queue.ts';
import type { Logger } from '../../core/logger.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { isDuplicateKey } from '../../storage/index.ts';
import { type FollowViews, follow } from '../follows/index.ts';
import { findProfile, type ProfileViews } from '../profiles/index.ts';
import type { FollowImportDocument, ImportLineDocument, OnboardingViews } from './onboarding.views.ts';

/** People looked up at once, over all imports of this process, and of them on one host. */
const MAX_AT_ONCE = 8;
const MAX_A_HOST = 2;
const PAGE = 20;
/** Longer than a page of look-ups that all run into their deadlines. */
const LEASE_MS = 5 * 60_000;
const SWEEP_MS = 30_000;
const NUMBER_CHARS = 5;

export interface ImportParts {
  views: OnboardingViews;
  profiles: ProfileViews;
  follows: FollowViews;
  pipeline: Pipeline;
  naming: Naming;
  remote: RemoteDirectory;
  policy: DomainPolicy;
  clock: Clock;
  logger: Logger;
  /** No other process works on this database: what has a lease at start was left by one that is gone. */
  alone: boolean;
}

/**
 * Follows everyone on a list, in the background. What has become of each person is written down at once, so that a restart
 * goes on where it was; following somebody twice is following them once.
 */
export class FollowImports {
  readonly #parts: ImportParts;
  readonly #queue = new KeyedQueue(MAX_AT_ONCE);
  readonly #working = new Map<string, Promise<void>>();
  readonly #cancelled = new Set<string>();
  #sweep: NodeJS.Timeout | null = null;
  #stopping = false;

  constructor(parts: ImportParts) {
    this.#parts = parts;
  }

  /** Takes up what an earlier run, or a process that is gone, left undone. */
  async start(): Promise<void> {
    const { views, alone } = this.#parts;
    if (alone) await views.imports.updateMany({ state: 'running' }, { $set: { leasedUntil: null } });
    await this.#takeUp();
    this.#sweep = setInterval(() => void this.#takeUp().catch(() => {}), SWEEP_MS);
    this.#sweep.unref();
  }

  /** Finishes the people under way; the rest waits for the next start. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#sweep) clearInterval(this.#sweep);
    await Promise.all(this.#working.values());
  }

  async begin(actor: string, given: readonly string[]): Promise<Result<FollowImport>> {
    const { views } = this.#parts;
    const handles = [...new Set(given.map((handle) => handle.replace(/^@/, '').toLowerCase()))];
    const _id = newId(this.#parts.clock.now().getTime());
    const lines = handles.slice(0, FOLLOW_IMPORT_MAX).map((handle, number) => ({
      _id: `${_id} ${String(number).padStart(NUMBER_CHARS, '0')}`,
      import: _id,
      handle,
      outcome: 'waiting' as const,
      reason: '',
    }));
    if (await views.imports.findOne({ actor, state: 'running' })) return fail(ONE_AT_A_TIME);
    await this.#forgetEarlier(actor);
    // The lines first: an import whose lines are missing would be finished at once.
    await views.lines.insertMany(lines);
    const created: FollowImportDocument = { _id, actor, state: 'running', leasedUntil: null };
    try {
      await views.imports.insertOne(created);
    } catch (error) {
      await views.lines.deleteMany({ import: _id });
      if (isDuplicateKey(error)) return fail(ONE_AT_A_TIME);
      throw error;
    }
    void this.#takeUp().catch(() => {});
    return ok(await this.#shown(created));
  }

  async #forgetEarlier(actor: string): Promise<void> {
    const { views } = this.#parts;
    const earlier = await views.imports.find({ actor, state: { $ne: 'running' } }).toArray();
    for (const { _id } of earlier) {
      await views.lines.deleteMany({ import: _id });
      await views.imports.deleteOne({ _id });
    }
  }

  async latest(actor: string): Promise<FollowImport | null> {
    const found = await this.#parts.views.imports.findOne({ actor }, { sort: { _id: -1 } });
    return found && this.#shown(found);
  }

  async cancel(actor: string, id: string): Promise<Result<FollowImport>> {
    const { imports } = this.#parts.views;
    const cancelled = { $set: { state: 'cancelled' as const, leasedUntil: null } };
    const { matchedCount } = await imports.updateOne({ _id: id, actor, state: 'running' }, cancelled);
    // Those of its people who still wait for their turn here.
    if (matchedCount === 1 && this.#working.has(id)) this.#cancelled.add(id);
    const found = await imports.findOne({ _id: id, actor });
    return found ? ok(await this.#shown(found)) : fail(NOT_FOUND);
  }

  async lines(
    actor: string,
    id: string,
    { outcome, cursor, limit }: PageQuery & { outcome: ImportOutcome },
  ): Promise<Result<Page<ImportLine>>> {
    const { imports, lines } = this.#parts.views;
    if (!(await imports.findOne({ _id: id, actor }))) return fail(NOT_FOUND);
    const after = cursor === undefined ? {} : { _id: { $gt: cursor } };
    const found = await lines.find({ import: id, outcome, ...after }, { sort: { _id: 1 }, limit }).toArray();
    return ok({
      items: found.map(({ handle, outcome: is, reason }) => ({ handle: `@${handle}`, outcome: is, reason })),
      next: found.length === limit ? (found.at(-1)?._id ?? null) : null,
    });
  }

  async #shown({ _id: id, state }: FollowImportDocument): Promise<FollowImport> {
    const { lines } = this.#parts.views;
    const counted = await Promise.all(
      IMPORT_OUTCOMES.map(async (outcome) => [outcome, await lines.countDocuments({ import: id, outcome })] as const),
    );
    return { id, state, counts: Object.fromEntries(counted) as Record<ImportOutcome, number> };
  }

  async #takeUp(): Promise<void> {
    const { imports } = this.#parts.views;
    while (!this.#stopping) {
      const now = this.#parts.clock.now();
      const leasedUntil = new Date(now.getTime() + LEASE_MS);
      const taken =
        (await imports.findOneAndUpdate({ state: 'running', leasedUntil: null }, { $set: { leasedUntil } })) ??
        (await imports.findOneAndUpdate({ state: 'running', leasedUntil: { $lt: now } }, { $set: { leasedUntil } }));
      if (taken === null) return;
      // It took longer than its lease, which is renewed now.
      if (this.#working.has(taken._id)) continue;
      const work = this.#work(taken)
        .catch((error: unknown) =>
          this.#parts.logger.error(
            { err: error, import: taken._id },
            'an import of follows was left; it is taken up later',
          ),
        )
        .finally(() => {
          this.#working.delete(taken._id);
          this.#cancelled.delete(taken._id);
        });
      this.#working.set(taken._id, work);
    }
  }

  async #work({ _id, actor }: FollowImportDocument): Promise<void> {
    const { imports, lines } = this.#parts.views;
    for (;;) {
      const until = this.#stopping ? null : new Date(this.#parts.clock.now().getTime() + LEASE_MS);
      const mine = await imports.updateOne({ _id, state: 'running' }, { $set: { leasedUntil: until } });
      if (mine.matchedCount === 0 || this.#stopping) return;
      const waiting = { import: _id, outcome: 'waiting' as const };
      const page = await lines.find(waiting, { sort: { _id: 1 }, limit: PAGE }).toArray();
      if (page.length === 0) {
        await imports.updateOne({ _id, state: 'running' }, { $set: { state: 'finished', leasedUntil: null } });
        return;
      }
      await Promise.all(page.map((line, at) => this.#queue.run([laneOf(line, at)], () => this.#line(actor, line))));
    }
  }

  async #line(actor: string, line: ImportLineDocument): Promise<void> {
    if (this.#stopping || this.#cancelled.has(line.import)) return;
    const { outcome, reason } = await this.#followOne(actor, line.handle);
    await this.#parts.views.lines.updateOne({ _id: line._id }, { $set: { outcome, reason } });
  }

  async #followOne(actor: string, typed: string): Promise<Pick<ImportLine, 'outcome' | 'reason'>> {
    const { profiles: views, follows, logger } = this.#parts;
    const handle = Handle.safeParse(typed);
    if (!handle.success) return failed('This is not a handle like @amara@school.example.');
    try {
      const found = await findProfile({ ...this.#parts, views }, handle.data, true);
      if (!found.ok) return failed(found.error.message);
      const person = found.value;
      const standing = await follows.standing(actor, [person._id]);
      if (standing.size > 0) return { outcome: 'already', reason: '' };
      const done = await follow({ ...this.#parts, views: follows }, actor, person._id);
      if (!done.ok) return failed(done.error.message);
      return { outcome: person.approvesFollowers ? 'requested' : 'followed', reason: '' };
    } catch (error) {
      // Never what was on the list: it may be somebody's e-mail address.
      logger.error({ err: error }, 'somebody on a list could not be followed');
      return failed('Something went wrong here. Try this one again later.');
    }
  }
}

function laneOf({ handle }: ImportLineDocument, at: number): string {
  return `${handle.split('@')[1] ?? ''} ${at % MAX_A_HOST}`;
}

function failed(reason: string): Pick<ImportLine, 'outcome' | 'reason'> {
  return { outcome: 'failed', reason };
}

const ONE_AT_A_TIME = appError(
  'conflict',
  'An import is under way. Wait until it is finished, or stop it, then start this one.',
);
