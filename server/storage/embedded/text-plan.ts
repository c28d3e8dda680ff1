import type { CollectionEntry, TextIndex } from './catalog.ts';
import type { Fragment } from './conditions.ts';
import type { Connection } from './connection.ts';
import type { IndexPlan } from './index-plan.ts';
import { ftsQuery, textRows } from './text-search.ts';

/*
 * A text search in a wanted order. Three ways, by how common the words are: few matches are read and sorted; many are
 * looked for along an index that has the order; for very many even listing them is too much, so that each row on the
 * way is asked about. Listing a match costs about 0.3 µs, asking about a row 12 µs, reading a document 10 µs: the bounds
 * balance these, so that cost grows with the square root of the collection.
 */

export type TextPlan =
  | { kind: 'text'; index: TextIndex; search: string; ordered: boolean; residual: readonly Fragment[] }
  | { kind: 'rows'; index: TextIndex; rows: readonly number[]; ordered: false; residual: readonly Fragment[] }
  | WalkPlan;

/** Along `path` in order, only rows that `isMatch`. */
export interface WalkPlan {
  kind: 'walk';
  index: TextIndex;
  path: IndexPlan;
  isMatch: (row: number) => boolean;
  ordered: true;
  residual: readonly Fragment[];
}

/** Several words and phrases take up to 2 µs a match to list, so the balance tips earlier in large collections. */
const MOST_LISTED = 15_000;

export function settleTextPlan(
  connection: Connection,
  entry: CollectionEntry,
  plan: Extract<TextPlan, { kind: 'text' }>,
  path: IndexPlan,
): TextPlan {
  const match = ftsQuery(plan.search);
  if (match === undefined) return { ...plan, kind: 'rows', rows: [], ordered: false };
  // An upper bound is enough here and costs nothing; count(*) would read the whole table.
  const size = Number(connection.get(`SELECT max(row) FROM ${entry.table}`)?.[0] ?? 0);
  const mostListed = Math.min(Math.ceil(29 * Math.sqrt(size)), MOST_LISTED);
  const fewEnoughToSort = Math.ceil(Math.sqrt(2 * size)) + 50;
  const rows: number[] = [];
  for (const row of textRows(connection, plan.index, plan.search)) {
    rows.push(row);
    if (rows.length > mostListed) {
      const sql = `SELECT 1 FROM ${plan.index.table} WHERE ${plan.index.table} MATCH ? AND rowid = ?`;
      const isMatch = (asked: number) => connection.get(sql, match, BigInt(asked)) !== undefined;
      return { kind: 'walk', index: plan.index, path, isMatch, ordered: true, residual: path.residual };
    }
  }
  if (rows.length <= fewEnoughToSort) return { ...plan, kind: 'rows', rows, ordered: false };
  const listed = new Set(rows);
  const isMatch = (asked: number) => listed.has(asked);
  return { kind: 'walk', index: plan.index, path, isMatch, ordered: true, residual: path.residual };
}
