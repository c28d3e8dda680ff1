import type { Sort } from '../database.ts';
import { compareKeys, encodeValue, invert } from './key-encoding.ts';
import { valuesAt } from './paths.ts';

export type SortList = readonly (readonly [path: string, direction: 1 | -1])[];

export function sortList(sort: Sort | undefined): SortList {
  return sort === undefined ? [] : Object.entries(sort);
}

/**
 * A document's place in a sort, as one text: the same components that an index on those paths would have. Of an array's
 * elements the smallest counts when ascending, the greatest when descending, as in MongoDB.
 */
export function sortKey(document: Record<string, unknown>, sort: SortList): string {
  let key = '';
  for (const [path, direction] of sort) {
    let chosen: string | undefined;
    for (const value of valuesAt(document, path.split('.')).values) {
      const encoded = encodeValue(value);
      if (chosen === undefined || compareKeys(encoded, chosen) * direction < 0) chosen = encoded;
    }
    key += direction === 1 ? (chosen ?? '') : invert(chosen ?? '');
  }
  return key;
}

interface Keyed {
  key: string;
}

/** The `count` smallest by key, in order; holds at most about twice as many at a time. */
export function smallest<T extends Keyed>(items: Iterable<T>, count: number): T[] {
  const kept: T[] = [];
  const order = (a: T, b: T) => compareKeys(a.key, b.key);
  const bound = count * 2 + 64;
  for (const item of items) {
    kept.push(item);
    if (kept.length >= bound) {
      kept.sort(order);
      kept.length = count;
    }
  }
  kept.sort(order);
  return kept.length > count ? kept.slice(0, count) : kept;
}
