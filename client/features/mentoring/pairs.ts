import type { Pair } from '../../../shared/contracts/mentoring.ts';
import { FEEDBACK_KINDS } from '../../../shared/vocabulary.ts';

export interface PairGroups {
  toAnswer: Pair[];
  active: Pair[];
  waiting: Pair[];
  past: Pair[];
}

/** Pairs by what one can do about them, each group in the order the server gave. */
export function groupPairs(pairs: readonly Pair[]): PairGroups {
  const groups: PairGroups = { toAnswer: [], active: [], waiting: [], past: [] };
  for (const pair of pairs) {
    if (pair.state === 'active') groups.active.push(pair);
    else if (pair.state !== 'offered') groups.past.push(pair);
    else if (pair.offeredByMe) groups.waiting.push(pair);
    else groups.toAnswer.push(pair);
  }
  return groups;
}

export function total(counts: Pair['ledger']['given']): number {
  return FEEDBACK_KINDS.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0);
}

/** A calendar day some weeks from now, in the person's own time zone. */
export function weeksFrom(now: Date, weeks: number): string {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + weeks * 7);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
