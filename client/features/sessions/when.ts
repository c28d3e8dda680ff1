import type { MeetingTime } from '../../../shared/contracts/sessions.ts';
import { language } from '../../i18n/format.ts';
import { ownZone } from './wall-time.ts';

/** `Tuesday 4 May, 16:00–16:30 CEST`: when it is by the reader's clock, with the name of what the clock shows. */
export function whenOf({ start, minutes }: MeetingTime, zone = ownZone(), now = new Date()): string {
  const from = new Date(start);
  const otherYear = from.getFullYear() !== now.getFullYear();
  return new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(otherYear && { year: 'numeric' as const }),
    hour: 'numeric',
    minute: '2-digit',
    timeZone: zone,
    timeZoneName: 'short',
  }).formatRange(from, new Date(from.getTime() + minutes * 60_000));
}

/** The same without its end, where there is little room. */
export function startOf(at: Date, zone = ownZone()): string {
  return new Intl.DateTimeFormat(language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: zone,
  }).format(at);
}

/** What a time zone is called, and by which name computers know it: `Central European Time (Europe/Berlin)`. */
export function zoneName(zone = ownZone()): string {
  const named = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'longGeneric' })
    .formatToParts(new Date())
    .find(({ type }) => type === 'timeZoneName')?.value;
  return named === undefined || named === zone ? zone : `${named} (${zone})`;
}

/** What the clocks of a zone are called at an instant, for telling two alike times apart: `GMT+2`. */
export function offsetName(at: Date, zone = ownZone()): string {
  const part = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'shortOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName');
  return part?.value ?? zone;
}
