import type { Collection, Database } from '../storage/index.ts';
import type { JsonObject } from './activity.ts';

/**
 * Where an entry came from: written here, delivered to an inbox, or read from its origin by us (a fetched document,
 * whose entry is a Create or Update that we make up for it).
 */
export type Origin = 'local' | 'remote' | 'fetched';

/** One line of the activity log. Append-only: only the two work marks at the end ever change. */
export interface LogEntry {
  /** The activity's IRI: what makes ingest idempotent. */
  _id: string;
  /** Strictly growing in one process, close to time of arrival across several; rebuilds replay in this order. */
  order: string;
  origin: Origin;
  type: string;
  actor: string;
  /** IRI of the object, when it has one. */
  object: string | null;
  json: JsonObject;
  receivedAt: Date;
  /** Present until the projections and reactions have run. */
  unprojected?: true;
  /** Present on local entries until their deliveries are durable. */
  unsent?: true;
}
