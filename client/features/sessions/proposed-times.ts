import type { MeetingTime } from '../../../shared/contracts/sessions.ts';
import { instantsOf, type WallTime } from './wall-time.ts';

export const TIMES_MAX = 5;

/** A row of the form: a wall time, and which one when the clocks show it twice that night. */
export interface TimeRow extends WallTime {
  /** For the list on screen only. */
  key: number;
  second: boolean;
}

/** What a row means: an instant, or why there is none. */
export type RowMeaning =
  | { kind: 'empty' }
  | { kind: 'skipped'; instead: Date }
  | { kind: 'past' }
  | { kind: 'at'; at: Date; twice: { first: Date; second: Date } | null };

/** What a row means in a time zone. A row that is half filled in is empty. */
export function meaningOf(row: TimeRow, zone: string, now: Date): RowMeaning {
  const named = instantsOf(row, zone);
  if (named === null) return { kind: 'empty' };
  if (named.kind === 'skipped') return named;
  const at = named.kind === 'once' ? named.at : row.second ? named.second : named.first;
  if (at <= now) return { kind: 'past' };
  return { kind: 'at', at, twice: named.kind === 'twice' ? named : null };
}

/** The times to send, soonest first and each once; null while a row has a fault. Empty rows are left out. */
export function timesToSend(rows: readonly TimeRow[], minutes: number, zone: string, now: Date): MeetingTime[] | null {
  const meanings = rows.map((row) => meaningOf(row, zone, now));
  if (meanings.some(({ kind }) => kind === 'skipped' || kind === 'past')) return null;
  const starts = meanings.flatMap((meaning) => (meaning.kind === 'at' ? [meaning.at.toISOString()] : []));
  return [...new Set(starts)].sort().map((start) => ({ start, minutes }));
}
