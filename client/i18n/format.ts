import { t } from './messages.ts';

/** The reader's own variety of the catalogue's language: a British reader gets British dates. */
export const language = navigator.languages.find((tag) => tag.split('-')[0] === t.language) ?? t.language;
const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
const fullDate = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' });
const dayOfYear = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });
const dayWithYear = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' });
const weekdayDay = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' });
const clock = new Intl.DateTimeFormat(language, { timeStyle: 'short' });
const calendar = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
const languageNames = new Intl.DisplayNames(language, { type: 'language' });

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** `3 min. ago`, `yesterday`, then the date: how old something is, as people say it. */
export function ago(instant: string, now = Date.now()): string {
  const date = new Date(instant);
  const age = now - date.getTime();
  if (age < MINUTE_MS) return t.time.now;
  if (age < HOUR_MS) return relative.format(-Math.floor(age / MINUTE_MS), 'minute');
  if (age < DAY_MS) return relative.format(-Math.floor(age / HOUR_MS), 'hour');
  if (age < 7 * DAY_MS) return relative.format(-Math.floor(age / DAY_MS), 'day');
  return date.getFullYear() === new Date(now).getFullYear() ? dayOfYear.format(date) : dayWithYear.format(date);
}

export function moment(instant: string): string {
  return fullDate.format(new Date(instant));
}

export function timeOfDay(instant: string): string {
  return clock.format(new Date(instant));
}

/** The heading over a day's messages: today, yesterday, or the weekday and date; in the reader's time zone. */
export function dayHeading(instant: string, now = new Date()): string {
  const date = new Date(instant);
  const days = Math.round((startOfDay(now) - startOfDay(date)) / DAY_MS);
  return days === 0 ? t.time.today : days === 1 ? t.time.yesterday : weekdayDay.format(date);
}

export function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** A calendar day such as `2026-12-18`, which has no time zone. */
export function calendarDay(day: string): string {
  return calendar.format(new Date(`${day}T00:00:00Z`));
}

/** The same where there is little room: `18 Dec`. */
export function shortDay(day: string): string {
  return dayOfYear.format(new Date(`${day}T12:00:00`));
}

/** `es-MX` as `Mexican Spanish`; an unknown tag as itself. */
export function languageName(tag: string): string {
  try {
    return languageNames.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
