import { isDeepStrictEqual } from 'node:util';
import { StorageQueryError } from '../errors.ts';
import type { CollectionEntry } from './catalog.ts';
import { type Analysis, analyse, compareCuts, type Fragment, intersect, type PathCondition } from './conditions.ts';
import { type IndexPlan, planIndex } from './index-plan.ts';
import { cutText, decodeString } from './key-encoding.ts';
import type { SortList } from './sort-key.ts';
import type { TextPlan } from './text-plan.ts';

/** Which documents to look at, in which order, and what is then left to check on each (`residual`). */
export type Plan =
  | IndexPlan
  | { kind: 'ids'; ids: readonly string[]; ordered: boolean; residual: readonly Fragment[] }
  | { kind: 'id-range'; low: string; high: string; reverse: boolean; ordered: boolean; residual: readonly Fragment[] }
  | TextPlan
  | { kind: 'union'; branches: readonly Plan[]; ordered: boolean; residual: readonly Fragment[] }
  | { kind: 'scan'; ordered: boolean; residual: readonly Fragment[] };

const LAST_ID = '\u{10ffff}';

export function plan(entry: CollectionEntry, filter: Record<string, unknown>, sort: SortList, limited: boolean): Plan {
  const analysis = analyse(filter);
  if (analysis.text !== undefined) return planText(entry, analysis, analysis.text, sort);
  const ids = analysis.conditions.find((condition) => condition.path === '_id' && condition.kind === 'points');
  if (ids?.kind === 'points') return planIds(analysis, ids.points, ids.exact, sort);

  let best: { plan: Plan; score: number } | undefined = planIdRange(analysis, sort, limited);
  for (const index of entry.indexes) {
    const implied = impliedFragments(index.spec.partialFilterExpression, analysis);
    if (implied === undefined) continue;
    const candidate = planIndex(index, analysis, implied, sort, limited);
    if (candidate !== undefined && (best === undefined || candidate.score > best.score)) best = candidate;
  }
  if (best !== undefined && best.score >= MIN_SELECTIVE_SCORE) return best.plan;
  return planUnion(entry, analysis) ?? best?.plan ?? scan(analysis, sort);
}

/** Below this a plan only saves a sort; a union of selective branches is then better. */
export const MIN_SELECTIVE_SCORE = 5;

function scan(analysis: Analysis, sort: SortList): Plan {
  return { kind: 'scan', ordered: sort.length === 0, residual: analysis.fragments };
}

function planText(
  entry: CollectionEntry,
  analysis: Analysis,
  text: NonNullable<Analysis['text']>,
  sort: SortList,
): Plan {
  if (entry.text === undefined) throw new StorageQueryError(`$text needs a text index on ${entry.name}.`);
  const residual = analysis.fragments.filter((fragment) => fragment !== text.fragment);
  return { kind: 'text', index: entry.text, search: text.search, ordered: sort.length === 0, residual };
}

function planIds(analysis: Analysis, points: readonly string[], exact: Fragment | undefined, sort: SortList): Plan {
  const ids = points.map(decodeString).filter((id) => id !== undefined);
  const ordered = sort.length === 0 || ids.length <= 1;
  return { kind: 'ids', ids, ordered, residual: analysis.fragments.filter((fragment) => fragment !== exact) };
}

function planIdRange(analysis: Analysis, sort: SortList, limited: boolean): { plan: Plan; score: number } | undefined {
  const conditions = analysis.conditions.filter((condition) => condition.path === '_id');
  const [only] = sort;
  const bySort = only !== undefined && only[0] === '_id';
  if (conditions.length === 0 && !bySort) return undefined;
  let low = '';
  let high = LAST_ID;
  for (const condition of conditions) {
    if (condition.kind !== 'range') continue;
    const lowest = decodeString(condition.range.low.key);
    const highest = decodeString(condition.range.high.key);
    if (lowest === undefined && highest === undefined) continue;
    if (lowest !== undefined) low = condition.range.low.after ? `${lowest}\0` : lowest;
    if (highest !== undefined) high = condition.range.high.after ? `${highest}\0` : highest;
  }
  const ordered = sort.length === 0 || bySort;
  const residual = analysis.fragments;
  const score = (conditions.length > 0 ? 5 : 0) + (bySort ? (limited ? 4 : 1) : 0);
  return { plan: { kind: 'id-range', low, high, reverse: bySort && only[1] === -1, ordered, residual }, score };
}

function planUnion(entry: CollectionEntry, analysis: Analysis): Plan | undefined {
  for (const { branches } of analysis.alternatives) {
    const plans = branches.map((branch) => plan(entry, branch, [], false));
    if (plans.every(({ kind }) => kind !== 'scan')) {
      return { kind: 'union', branches: plans, ordered: false, residual: analysis.fragments };
    }
  }
  return undefined;
}

/** An index that yields what the filter without its `$text` finds, in the wanted order; undefined when there is none. */
export function orderedPath(
  entry: CollectionEntry,
  textPlan: { residual: readonly Fragment[] },
  sort: SortList,
): IndexPlan | undefined {
  const { residual } = textPlan;
  const others = plan(entry, residual.length === 0 ? {} : { $and: residual }, sort, true);
  return others.kind === 'index' && others.ordered ? others : undefined;
}

/**
 * The filter's fragments that a partial index guarantees, or undefined when the filter does not imply the index's
 * expression, so that the index may lack matching documents.
 */
function impliedFragments(
  expression: Record<string, unknown> | undefined,
  { fragments, conditions }: Analysis,
): readonly Fragment[] | undefined {
  if (expression === undefined) return [];
  const needed = analyse(expression);
  const guaranteed: Fragment[] = [];
  for (const need of needed.fragments) {
    const same = fragments.find((fragment) => isDeepStrictEqual(fragment, need));
    if (same !== undefined) guaranteed.push(same);
    else if (!conditions.some((condition) => implies(condition, need, needed.conditions))) return undefined;
  }
  return guaranteed;
}

function implies(condition: PathCondition, need: Fragment, needed: readonly PathCondition[]): boolean {
  const [path = ''] = Object.keys(need);
  if (condition.path !== path || condition.exact === undefined) return false;
  if (isDeepStrictEqual(need[path], { $exists: true })) return true;
  if (isDeepStrictEqual(need[path], { $type: 'string' })) {
    return condition.kind === 'points'
      ? condition.points.every((point) => decodeString(point) !== undefined)
      : decodeString(condition.range.low.key) !== undefined || decodeString(condition.range.high.key) !== undefined;
  }
  const target = needed.find(({ exact }) => exact === need);
  return target !== undefined && isWithin(condition, target);
}

function isWithin(inner: PathCondition, outer: PathCondition): boolean {
  if (outer.kind === 'points') {
    return inner.kind === 'points' && inner.points.every((point) => outer.points.includes(point));
  }
  if (inner.kind === 'range') {
    const both = intersect(inner.range, outer.range);
    return compareCuts(both.low, inner.range.low) === 0 && compareCuts(both.high, inner.range.high) === 0;
  }
  const [low, high] = [cutText(outer.range.low), cutText(outer.range.high)];
  return inner.points.every((point) => point >= low && point < high);
}
