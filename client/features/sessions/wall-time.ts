/** A day and a time as they stand on a wall somewhere: `2027-03-28` and `02:30`. */
export interface WallTime {
  day: string;
  time: string;
}

/**
 * The instants that a wall time names in a time zone. Nearly always one; none when the clocks are put forward over it, and
 * two when they are put back over it.
 */
export type Named =
  | { kind: 'once'; at: Date }
  /** `instead` is as long after the change as the skipped time would have been. */
  | { kind: 'skipped'; instead: Date }
  | { kind: 'twice'; first: Date; second: Date };

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
}

/** What the clocks on the wall show at an instant. */
export function wallTimeOf(at: Date, zone: string): WallTime {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatIn(zone).formatToParts(at)) part[type] = value;
  return {
    day: `${part.year?.padStart(4, '0')}-${part.month}-${part.day}`,
    time: `${part.hour}:${part.minute}`,
  };
}

/** The instants that a wall time names in a zone (IANA name); null when it is not a day and a time. */
export function instantsOf({ day, time }: WallTime, zone: string): Named | null {
  const asUtc = readAsUtc(day, time);
  if (asUtc === null) return null;
  // Around a change there are two offsets; a day before and after it both are seen.
  const before = asUtc - offsetAt(asUtc - DAY_MS, zone);
  const after = asUtc - offsetAt(asUtc + DAY_MS, zone);
  const shown = [...new Set([before, after])].filter((at) => at + offsetAt(at, zone) === asUtc).sort((a, b) => a - b);
  const [first, second] = shown;
  if (first === undefined) return { kind: 'skipped', instead: new Date(before) };
  if (second === undefined) return { kind: 'once', at: new Date(first) };
  return { kind: 'twice', first: new Date(first), second: new Date(second) };
}

/** How far the clocks of a zone are ahead of UTC at an instant, in whole minutes, as milliseconds. */
function offsetAt(at: number, zone: string): number {
  const wall = wallTimeOf(new Date(at), zone);
  return (readAsUtc(wall.day, wall.time) ?? at) - Math.floor(at / MINUTE_MS) * MINUTE_MS;
}

function readAsUtc(day: string, time: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^\d{2}:\d{2}$/.test(time)) return null;
  const at = Date.parse(`${day}T${time}:00Z`);
  return Number.isNaN(at) ? null : at;
}

/** The calendar day some days later. */
export function daysLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The zone of this device. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
