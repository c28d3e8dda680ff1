import type { Activity, JsonObject } from './activity.ts';
import type { ActivityLog, LogEntry } from './log.ts';
import { type Occurrence, occurrenceOf } from './occurrence.ts';

/** More than this about one thing by one actor is not a conversation. */
const MAX_SAID = 50;

/** Of what one actor says several times the newest counts, in an order that is the same everywhere. */
export function isNewer(one: { at: Date; activity: string }, other: { at: Date; activity: string }): boolean {
  const apart = one.at.getTime() - other.at.getTime();
  return apart > 0 || (apart === 0 && one.activity > other.activity);
}

/**
 * What projections ask of the log, so that what they make does not depend on the order of arrival: when something comes
 * in, what was said about it before is applied to it then.
 */
export class History {
  readonly #log: ActivityLog;
  readonly #codec: { decode(json: JsonObject): Activity };
  readonly #moves: { now(actor: string): Promise<string> };

  constructor(
    log: ActivityLog,
    codec: { decode(json: JsonObject): Activity },
    moves: { now(actor: string): Promise<string> } = { now: async (actor) => actor },
  ) {
    this.#log = log;
    this.#codec = codec;
    this.#moves = moves;
  }

  /** Whether `actor` has sent an activity of this type about `object`. */
  has(type: 'Undo' | 'Delete', object: string, actor: string): Promise<boolean> {
    return this.#log.has(type, object, actor);
  }

  /** What `actor` has sent of this type about `object`, in the order of arrival. */
  async said(type: Activity['type'], object: string, actor: string): Promise<Occurrence[]> {
    const entries = await this.#log.about(object, type, actor, MAX_SAID);
    return entries.map((entry) => occurrenceOf(entry, this.#codec.decode(entry.json)));
  }

  /** The same by whomever. */
  async saidByAnybody(type: Activity['type'], object: string): Promise<Occurrence[]> {
    const entries = await this.#log.aboutByAnybody(object, type, MAX_SAID);
    return entries.map((entry) => occurrenceOf(entry, this.#codec.decode(entry.json)));
  }

  /** Whether the log has anything else about the object of an activity: if not, there is nothing to catch up on. */
  async wasSpokenOfBefore(activity: Activity): Promise<boolean> {
    return !(await this.#log.isAlone(activity));
  }

  /** With whoever its actor is now, should they have gone elsewhere since. */
  async entry(iri: string): Promise<LogEntry | null> {
    const entry = await this.#log.get(iri);
    if (entry?.silenced) return null;
    if (entry?.origin !== 'remote') return entry;
    return { ...entry, actor: await this.#moves.now(entry.actor) };
  }
}
