import type { Activity, JsonObject } from './activity.ts';

/**
 * Where an entry came from: written here, delivered to an inbox, or read from its origin by us (a fetched document,
 * whose entry is a Create or Update that we make up for it).
 */
export type Origin = 'local' | 'remote' | 'fetched';

/** One line of the activity log. Append-only: only the marks at the end change, and what is deleted loses its words. */
export interface LogEntry {
  /** The activity's IRI: what makes ingest idempotent. */
  _id: string;
  /** Strictly growing in one process, close to time of arrival across several; rebuilds replay in this order. */
  order: string;
  origin: Origin;
  type: Activity['type'];
  actor: string;
  /** IRI of the object, when it has one. */
  object: string | null;
  json: JsonObject;
  receivedAt: Date;
  /** On local public Creates and Announces: what the outbox lists. */
  listed?: true;
  /** It changes nothing, now and in a rebuild (`silence.ts`). */
  silenced?: true;
  /** The process that took it in and works it off (`runs.ts`). Older entries name none. */
  run?: string;
  /** Its projections or reactions have failed and are tried again; older entries carry it until they have run. */
  unprojected?: true;
  /** Present on local entries until their deliveries are durable. */
  unsent?: true;
  /** After a failure: how often, what (in words of ours), and when it is tried again. */
  failures?: number;
  error?: string;
  retryAt?: Date;
  /** It failed as often as it may, and waits for somebody to decide (`unfinished.ts`). */
  dead?: true;
}
