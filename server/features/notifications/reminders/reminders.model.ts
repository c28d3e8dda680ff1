import type { FollowUpNews, SessionNews } from '../../../../shared/vocabulary.ts';
import { dayAfter, instantOf, type QuietHours, quietUntil } from '../quiet-hours.model.ts';

/** A moment to remind of something. */
export interface Moment {
  news: SessionNews | FollowUpNews;
  at: Date;
  /** After this it would only disturb; null: it is put into the list whenever it can be. */
  until: Date | null;
}

const HOUR_MS = 3600_000;
/** When a day begins for reminders, by its owner's clock: before the first lesson. */
const MORNING = '07:30';

/** A day before, as long as the hour before is still to come, and an hour before. What is past is not made up for. */
export function momentsOfSession(start: Date, now: Date): Moment[] {
  const before = (hours: number) => new Date(start.getTime() - hours * HOUR_MS);
  const all: Moment[] = [
    { news: 'in-a-day', at: before(24), until: before(1) },
    { news: 'in-an-hour', at: before(1), until: start },
  ];
  return all.filter(({ at }) => at > now);
}

/** In the morning of the day before, and of the day itself, by its owner's clock. */
export function momentsOfFollowUp(by: string, timeZone: string, now: Date): Moment[] {
  const all: Moment[] = [
    {
      news: 'due-tomorrow',
      at: instantOf(dayAfter(by, -1), MORNING, timeZone),
      until: instantOf(by, MORNING, timeZone),
    },
    { news: 'due-today', at: instantOf(by, MORNING, timeZone), until: null },
  ];
  return all.filter(({ at }) => at > now);
}

/** What becomes of a reminder that is due: it is said, waits for the end of quiet hours, or comes too late. */
export function whatNow(
  { until }: Pick<Moment, 'until'>,
  quiet: QuietHours | null,
  now: Date,
): { say: true } | { say: false; notBefore: Date | null } {
  if (until !== null && now >= until) return { say: false, notBefore: null };
  const end = quietUntil(quiet, now);
  if (end !== null && end <= now) return { say: true };
  // It never rings then, or not in time: what has no end stands in the list, and the rest is left out.
  if (end === null || (until !== null && end >= until))
    return until === null ? { say: true } : { say: false, notBefore: null };
  return { say: false, notBefore: end };
}
