import { isPlainObject } from '../allowed.ts';
import type { Sort, Stage } from '../database.ts';

export interface SplitPipeline {
  filter: Record<string, unknown>;
  sort: Sort | undefined;
  limit: number | undefined;
  rest: readonly Stage[];
}

/** The leading `$match`, `$sort` and `$limit`, which indexes can answer, and the stages left for mingo. */
export function splitPipeline(pipeline: readonly Stage[]): SplitPipeline {
  const rest = [...pipeline];
  const filters: Record<string, unknown>[] = [];
  for (let stage = rest[0]; stage !== undefined && isPlainObject(stage.$match); [stage] = rest) {
    filters.push(stage.$match);
    rest.shift();
  }
  const [only] = filters;
  const filter = filters.length > 1 ? { $and: filters } : (only ?? {});
  const sort = rest[0] && isPlainObject(rest[0].$sort) ? (rest.shift()?.$sort as Sort) : undefined;
  const limit = typeof rest[0]?.$limit === 'number' ? Number(rest.shift()?.$limit) : undefined;
  return { filter, sort, limit, rest };
}

/** Mingo's stages are loaded with the first pipeline that has some: no start needs them. */
export async function stageRunner(stages: readonly Stage[]): Promise<(documents: Iterable<unknown>) => unknown[]> {
  if (stages.length === 0) return (documents) => [...documents];
  const { Aggregator } = await import('mingo');
  return (documents) => new Aggregator([...stages]).run([...documents] as Record<string, unknown>[]);
}
