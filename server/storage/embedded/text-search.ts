import type { TextIndex } from './catalog.ts';
import type { Connection } from './connection.ts';
import { valuesAt } from './paths.ts';

/** What FTS5 indexes of a document: the strings on the index's paths. */
export function textBody(index: TextIndex, document: Record<string, unknown>): string {
  const found = index.paths.flatMap((path) => valuesAt(document, path).values);
  return found.filter((value) => typeof value === 'string').join('\n');
}

export function addText(connection: Connection, index: TextIndex, row: number, body: string): void {
  if (body !== '') connection.run(`INSERT INTO ${index.table} (rowid, body) VALUES (?, ?)`, BigInt(row), body);
}

export function removeText(connection: Connection, index: TextIndex, row: number, body: string): void {
  if (body !== '') connection.run(`DELETE FROM ${index.table} WHERE rowid = ?`, BigInt(row));
}

const BATCH = 1_024;

/** Rows that match, last inserted first. FTS5 walks its lists in that order, so a reader that stops early pays little. */
export function* textRows(
  connection: Connection,
  index: TextIndex,
  search: string,
  /** How many are probably wanted. */
  expected = BATCH,
): Generator<number> {
  const match = ftsQuery(search);
  if (match === undefined) return;
  const sql = `SELECT rowid FROM ${index.table} WHERE ${index.table} MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?`;
  // As BigInt: node:sqlite binds numbers as REAL, with which FTS5 cannot seek (and `rowid =` would match every row).
  let before = BigInt(Number.MAX_SAFE_INTEGER);
  for (let size = Math.min(expected, BATCH); ; size = BATCH) {
    const rows = connection.all(sql, match, before, size);
    for (const [row] of rows) yield Number(row);
    if (rows.length < size) return;
    before = BigInt(rows.at(-1)?.[0] ?? 0);
  }
}

export function countText(connection: Connection, index: TextIndex, search: string): number {
  const match = ftsQuery(search);
  if (match === undefined) return 0;
  return Number(connection.get(`SELECT count(*) FROM ${index.table} WHERE ${index.table} MATCH ?`, match)?.[0]);
}

const PART = /(-?)(?:"([^"]*)"|(\S+))/g;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/**
 * MongoDB's `$search` in FTS5's language: quoted phrases are required; without one any word suffices; `-` excludes.
 * Undefined when nothing positive is asked for, which matches no document.
 */
export function ftsQuery(search: string): string | undefined {
  const words: string[] = [];
  const phrases: string[] = [];
  const excluded: string[] = [];
  for (const [, minus, phrase, word] of search.matchAll(PART)) {
    const tokens = (phrase ?? word ?? '').match(WORD);
    if (tokens === null) continue;
    if (minus === '-') excluded.push(`"${tokens.join(' ')}"`);
    else if (phrase !== undefined) phrases.push(`"${tokens.join(' ')}"`);
    else words.push(...tokens.map((token) => `"${token}"`));
  }
  const wanted = phrases.length > 0 ? phrases.join(' AND ') : words.join(' OR ');
  if (wanted === '') return undefined;
  return excluded.length === 0 ? wanted : `(${wanted}) NOT (${excluded.join(' OR ')})`;
}
