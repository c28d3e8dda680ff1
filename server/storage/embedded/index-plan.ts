import type { Analysis, Fragment, PathCondition, PointsCondition, Range, RangeCondition } from './conditions.ts';
import { intersect } from './conditions.ts';
import type { BTreeIndex, IndexPart } from './index-keys.ts';
import { AFTER, type Cut, invert } from './key-encoding.ts';
import type { SortList } from './sort-key.ts';

/** Keys from `low` (included) to `high` (excluded). Within it keys are ordered by what follows `prefixLength`. */
export interface Interval {
  low: string;
  high: string;
  prefixLength: number;
}

export interface IndexPlan {
  kind: 'index';
  index: BTreeIndex;
  intervals: readonly Interval[];
  reverse: boolean;
  /** The result comes in the wanted order; several intervals must then be merged, not joined. */
  ordered: boolean;
  merge: boolean;
  /** A document can appear under several keys. */
  repeats: boolean;
  residual: readonly Fragment[];
}

/** `$in` lists multiply; past this the shorter prefix is used. */
const MAX_INTERVALS = 50_000;

/** How the index can serve the query, or undefined when it cannot help at all. Higher scores read less. */
export function planIndex(
  index: BTreeIndex,
  { conditions, fragments }: Analysis,
  implied: readonly Fragment[],
  sort: SortList,
  limited: boolean,
): { plan: IndexPlan; score: number } | undefined {
  const covered = new Set<Fragment | undefined>(implied);
  const fixed = new Set<string>();
  let prefixes = [''];
  let depth = 0;
  let range: Range | undefined;
  for (const [position, part] of index.parts.entries()) {
    const here = conditions.filter(({ path }) => path === part.path);
    const isMultikey = (index.multikey & (1 << position)) !== 0;
    const points = fewestPoints(here);
    if (points !== undefined && prefixes.length * points.points.length <= MAX_INTERVALS) {
      prefixes = prefixes.flatMap((prefix) => points.points.map((point) => prefix + component(part, point)));
      covered.add(points.exact);
      if (points.points.length === 1 && !isMultikey) fixed.add(part.path);
      depth++;
      continue;
    }
    range = rangeAt(here.filter(isRange), isMultikey, covered);
    break;
  }
  const order = orderOf(index, depth, sort, fixed);
  const sorts = sort.length > 0 && order !== undefined;
  const isPartial = index.covers !== undefined;
  const isSelective = depth > 0 || range !== undefined || isPartial;
  if (!isSelective && !sorts) return undefined;

  const bounds = range && componentBounds(index.parts[depth], range);
  const merge = sorts && order.remaining > 0 && prefixes.length > 1;
  return {
    plan: {
      kind: 'index',
      index,
      intervals: prefixes.map((prefix) => ({
        low: prefix + (bounds?.low ?? ''),
        high: prefix + (bounds?.high ?? AFTER),
        prefixLength: prefix.length,
      })),
      reverse: order?.reverse ?? false,
      ordered: order !== undefined,
      merge,
      repeats: index.multikey !== 0,
      residual: fragments.filter((fragment) => !covered.has(fragment)),
    },
    score: score(index, depth, range !== undefined, sorts, limited),
  };
}

function score(index: BTreeIndex, depth: number, hasRange: boolean, sorts: boolean, limited: boolean): number {
  const whole = index.unique && depth === index.parts.length ? 100 : 0;
  const order = sorts ? (limited ? 8 : 3) : 0;
  // A partial index holds few documents, and the filter implies that they are the right ones.
  const partial = index.covers === undefined ? 0 : 6;
  if (depth === 0 && !hasRange && partial === 0) return limited ? 4 : 1;
  return partial + whole + depth * 10 + (hasRange ? 5 : 0) + order - index.parts.length * 0.1;
}

function fewestPoints(conditions: readonly PathCondition[]): PointsCondition | undefined {
  let fewest: PointsCondition | undefined;
  for (const condition of conditions) {
    if (condition.kind !== 'points') continue;
    if (fewest === undefined || condition.points.length < fewest.points.length) fewest = condition;
  }
  return fewest;
}

function isRange(condition: PathCondition): condition is RangeCondition {
  return condition.kind === 'range';
}

/** With arrays, different elements may satisfy different ranges, so only one of them may bound the scan. */
function rangeAt(ranges: readonly RangeCondition[], isMultikey: boolean, covered: Set<Fragment | undefined>) {
  const [first, ...others] = ranges;
  if (first === undefined) return undefined;
  covered.add(first.exact);
  if (isMultikey) return first.range;
  let range = first.range;
  for (const other of others) {
    covered.add(other.exact);
    range = intersect(range, other.range);
  }
  return range;
}

function component(part: IndexPart, ascending: string): string {
  return part.direction === 1 ? ascending : invert(ascending);
}

function componentBounds(part: IndexPart | undefined, range: Range): { low: string; high: string } {
  if (part?.direction !== -1) return { low: bound(range.low), high: bound(range.high) };
  return { low: mirrored(range.high), high: mirrored(range.low) };
}

function bound(cut: Cut): string {
  return cut.after ? cut.key + AFTER : cut.key;
}

function mirrored(cut: Cut): string {
  return cut.after ? invert(cut.key) : invert(cut.key) + AFTER;
}

/** Whether keys below `depth` equal parts come in the order of `sort`, forwards or backwards. */
function orderOf(index: BTreeIndex, depth: number, sort: SortList, fixed: ReadonlySet<string>) {
  const open = sort.filter(([path]) => !fixed.has(path));
  let flip = 0;
  for (const [position, [path, direction]] of open.entries()) {
    const part = index.parts[depth + position];
    if (part?.path !== path || (index.multikey & (1 << (depth + position))) !== 0) return undefined;
    const sign = direction * part.direction;
    if (flip !== 0 && sign !== flip) return undefined;
    flip = sign;
  }
  return { reverse: flip === -1, remaining: open.length };
}
