import type { JsonObject } from './activity.ts';
import type { ActivityLog } from './log.ts';
import type { PairEntry } from './pair-entry.ts';
import type { Occurrence, Reaction } from './pipeline.ts';
import type { ActivityCodec } from './ports.ts';

/**
 * Takes the words of what its author deleted out of the log. Who wrote to whom and when remains, since other people's
 * answers hang on it; a rebuild makes the same views as before, in which it shows nothing anyway.
 */
export class RedactionReaction implements Reaction {
  readonly name = 'redaction';
  readonly #log: ActivityLog;
  readonly #codec: ActivityCodec;

  constructor(log: ActivityLog, codec: ActivityCodec) {
    this.#log = log;
    this.#codec = codec;
  }

  async react({ activity }: Occurrence): Promise<void> {
    const { actor } = activity;
    if (activity.type === 'Delete') return this.#redact(activity.object, actor);
    if (activity.type !== 'Create' && activity.type !== 'Update' && activity.type !== 'Add') return;
    // Of an actor who was deleted nothing is taken in but that they are back.
    if ('kind' in activity.object && activity.object.kind === 'actor') return;
    // The Delete may have come first.
    const { iri } = activity.object;
    if (!(await this.#log.isAlone(activity)) && (await this.#log.has('Delete', iri, actor)))
      await this.#redact(iri, actor);
  }

  #redact(object: string, actor: string): Promise<void> {
    return this.#log.redact(object, actor, (json) => (this.#isKept(json) ? json : this.#codec.redact(json)));
  }

  /** What two people said about meeting is called off or written anew, and not deleted: when they meet hangs on it. */
  #isKept(json: JsonObject): boolean {
    const activity = this.#codec.decode(json);
    return activity.type === 'Add' && KEPT.has(activity.object.kind);
  }
}

const KEPT: ReadonlySet<PairEntry['kind']> = new Set([
  'session',
  'session-answered',
  'session-cancelled',
  'session-notes',
]);
