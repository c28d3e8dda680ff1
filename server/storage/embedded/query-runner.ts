import type { Explanation, FindOptions } from '../database.ts';
import type { CollectionEntry } from './catalog.ts';
import type { Connection } from './connection.ts';
import { type Document, decodeDocument } from './document-codec.ts';
import { type Matcher, matcher } from './matcher.ts';
import { orderedPath, type Plan, plan } from './planner.ts';
import { type Candidate, type Counters, candidates } from './scan.ts';
import { type SortList, smallest, sortKey, sortList } from './sort-key.ts';
import { settleTextPlan } from './text-plan.ts';
import { countText } from './text-search.ts';

export interface Found {
  row: number;
  text: string;
  document: Document;
}

type Filter = Record<string, unknown>;
type RowOptions = Pick<FindOptions, 'sort' | 'sortsAsInserted' | 'limit' | 'skip'>;

const UNKNOWN_EXPECTATION = 64;

/** Answers queries by plan, candidates, check, order, page. Synchronous; the caller decides about transactions. */
export class QueryRunner {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Lazy where the plan yields the wanted order; may be suspended between two results. */
  find(entry: CollectionEntry, filter: Filter, options: RowOptions, counters = newCounters()): Iterable<Found> {
    const sort = sortList(options.sort);
    return this.#execute(entry, this.#plan(entry, filter, sort, options), sort, options, counters);
  }

  findFirst(entry: CollectionEntry, filter: Filter, options: RowOptions = {}): Found | undefined {
    for (const found of this.find(entry, filter, { ...options, limit: 1 })) return found;
    return undefined;
  }

  #plan(entry: CollectionEntry, filter: Filter, sort: SortList, options: RowOptions): Plan {
    const limited = limitOf(options) !== undefined;
    const chosen = plan(entry, filter, sort, limited);
    if (chosen.kind !== 'text' || chosen.ordered || !limited) return chosen;
    // FTS5 gives what was inserted last first.
    if (options.sortsAsInserted) return { ...chosen, ordered: true };
    const path = orderedPath(entry, chosen, sort);
    return path === undefined ? chosen : settleTextPlan(this.#connection, entry, chosen, path);
  }

  *#execute(
    entry: CollectionEntry,
    chosen: Plan,
    sort: SortList,
    options: RowOptions,
    counters: Counters,
  ): Generator<Found> {
    const skip = options.skip ?? 0;
    const limit = limitOf(options) ?? Number.POSITIVE_INFINITY;
    const matches = matcher(chosen.residual);
    const wanted = skip + limit;
    const expected = chosen.ordered && Number.isFinite(wanted) && !matches ? wanted : UNKNOWN_EXPECTATION;
    const source = candidates({ connection: this.#connection, entry, counters, expected }, chosen);
    if (!chosen.ordered) {
      const keyed = withKeys(source, matches, sort);
      const kept = Number.isFinite(wanted) ? smallest(keyed, wanted) : smallest([...keyed], Number.MAX_SAFE_INTEGER);
      for (const { row, text } of kept.slice(skip)) yield { row, text, document: decodeDocument(text) };
      return;
    }
    let passed = 0;
    for (const { row, text } of source) {
      if (matches === undefined && passed < skip) {
        passed++;
        continue;
      }
      const document = decodeDocument(text);
      if (matches?.(document) === false) continue;
      if (++passed > skip) yield { row, text, document };
      if (passed >= wanted) return;
    }
  }

  count(entry: CollectionEntry, filter: Filter, limit = Number.POSITIVE_INFINITY): number {
    const chosen = plan(entry, filter, [], false);
    const exact = chosen.residual.length === 0 ? this.#countKeys(entry, chosen, limit) : undefined;
    if (exact !== undefined) return Math.min(exact, limit);
    let count = 0;
    for (const _ of this.#execute(entry, chosen, [], { limit }, newCounters())) count++;
    return count;
  }

  /** Counts without reading a document, where every key in the index's intervals is a document of its own. */
  #countKeys(entry: CollectionEntry, chosen: Plan, limit: number): number | undefined {
    if (chosen.kind === 'scan') return Number(this.#connection.get(`SELECT count(*) FROM ${entry.table}`)?.[0]);
    if (chosen.kind === 'text') return countText(this.#connection, chosen.index, chosen.search);
    if (chosen.kind !== 'index' || chosen.repeats) return undefined;
    // Counting stops where nobody wants to know more: a tag that everybody uses costs no more than a rare one.
    const sql = `SELECT count(*) FROM (SELECT 1 FROM ${chosen.index.table} WHERE key >= ? AND key < ? LIMIT ?)`;
    let count = 0;
    for (const { low, high } of chosen.intervals) {
      const left = Number.isFinite(limit) ? limit - count : -1;
      if (left === 0) break;
      count += Number(this.#connection.get(sql, low, high, left)?.[0]);
    }
    return count;
  }

  explain(entry: CollectionEntry, filter: Filter, options: RowOptions): Explanation {
    const sort = sortList(options.sort);
    const counters = newCounters();
    const chosen = this.#plan(entry, filter, sort, options);
    let returned = 0;
    for (const _ of this.#execute(entry, chosen, sort, options, counters)) returned++;
    const indexes = indexNames(chosen);
    return { indexes, fullScan: chosen.kind === 'scan', ...counters, returned, sortedInMemory: !chosen.ordered };
  }
}

function* withKeys(source: Iterable<Candidate>, matches: Matcher | undefined, sort: SortList) {
  for (const { row, text } of source) {
    const document = decodeDocument(text);
    if (matches?.(document) !== false) yield { row, text, key: sortKey(document, sort) };
  }
}

function indexNames(chosen: Plan): string[] {
  switch (chosen.kind) {
    case 'ids':
    case 'id-range':
      return ['_id_'];
    case 'index':
    case 'text':
    case 'rows':
      return [chosen.index.name];
    case 'walk':
      return [chosen.index.name, chosen.path.index.name];
    case 'union':
      return [...new Set(chosen.branches.flatMap(indexNames))];
    case 'scan':
      return [];
  }
}

/** As in MongoDB, a limit of 0 is none. */
function limitOf(options: RowOptions): number | undefined {
  return options.limit === 0 ? undefined : options.limit;
}

function newCounters(): Counters {
  return { keysExamined: 0, documentsExamined: 0 };
}
