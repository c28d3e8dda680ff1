import ical, { type ICalCalendar, ICalEventStatus } from 'ical-generator';
import { endOf, type Time } from './sessions.model.ts';

/** What a calendar program learns of a session: when, with whom, and where; never what it is about. */
export interface CalendarEntry {
  /** The same for a session and those that took its place, so that a calendar moves what it has. */
  uid: string;
  /** Grows with each change (RFC 5545 3.8.7.4). */
  sequence: number;
  title: string;
  time: Time;
  /** A place, or the address of a room. */
  room: string;
  isCancelled: boolean;
  changedAt: Date;
}

const PRODUCT = { company: 'Staffroom', product: 'Sessions', language: 'EN' };
/** How often a program that follows the feed looks again. */
const LOOK_AGAIN_S = 3600;

/**
 * An iCalendar file (RFC 5545). Times are in UTC, so that each calendar shows the right hour in its own time zone, on
 * both sides of a change of the clocks.
 */
export function calendarFile(entries: readonly CalendarEntry[], name?: string): string {
  const calendar = ical({ prodId: PRODUCT, ...(name === undefined ? {} : { name, ttl: LOOK_AGAIN_S }) });
  for (const entry of entries) add(calendar, entry);
  return `${calendar.toString().trimEnd()}\r\n`;
}

function add(
  calendar: ICalCalendar,
  { uid, sequence, title, time, room, isCancelled, changedAt }: CalendarEntry,
): void {
  const place = oneLine(room);
  const address = addressOf(place);
  calendar.createEvent({
    id: uid,
    sequence,
    summary: oneLine(title),
    start: time.start,
    end: endOf(time),
    stamp: changedAt,
    lastModified: changedAt,
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...(place === '' ? {} : { location: place }),
    ...(address === null ? {} : { url: address }),
  });
}

/** Names and places are others' words: control characters are not text (RFC 5545 3.1), and end no line here. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** Null for a place that is no address. A comma or semicolon stands for itself in an address only when it is encoded. */
function addressOf(place: string): string | null {
  if (!/^https?:\/\/\S+$/i.test(place) || !URL.canParse(place)) return null;
  return new URL(place).href.replace(/[,;\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
