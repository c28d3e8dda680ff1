import { isOperatorObject, isPlainObject } from '../allowed.ts';
import {
  AFTER,
  type Cut,
  compareKeys,
  cutText,
  EMPTY_ARRAY_KEY,
  encodeValue,
  NULL_KEY,
  typeBracket,
} from './key-encoding.ts';

/*
 * What a filter says about single paths, in terms of index components. A condition may be wider than the filter (then
 * `exact` is undefined), never narrower: whatever is not exact is checked on the documents afterwards.
 */

export interface Range {
  low: Cut;
  high: Cut;
}

interface Source {
  path: string;
  /** The part of the filter that this condition expresses completely, given a path without arrays in ranges. */
  exact: Fragment | undefined;
}
export type PointsCondition = Source & { kind: 'points'; points: readonly string[] };
export type RangeCondition = Source & { kind: 'range'; range: Range };
export type PathCondition = PointsCondition | RangeCondition;

/** One conjunct of the filter. */
export type Fragment = Record<string, unknown>;

export interface Analysis {
  fragments: readonly Fragment[];
  conditions: readonly PathCondition[];
  /** Every `$or` of the filter as its branches. */
  alternatives: readonly { fragment: Fragment; branches: readonly Record<string, unknown>[] }[];
  text: { fragment: Fragment; search: string } | undefined;
}

/** More points than this on one path are not looked up one by one. At 5 µs each they still beat a scan of millions. */
const MAX_POINTS = 50_000;

export function analyse(filter: Record<string, unknown>): Analysis {
  const found: Collected = { fragments: [], conditions: [], alternatives: [], text: undefined };
  addFilter(filter, found);
  for (const { branches } of found.alternatives) found.conditions.push(...hull(branches));
  return found;
}

interface Collected {
  fragments: Fragment[];
  conditions: PathCondition[];
  alternatives: { fragment: Fragment; branches: Record<string, unknown>[] }[];
  text: Analysis['text'];
}

function addFilter(filter: Record<string, unknown>, found: Collected): void {
  for (const key in filter) {
    const operand = filter[key];
    if (key === '$and' && Array.isArray(operand)) {
      for (const clause of operand) addFilter(clause, found);
      continue;
    }
    if (isOperatorObject(operand) && !key.startsWith('$')) {
      for (const operator in operand) {
        if (operator === '$options') continue;
        const fragment = operatorFragment(key, operator, operand);
        found.fragments.push(fragment);
        found.conditions.push(...operatorConditions(key, operator, operand[operator], fragment));
      }
      continue;
    }
    const fragment = { [key]: operand };
    found.fragments.push(fragment);
    if (key === '$or' && Array.isArray(operand)) found.alternatives.push({ fragment, branches: operand });
    else if (key === '$text' && isPlainObject(operand)) found.text = { fragment, search: String(operand.$search) };
    else if (!key.startsWith('$')) found.conditions.push(...equality(key, [operand], fragment));
  }
}

function operatorFragment(path: string, operator: string, operators: Record<string, unknown>): Fragment {
  if (operator === '$regex' && operators.$options !== undefined) {
    return { [path]: { $regex: operators.$regex, $options: operators.$options } };
  }
  return { [path]: { [operator]: operators[operator] } };
}

function operatorConditions(path: string, operator: string, operand: unknown, fragment: Fragment): PathCondition[] {
  switch (operator) {
    case '$eq':
      return equality(path, [operand], fragment);
    case '$in':
      return equality(path, Array.isArray(operand) ? operand : [], fragment);
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return comparison(path, operator, operand, fragment);
    case '$exists':
      return operand === false ? equality(path, [null], undefined) : [];
    case '$all':
      return Array.isArray(operand) ? equality(path, operand.slice(0, 1), undefined) : [];
    case '$elemMatch':
      if (!isPlainObject(operand)) return [];
      return isOperatorObject(operand) ? oneElement(path, operand) : withinElements(path, operand);
    default:
      return [];
  }
}

