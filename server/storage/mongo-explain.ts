import { isPlainObject } from './allowed.ts';
import type { Explanation } from './database.ts';

/** What the port says about a query, out of the driver's `explain('executionStats')`. */
export function explanation(explained: Record<string, unknown>): Explanation {
  const stats = isPlainObject(explained.executionStats) ? explained.executionStats : {};
  const planner = isPlainObject(explained.queryPlanner) ? explained.queryPlanner : {};
  const stages = stagesOf(planner.winningPlan);
  const names = stages.flatMap(({ stage, indexName }) => {
    if (stage === 'IDHACK' || stage === 'EXPRESS_IXSCAN') return [String(indexName ?? '_id_')];
    return typeof indexName === 'string' ? [indexName] : [];
  });
  return {
    indexes: [...new Set(names)],
    fullScan: stages.some(({ stage }) => stage === 'COLLSCAN'),
    keysExamined: Number(stats.totalKeysExamined ?? 0),
    documentsExamined: Number(stats.totalDocsExamined ?? 0),
    returned: Number(stats.nReturned ?? 0),
    sortedInMemory: stages.some(({ stage }) => stage === 'SORT'),
  };
}

/** Every stage of a plan tree; its form differs between server versions and engines, so all objects are walked. */
function stagesOf(plan: unknown): Record<string, unknown>[] {
  if (Array.isArray(plan)) return plan.flatMap(stagesOf);
  if (!isPlainObject(plan)) return [];
  const inner = Object.values(plan).flatMap(stagesOf);
  return typeof plan.stage === 'string' ? [plan, ...inner] : inner;
}
