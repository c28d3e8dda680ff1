import type { Cycle } from '../../../shared/contracts/cycles.ts';
import type { Pair } from '../../../shared/contracts/mentoring.ts';
import type { MeetingTime, Session } from '../../../shared/contracts/sessions.ts';

/** Something of a pair to see to, or to look forward to. */
export type NowItem =
  | { kind: 'amendment' }
  | { kind: 'answer-session' }
  | { kind: 'cycle'; cycle: Cycle; mine: boolean }
  | { kind: 'session'; time: MeetingTime }
  | { kind: 'begin' };

/**
 * What comes next in a pair: first what the partner waits for, then what is to come, then what they are at. What is not
 * known yet (`undefined`) is not spoken of.
 */
export function whatNow(
  pair: Pair,
  cycles: { items: readonly Cycle[]; mayBegin: boolean } | undefined,
  sessions: readonly Session[] | undefined,
): NowItem[] {
  if (pair.state !== 'active') return [];
  const items: NowItem[] = [];
  if (pair.amendment && !pair.amendment.proposedByMe) items.push({ kind: 'amendment' });
  if (sessions?.some(({ may }) => may.answer)) items.push({ kind: 'answer-session' });
  const cycle = cycles?.items.find(({ state }) => state !== 'complete' && state !== 'set-aside');
  if (cycle?.myMove) items.push({ kind: 'cycle', cycle, mine: true });
  const next = soonest(sessions ?? []);
  if (next) items.push({ kind: 'session', time: next });
  if (cycle && !cycle.myMove) items.push({ kind: 'cycle', cycle, mine: false });
  if (cycles?.mayBegin && !cycle) items.push({ kind: 'begin' });
  return items;
}

function soonest(sessions: readonly Session[]): MeetingTime | null {
  const times = sessions.flatMap(({ state, past, time }) => (state === 'agreed' && !past && time ? [time] : []));
  return times.sort((a, b) => Date.parse(a.start) - Date.parse(b.start))[0] ?? null;
}