function isIndexable(value: unknown): value is string | number | boolean | Date {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value instanceof Date;
}

function equality(path: string, values: readonly unknown[], fragment: Fragment | undefined): PathCondition[] {
  if (values.length > MAX_POINTS) return [];
  const points = new Set<string>();
  let exact = true;
  for (const value of values) {
    if (isIndexable(value)) {
      points.add(encodeValue(value));
    } else if (value === null) {
      // Also matches what is missing inside arrays, so the documents must be looked at.
      exact = false;
      points.add(NULL_KEY).add(EMPTY_ARRAY_KEY);
    } else {
      return [];
    }
  }
  return [{ kind: 'points', path, points: [...points], exact: exact ? fragment : undefined }];
}

function comparison(path: string, operator: string, value: unknown, fragment: Fragment): PathCondition[] {
  if (!isIndexable(value)) return [];
  const bracket = typeBracket(value);
  const key = encodeValue(value);
  const range =
    operator === '$gt' || operator === '$gte'
      ? { low: { key, after: operator === '$gt' }, high: bracket.high }
      : { low: bracket.low, high: { key, after: operator === '$lte' } };
  return [{ kind: 'range', path, range, exact: fragment }];
}

function withinElements(path: string, condition: Record<string, unknown>): PathCondition[] {
  return analyse(condition).conditions.map((inner) => ({ ...inner, path: `${path}.${inner.path}`, exact: undefined }));
}

/** One element must fit all of the operators: in an index, which has a row for each element, that is one interval. */
function oneElement(path: string, operators: Record<string, unknown>): PathCondition[] {
  const conditions = Object.keys(operators).flatMap((operator) =>
    operatorConditions(path, operator, operators[operator], {}),
  );
  const ranges = conditions.flatMap((condition) => (condition.kind === 'range' ? [condition.range] : []));
  if (ranges.length === 0) return conditions.slice(0, 1).map((condition) => ({ ...condition, exact: undefined }));
  return [{ kind: 'range', path, range: ranges.reduce(intersect), exact: undefined }];
}

/** What all branches of an `$or` have in common, path by path: this makes `(at, id)` cursors read only their page. */
function hull(branches: readonly Record<string, unknown>[]): PathCondition[] {
  const [first = [], ...others] = branches.map((branch) => analyse(branch).conditions);
  const common: PathCondition[] = [];
  for (const path of new Set(first.map((condition) => condition.path))) {
    let joined = first.find((condition) => condition.path === path);
    for (const conditions of others) {
      const other = conditions.find((condition) => condition.path === path);
      joined = joined && other && union(joined, other);
    }
    if (joined !== undefined) common.push({ ...joined, exact: undefined });
  }
  return common;
}

function union(a: PathCondition, b: PathCondition): PathCondition | undefined {
  if (a.kind === 'points' && b.kind === 'points') {
    const points = [...new Set([...a.points, ...b.points])];
    return points.length > MAX_POINTS ? undefined : { ...a, points };
  }
  const [x, y] = [asRange(a), asRange(b)];
  const low = compareCuts(x.low, y.low) <= 0 ? x.low : y.low;
  const high = compareCuts(x.high, y.high) >= 0 ? x.high : y.high;
  return { kind: 'range', path: a.path, exact: undefined, range: { low, high } };
}

function asRange(condition: PathCondition): Range {
  if (condition.kind === 'range') return condition.range;
  const sorted = [...condition.points].sort(compareKeys);
  return { low: { key: sorted[0] ?? AFTER, after: false }, high: { key: sorted.at(-1) ?? '', after: true } };
}

export function compareCuts(a: Cut, b: Cut): number {
  return compareKeys(cutText(a), cutText(b));
}

export function intersect(a: Range, b: Range): Range {
  return {
    low: compareCuts(a.low, b.low) >= 0 ? a.low : b.low,
    high: compareCuts(a.high, b.high) <= 0 ? a.high : b.high,
  };
}
