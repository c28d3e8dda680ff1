import { describe, expect, test } from 'vitest';
import { dayIn, isQuiet, isTimeZone } from '../../../../server/features/notifications/quiet-hours.model.ts';

const MADRID = 'Europe/Madrid';
const NEW_YORK = 'America/New_York';
const HOUR_MS = 3_600_000;

function quiet(from: string, to: string, timeZone = 'UTC', weekends = false) {
  return { from, to, timeZone, weekends };
}
const at = (instant: string) => new Date(instant);

describe('within a day and across midnight', () => {
  // A Wednesday.
  test.each([
    ['12:59', false],
    ['13:00', true],
    ['13:59', true],
    ['14:00', false],
  ])('13:00 to 14:00 at %s: %s', (time, expected) => {
    expect(isQuiet(quiet('13:00', '14:00'), at(`2026-11-18T${time}:00Z`))).toBe(expected);
  });

  test.each([
    ['20:59', false],
    ['21:00', true],
    ['23:59', true],
    ['00:00', true],
    ['06:59', true],
    ['07:00', false],
  ])('21:00 to 07:00 at %s: %s', (time, expected) => {
    expect(isQuiet(quiet('21:00', '07:00'), at(`2026-11-18T${time}:00Z`))).toBe(expected);
  });

  test('each minute of a day is in exactly one of two halves', () => {
    for (let minute = 0; minute < 24 * 60; minute++) {
      const now = new Date(Date.UTC(2026, 10, 18, 0, minute));
      expect(isQuiet(quiet('18:30', '08:15'), now)).toBe(!isQuiet(quiet('08:15', '18:30'), now));
    }
  });

  test('the same time twice is the whole day; none is none', () => {
    expect(isQuiet(quiet('09:00', '09:00'), at('2026-11-18T03:00:00Z'))).toBe(true);
    expect(isQuiet(null, at('2026-11-18T03:00:00Z'))).toBe(false);
  });
});

describe('weekends, by the calendar of the place', () => {
  const weekends = (timeZone: string) => quiet('21:00', '07:00', timeZone, true);
  test.each([
    [MADRID, '2026-11-20T22:59:00Z', true, 'Friday 23:59, in the evening anyway'],
    [MADRID, '2026-11-21T12:00:00Z', true, 'Saturday noon'],
    [MADRID, '2026-11-22T12:00:00Z', true, 'Sunday noon'],
    [MADRID, '2026-11-22T23:30:00Z', true, 'Monday 00:30, before seven'],
    [MADRID, '2026-11-23T06:30:00Z', false, 'Monday 07:30'],
    ['Pacific/Auckland', '2026-11-20T12:00:00Z', true, 'Saturday 01:00 there'],
    ['Pacific/Auckland', '2026-11-22T18:30:00Z', false, 'Monday 07:30 there'],
    ['Pacific/Honolulu', '2026-11-23T08:00:00Z', true, 'Sunday 22:00 there'],
  ])('%s at %s: %s (%s)', (timeZone, instant, expected) => {
    expect(isQuiet(weekends(timeZone), at(instant))).toBe(expected);
  });
});

describe('when clocks change', () => {
  test('Madrid, put forward on 29 March 2026: 02:00 to 03:00 does not happen', () => {
    const night = quiet('22:00', '07:00', MADRID);
    expect(isQuiet(night, at('2026-03-28T20:59:00Z'))).toBe(false); // 21:59 CET
    expect(isQuiet(night, at('2026-03-28T21:00:00Z'))).toBe(true); // 22:00 CET
    expect(isQuiet(night, at('2026-03-29T04:59:00Z'))).toBe(true); // 06:59 CEST
    expect(isQuiet(night, at('2026-03-29T05:00:00Z'))).toBe(false); // 07:00 CEST
    expect(quietHoursIn(night, '2026-03-28T12:00:00Z', 24)).toBe(8);
    expect(quietHoursIn(quiet('02:00', '03:00', MADRID), '2026-03-28T12:00:00Z', 24)).toBe(0);
  });

  test('Madrid, put back on 25 October 2026: 02:00 to 03:00 happens twice', () => {
    const night = quiet('22:00', '07:00', MADRID);
    expect(isQuiet(night, at('2026-10-25T05:59:00Z'))).toBe(true); // 06:59 CET
    expect(isQuiet(night, at('2026-10-25T06:00:00Z'))).toBe(false); // 07:00 CET
    expect(quietHoursIn(night, '2026-10-24T12:00:00Z', 24)).toBe(10);
    expect(quietHoursIn(quiet('02:00', '03:00', MADRID), '2026-10-24T12:00:00Z', 24)).toBe(2);
  });

  test('New York, put forward on 8 March and back on 1 November 2026', () => {
    const night = quiet('20:00', '06:30', NEW_YORK);
    expect(isQuiet(night, at('2026-03-08T10:29:00Z'))).toBe(true); // 06:29 EDT
    expect(isQuiet(night, at('2026-03-08T10:30:00Z'))).toBe(false); // 06:30 EDT
    expect(isQuiet(night, at('2026-11-01T11:29:00Z'))).toBe(true); // 06:29 EST
    expect(isQuiet(night, at('2026-11-01T11:30:00Z'))).toBe(false); // 06:30 EST
    expect(quietHoursIn(night, '2026-03-07T17:00:00Z', 24)).toBe(9.5);
    expect(quietHoursIn(night, '2026-10-31T17:00:00Z', 24)).toBe(11.5);
  });
});

test('days and names of places', () => {
  expect(dayIn(MADRID, at('2026-11-20T23:30:00Z'))).toBe('2026-11-21');
  expect(dayIn(NEW_YORK, at('2026-11-20T23:30:00Z'))).toBe('2026-11-20');
  expect([MADRID, 'UTC', 'Asia/Kathmandu'].every(isTimeZone)).toBe(true);
  expect(['Mars/Olympus', 'Europe Madrid', ''].some(isTimeZone)).toBe(false);
});

/** How many of the hours after a moment are quiet, to the half hour. */
function quietHoursIn(hours: Parameters<typeof isQuiet>[0], from: string, count: number): number {
  let halves = 0;
  for (let half = 0; half < count * 2; half++) {
    if (isQuiet(hours, new Date(at(from).getTime() + (half * HOUR_MS) / 2))) halves += 1;
  }
  return halves / 2;
}
