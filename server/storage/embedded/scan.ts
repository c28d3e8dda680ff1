import type { CollectionEntry } from './catalog.ts';
import type { Connection, Row } from './connection.ts';
import type { IndexPlan, Interval } from './index-plan.ts';
import { compareKeys } from './key-encoding.ts';
import type { Plan } from './planner.ts';
import type { WalkPlan } from './text-plan.ts';
import { textRows } from './text-search.ts';

/** A candidate: its row number and its encoded document. */
export interface Candidate {
  row: number;
  text: string;
}

export interface Counters {
  keysExamined: number;
  documentsExamined: number;
}

/*
 * All reading goes in small batches that remember their position, so no SQLite statement stays open between two
 * candidates: a scan may pause for as long as its reader likes while others write.
 */
const LARGEST_BATCH = 256;
const MERGE_BATCH = 2;

export interface ScanContext {
  connection: Connection;
  entry: CollectionEntry;
  counters: Counters;
  /** How many candidates are probably needed; the first batch is this long. */
  expected: number;
}

export function* candidates(context: ScanContext, plan: Plan): Generator<Candidate> {
  switch (plan.kind) {
    case 'ids':
      return yield* byIds(context, plan.ids);
    case 'id-range':
      return yield* idRange(context, plan.low, plan.high, plan.reverse);
    case 'index':
      return yield* plan.repeats ? distinct(throughIndex(context, plan)) : throughIndex(context, plan);
    case 'text':
      return yield* byRows(context, textRows(context.connection, plan.index, plan.search, context.expected));
    case 'rows':
      return yield* byRows(context, plan.rows);
    case 'walk':
      return yield* distinct(byRows(context, matchesAlong(context, plan)));
    case 'union':
      return yield* distinct(concatenated(plan.branches.map((branch) => candidates(context, branch))));
    case 'scan':
      return yield* wholeTable(context);
  }
}

function* byIds({ connection, entry, counters }: ScanContext, ids: readonly string[]): Generator<Candidate> {
  for (const id of ids) {
    counters.keysExamined++;
    const found = connection.get(`SELECT row, document FROM ${entry.table} WHERE id = ?`, id);
    if (found !== undefined) yield candidate(counters, found[0], found[1]);
  }
}

function* idRange(context: ScanContext, low: string, high: string, reverse: boolean): Generator<Candidate> {
  const { connection, entry, counters } = context;
  const order = reverse ? 'id DESC' : 'id';
  const sql = `SELECT row, document, id FROM ${entry.table} WHERE id >= ? AND id < ? ORDER BY ${order} LIMIT ?`;
  let [from, to] = [low, high];
  for (let size = firstBatch(context.expected); ; size = nextBatch(size)) {
    const rows = connection.all(sql, from, to, size);
    counters.keysExamined += rows.length;
    for (const [row, text, id] of rows) {
      yield candidate(counters, row, text);
      if (reverse) to = String(id);
      else from = `${String(id)}\0`;
    }
    if (rows.length < size) return;
  }
}

function* wholeTable({ connection, entry, counters, expected }: ScanContext): Generator<Candidate> {
  const sql = `SELECT row, document FROM ${entry.table} WHERE row > ? ORDER BY row LIMIT ?`;
  let last = 0;
  for (let size = firstBatch(expected); ; size = nextBatch(size)) {
    const rows = connection.all(sql, last, size);
    for (const [row, text] of rows) {
      last = Number(row);
      yield candidate(counters, row, text);
    }
    if (rows.length < size) return;
  }
}

function* byRows({ connection, entry, counters }: ScanContext, rows: Iterable<number>): Generator<Candidate> {
  const sql = `SELECT document FROM ${entry.table} WHERE row = ?`;
  for (const row of rows) {
    counters.keysExamined++;
    const found = connection.get(sql, row);
    if (found !== undefined) yield candidate(counters, row, found[0]);
  }
}

function* throughIndex(context: ScanContext, plan: IndexPlan): Generator<Candidate> {
  const { connection, entry, counters, expected } = context;
  if (plan.merge) return yield* byRows(context, merged(context, plan));
  const source = `${plan.index.table} i CROSS JOIN ${entry.table} d ON d.row = i.row`;
  for (const interval of plan.intervals) {
    const batches = keyBatches(connection, 'i.key, i.row, d.document', source, interval, plan.reverse, expected);
    for (const rows of batches) {
      counters.keysExamined += rows.length;
      for (const [, row, text] of rows) yield candidate(counters, row, text);
    }
  }
}

function* keyBatches(
  connection: Connection,
  columns: string,
  source: string,
  interval: Interval,
  reverse: boolean,
  expected: number,
): Generator<Row[]> {
  const order = reverse ? 'i.key DESC, i.row DESC' : 'i.key, i.row';
  const size = firstBatch(expected);
  const first = `SELECT ${columns} FROM ${source} WHERE i.key >= ? AND i.key < ? ORDER BY ${order} LIMIT ?`;
  const rows = connection.all(first, interval.low, interval.high, size);
  yield rows;
  const last = rows.at(-1);
  if (last !== undefined && rows.length === size) {
    yield* batchesAfter(connection, columns, source, interval, reverse, last, nextBatch(size));
  }
}

