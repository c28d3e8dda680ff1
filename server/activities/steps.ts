import type { Occurrence } from './occurrence.ts';

/**
 * Turns activities into the documents that screens read. Deterministic and idempotent: applying an activity twice
 * changes nothing more, and it reads no clock and makes no ids, so that a rebuild gives the same bytes.
 */
export interface Projection {
  name: string;
  /** Creates the view's collections and indexes. */
  prepare(): Promise<void>;
  /** Empties the view, for a rebuild. */
  clear(): Promise<void>;
  apply(occurrence: Occurrence): Promise<void>;
}

/**
 * What happens once because of an activity (an automatic Accept, a live update, fetching what it points to). Runs after
 * all projections, not in rebuilds; may run again after a crash, so it looks before it acts.
 */
export interface Reaction {
  name: string;
  react(occurrence: Occurrence): Promise<void>;
}

/** A step threw. Its message names the step and the kind of error, and nothing of what the activity says. */
export class StepFailure extends Error {
  override readonly name = 'StepFailure';
  constructor(what: string, step: string, cause: unknown) {
    super(`${what} “${step}” failed: ${cause instanceof Error ? cause.name : 'unknown error'}.`, { cause });
  }
}

/** Everything that is done with one activity, in order. */
export class Steps {
  readonly #projections: Projection[] = [];
  readonly #reactions: Reaction[] = [];

  addProjection(...projections: Projection[]): void {
    this.#projections.push(...projections);
  }

  addReaction(...reactions: Reaction[]): void {
    this.#reactions.push(...reactions);
  }

  async prepare(): Promise<void> {
    for (const projection of this.#projections) await projection.prepare();
  }

  async clear(): Promise<void> {
    for (const projection of this.#projections) {
      await projection.clear();
      await projection.prepare();
    }
  }

  /** @throws StepFailure */
  async apply(occurrence: Occurrence): Promise<void> {
    for (const projection of this.#projections) {
      try {
        await projection.apply(occurrence);
      } catch (error) {
        throw new StepFailure('The view', projection.name, error);
      }
    }
  }

  /** @throws StepFailure */
  async react(occurrence: Occurrence): Promise<void> {
    for (const reaction of this.#reactions) {
      try {
        await reaction.react(occurrence);
      } catch (error) {
        throw new StepFailure('The effect', reaction.name, error);
      }
    }
  }
}
