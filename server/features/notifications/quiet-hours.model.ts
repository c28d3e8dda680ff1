import type { NotificationSettings } from '../../../shared/contracts/notifications.ts';

export type QuietHours = NonNullable<NotificationSettings['quietHours']>;

/**
 * Whether a moment is quiet, by the clock on the wall of the person's time zone: when it is put forward the hour that
 * is skipped is missing, when it is put back the hour that comes twice counts twice. `from` belongs to the quiet time,
 * `to` no longer; the same time twice means the whole day.
 */
export function isQuiet(quiet: QuietHours | null, now: Date): boolean {
  if (quiet === null) return false;
  const { weekday, minutes } = wallClock(quiet.timeZone, now);
  if (quiet.weekends && (weekday === 'Sat' || weekday === 'Sun')) return true;
  const from = minutesOf(quiet.from);
  const to = minutesOf(quiet.to);
  return from < to ? minutes >= from && minutes < to : minutes >= from || minutes < to;
}

/** Looked at one after another: an evening, and a weekend with the evenings around it. */
const QUIET_TIMES_MAX = 8;
const DAY_MINUTES = 24 * 60;

/** When it is no longer quiet, at `now` or later; null when it always is. Where a clock is changed, within the hour. */
export function quietUntil(quiet: QuietHours | null, now: Date): Date | null {
  let at = now;
  for (let times = 0; times < QUIET_TIMES_MAX; times++) {
    if (quiet === null || !isQuiet(quiet, at)) return at;
    const { minutes } = wallClock(quiet.timeZone, at);
    const ends = [minutesOf(quiet.to), ...(quiet.weekends ? [0] : [])];
    const ahead = ends.map((end) => (end - minutes + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES);
    at = new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS + Math.min(...ahead) * MINUTE_MS);
  }
  return null;
}

const MINUTE_MS = 60_000;

/**
 * The instant at which the clock on the wall of a time zone shows a time (`08:00`) on a day (`2026-12-18`). Of a time that
 * is skipped or comes twice, one within the hour.
 */
export function instantOf(day: string, time: string, timeZone: string): Date {
  const shown = Date.parse(`${day}T${time}:00Z`);
  // The offset of where one lands, once it is known about where that is.
  const offset = (at: number) => wallTime(timeZone, new Date(at)) - at;
  const near = shown - offset(shown);
  return new Date(shown - offset(near));
}

/** What the clock shows, as if it were in UTC; in whole minutes. */
function wallTime(timeZone: string, at: Date): number {
  const { minutes } = wallClock(timeZone, at);
  return Date.parse(`${dayIn(timeZone, at)}T00:00:00Z`) + minutes * MINUTE_MS + (at.getTime() % MINUTE_MS);
}

/** A calendar day so many days later. */
export function dayAfter(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** The calendar day in a time zone, `2026-12-18`. */
export function dayIn(timeZone: string, now: Date): string {
  // Swedish writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now);
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function wallClock(timeZone: string, now: Date): { weekday: string; minutes: number } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  return { weekday: part('weekday'), minutes: Number(part('hour')) * 60 + Number(part('minute')) };
}

/** `18:30` as minutes after midnight. */
function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
