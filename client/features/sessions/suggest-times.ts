import type { Session } from '../../../shared/contracts/sessions.ts';
import type { Cadence } from '../../../shared/vocabulary.ts';
import { daysLater, instantsOf, type WallTime, wallTimeOf } from './wall-time.ts';

/** A month is four weeks here: the weekday stays, which is what a timetable goes by. */
const DAYS: Record<Cadence, number> = { weekly: 7, fortnightly: 14, monthly: 28 };

/** The agreed session that was, or will be, the last. */
export function lastAgreed(sessions: readonly Session[]): Session | null {
  const agreed = sessions.filter(({ state, time }) => state === 'agreed' && time !== null);
  return agreed.reduce<Session | null>((last, session) => (startOf(session) > startOf(last) ? session : last), null);
}

function startOf(session: Session | null): number {
  return session?.time ? Date.parse(session.time.start) : Number.NEGATIVE_INFINITY;
}

/**
 * Times at the same weekday and hour as the last session, as often as the two agreed to meet, by the reader's clock: an
 * hour on the wall stays the same hour when the clocks change. The next ones that are to come; none of a skipped hour.
 */
export function suggestTimes(last: Date, cadence: Cadence, zone: string, now: Date, count = 2): WallTime[] {
  const { day, time } = wallTimeOf(last, zone);
  const step = DAYS[cadence];
  // Long ago, it is the weekday that counts: on from the last beat before now.
  const passed = Math.max(0, Math.floor((now.getTime() - last.getTime()) / (step * 24 * 3600_000)));
  const suggested: WallTime[] = [];
  for (let beat = passed; beat <= passed + count + 2 && suggested.length < count; beat++) {
    if (beat === 0) continue;
    const wall = { day: daysLater(day, beat * step), time };
    const named = instantsOf(wall, zone);
    if (named === null || named.kind === 'skipped') continue;
    const at = named.kind === 'once' ? named.at : named.first;
    if (at > now) suggested.push(wall);
  }
  return suggested;
}
