import type { Pair } from '../../../shared/contracts/mentoring.ts';
import { FEEDBACK_KINDS } from '../../../shared/vocabulary.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { parseHandle } from '../profiles/handle.ts';

export interface PairGroups {
  toAnswer: Pair[];
  active: Pair[];
  waiting: Pair[];
  invited: Pair[];
  past: Pair[];
}

/** Pairs by what one can do about them, each group in the order the server gave. */
export function groupPairs(pairs: readonly Pair[]): PairGroups {
  const groups: PairGroups = { toAnswer: [], active: [], waiting: [], invited: [], past: [] };
  for (const pair of pairs) groups[groupOf(pair)].push(pair);
  return groups;
}

function groupOf({ state, offeredByMe }: Pair): keyof PairGroups {
  if (state === 'active' || state === 'invited') return state;
  if (state !== 'offered') return 'past';
  return offeredByMe ? 'waiting' : 'toAnswer';
}

/** What a pair is called where it stands alone: as a card, or over its page. */
export function titleOf({ state, offeredByMe, partner: { displayName: name } }: Pair): string {
  if (state === 'invited' && offeredByMe) return tMentoring.youInvited(name);
  if (state !== 'offered') return tMentoring.youAnd(name);
  return offeredByMe ? tMentoring.youOffered(name) : tMentoring.offeredYou(name);
}

/** The server somebody is on, as people call it. */
export function hostOf({ handle }: { handle: string }): string {
  return parseHandle(handle)?.host ?? '';
}

export function total(counts: Pair['ledger']['given']): number {
  return FEEDBACK_KINDS.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0);
}

/** A calendar day some weeks from now, in the person's own time zone. */
export function weeksFrom(now: Date, weeks: number): string {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + weeks * 7);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
