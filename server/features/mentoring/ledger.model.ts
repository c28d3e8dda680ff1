/** What the ledger counts, as functions of values. */

const DAY_MS = 24 * 60 * 60_000;
const WEEK_MS = 7 * DAY_MS;

/** The Mondays (UTC) on which the last `count` weeks began, oldest first, the present week's last. */
export function lastMondays(now: Date, count: number): Date[] {
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const monday = midnight - ((now.getUTCDay() + 6) % 7) * DAY_MS;
  return Array.from({ length: count }, (_, week) => new Date(monday - (count - 1 - week) * WEEK_MS));
}

/** How many of the moments are in the week that begins at `monday`. */
export function countInWeek(monday: Date, moments: readonly Date[]): number {
  const from = monday.getTime();
  return moments.filter((at) => at.getTime() >= from && at.getTime() < from + WEEK_MS).length;
}

/** Month and day on which a school year begins (UTC). */
const AUGUST = 7;

/** When the school year of a moment began. */
export function schoolYearOf(now: Date): Date {
  const year = now.getUTCMonth() >= AUGUST ? now.getUTCFullYear() : now.getUTCFullYear() - 1;
  return new Date(Date.UTC(year, AUGUST, 1));
}

/** The one who is behind, and by how many turns; a gap of one is what taking turns looks like. */
export interface Gap {
  turns: number;
  owed: 'me' | 'partner';
}

/** What is between the turns that each of the two has responded in; null when it is nothing to speak of. */
export function gapOf(mine: number, partners: number): Gap | null {
  const turns = Math.abs(mine - partners);
  return turns > 1 ? { turns, owed: mine < partners ? 'me' : 'partner' } : null;
}
