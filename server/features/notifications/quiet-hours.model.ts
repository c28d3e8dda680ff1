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