/** Goes on behind a row, which begins with its key and row number. */
function* batchesAfter(
  connection: Connection,
  columns: string,
  source: string,
  { low, high }: Interval,
  reverse: boolean,
  after: Row,
  firstSize: number,
): Generator<Row[]> {
  const order = reverse ? 'i.key DESC, i.row DESC' : 'i.key, i.row';
  const bounds = reverse ? '(i.key, i.row) < (?, ?) AND i.key >= ?' : '(i.key, i.row) > (?, ?) AND i.key < ?';
  const sql = `SELECT ${columns} FROM ${source} WHERE ${bounds} ORDER BY ${order} LIMIT ?`;
  let last: Row | undefined = after;
  for (let size = firstSize; last !== undefined; size = nextBatch(size)) {
    const rows = connection.all(sql, last[0] ?? '', last[1] ?? 0, reverse ? low : high, size);
    if (rows.length > 0) yield rows;
    last = rows.length === size ? rows.at(-1) : undefined;
  }
}

function* matchesAlong(context: ScanContext, { path, isMatch }: WalkPlan): Generator<number> {
  for (const row of rowsInOrder(context, path)) if (isMatch(row)) yield row;
}

function* rowsInOrder(context: ScanContext, plan: IndexPlan): Generator<number> {
  if (plan.merge) return yield* merged(context, plan);
  const { connection, counters, expected } = context;
  for (const interval of plan.intervals) {
    const batches = keyBatches(connection, 'i.key, i.row', `${plan.index.table} i`, interval, plan.reverse, expected);
    for (const rows of batches) {
      counters.keysExamined += rows.length;
      for (const [, row] of rows) yield Number(row);
    }
  }
}

interface Head {
  suffix: string;
  row: number;
  rest: Iterator<{ suffix: string; row: number }>;
}

/** Row numbers of several intervals in one order: each interval is read lazily, only as far as the reader goes. */
function* merged({ connection, counters }: ScanContext, plan: IndexPlan): Generator<number> {
  const sign = plan.reverse ? -1 : 1;
  const before = (a: Head, b: Head) => (compareKeys(a.suffix, b.suffix) || a.row - b.row) * sign < 0;
  const heap = firstKeys(connection, plan).map(({ interval, key, row }): Head => {
    counters.keysExamined++;
    const rest = keysAfter(connection, plan, interval, [key, row], counters);
    return { suffix: key.slice(interval.prefixLength), row, rest };
  });
  for (let i = (heap.length >> 1) - 1; i >= 0; i--) sink(heap, i, before);
  for (let [top] = heap; top !== undefined; [top] = heap) {
    yield top.row;
    const { done, value } = top.rest.next();
    if (done) {
      const last = heap.pop();
      if (last !== undefined && heap.length > 0) heap[0] = last;
    } else {
      top.suffix = value.suffix;
      top.row = value.row;
    }
    sink(heap, 0, before);
  }
}

/** The first key of each interval that has one: in a single statement, since asking takes longer than looking. */
function firstKeys(connection: Connection, { index, intervals, reverse }: IndexPlan) {
  const sql = `SELECT bounds.key, (
      SELECT i.row || ' ' || i.key FROM ${index.table} i
      WHERE i.key >= bounds.value ->> 0 AND i.key < bounds.value ->> 1
      ORDER BY ${reverse ? 'i.key DESC, i.row DESC' : 'i.key, i.row'} LIMIT 1) AS found
    FROM json_each(?) AS bounds`;
  const bounds = JSON.stringify(intervals.map(({ low, high }) => [low, high]));
  return connection.all(sql, bounds).flatMap(([at, found]) => {
    const interval = intervals[Number(at)];
    if (interval === undefined || typeof found !== 'string') return [];
    const space = found.indexOf(' ');
    return [{ interval, key: found.slice(space + 1), row: Number(found.slice(0, space)) }];
  });
}

function* keysAfter(connection: Connection, plan: IndexPlan, interval: Interval, after: Row, counters: Counters) {
  const source = `${plan.index.table} i`;
  const batches = batchesAfter(connection, 'i.key, i.row', source, interval, plan.reverse, after, MERGE_BATCH);
  for (const rows of batches) {
    counters.keysExamined += rows.length;
    for (const [key, row] of rows) yield { suffix: String(key).slice(interval.prefixLength), row: Number(row) };
  }
}

function sink(heap: Head[], from: number, before: (a: Head, b: Head) => boolean): void {
  const item = heap[from];
  if (item === undefined) return;
  let at = from;
  for (;;) {
    let child = 2 * at + 1;
    let smaller = heap[child];
    const right = heap[child + 1];
    if (smaller === undefined) break;
    if (right !== undefined && before(right, smaller)) {
      smaller = right;
      child++;
    }
    if (!before(smaller, item)) break;
    heap[at] = smaller;
    at = child;
  }
  heap[at] = item;
}

function candidate(counters: Counters, row: string | number | undefined, text: string | number | undefined): Candidate {
  counters.documentsExamined++;
  return { row: Number(row), text: String(text) };
}

function* distinct(source: Iterable<Candidate>): Generator<Candidate> {
  const seen = new Set<number>();
  for (const found of source) {
    if (seen.has(found.row)) continue;
    seen.add(found.row);
    yield found;
  }
}

function* concatenated(sources: readonly Iterable<Candidate>[]): Generator<Candidate> {
  for (const source of sources) yield* source;
}

function firstBatch(expected: number): number {
  return Math.max(1, Math.min(expected, LARGEST_BATCH));
}

function nextBatch(size: number): number {
  return Math.min(size * 4, LARGEST_BATCH);
}
