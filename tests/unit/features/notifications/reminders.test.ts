import { describe, expect, test } from 'vitest';
import {
  dayAfter,
  dayIn,
  instantOf,
  isQuiet,
  type QuietHours,
  quietUntil,
} from '../../../../server/features/notifications/quiet-hours.model.ts';
import {
  momentsOfFollowUp,
  momentsOfSession,
  whatNow,
} from '../../../../server/features/notifications/reminders/reminders.model.ts';

const at = (instant: string) => new Date(instant);
const quiet = (from: string, to: string, timeZone = 'UTC', weekends = false): QuietHours => ({
  from,
  to,
  timeZone,
  weekends,
});

describe('when it is no longer quiet', () => {
  test.each([
    ['nothing is', null, '2026-11-18T03:00:00Z', '2026-11-18T03:00:00Z'],
    ['it is not', quiet('18:00', '07:00'), '2026-11-18T12:00:00Z', '2026-11-18T12:00:00Z'],
    ['in the evening', quiet('18:00', '07:00'), '2026-11-18T22:15:30Z', '2026-11-19T07:00:00Z'],
    ['after midnight', quiet('18:00', '07:30'), '2026-11-19T00:00:00Z', '2026-11-19T07:30:00Z'],
    ['on Friday evening', quiet('18:00', '07:00', 'UTC', true), '2026-11-20T20:00:00Z', '2026-11-23T07:00:00Z'],
    [
      'on a weekend of quiet days',
      quiet('12:00', '13:00', 'UTC', true),
      '2026-11-21T05:00:00Z',
      '2026-11-23T00:00:00Z',
    ],
    ['in another zone', quiet('18:00', '07:00', 'America/New_York'), '2026-11-19T00:00:00Z', '2026-11-19T12:00:00Z'],
  ])('%s', (_when, hours, now, expected) => {
    expect(quietUntil(hours, at(now))?.toISOString()).toBe(at(expected).toISOString());
  });

  test('never', () => {
    expect(quietUntil(quiet('07:00', '07:00'), at('2026-11-18T12:00:00Z'))).toBeNull();
  });

  test('is not quiet any more, on both sides of a change of the clocks', () => {
    const hours = quiet('18:00', '07:00', 'Europe/Berlin', true);
    for (const night of ['2027-03-27', '2027-03-28', '2026-10-24', '2026-10-25', '2026-11-18']) {
      for (let hour = 0; hour < 24; hour++) {
        const now = at(`${night}T${String(hour).padStart(2, '0')}:20:00Z`);
        const end = quietUntil(hours, now)!;
        expect(isQuiet(hours, end)).toBe(false);
        expect(end >= now).toBe(true);
      }
    }
  });
});

describe('a time on a day in a zone', () => {
  test.each([
    ['2026-11-18', '07:30', 'UTC', '2026-11-18T07:30:00.000Z'],
    ['2027-03-28', '07:30', 'Europe/Berlin', '2027-03-28T05:30:00.000Z'],
    ['2027-03-27', '07:30', 'Europe/Berlin', '2027-03-27T06:30:00.000Z'],
    ['2027-03-14', '07:30', 'America/New_York', '2027-03-14T11:30:00.000Z'],
    ['2026-11-01', '00:30', 'America/New_York', '2026-11-01T04:30:00.000Z'],
    ['2027-01-01', '07:30', 'Pacific/Kiritimati', '2026-12-31T17:30:00.000Z'],
    ['2027-01-01', '07:30', 'Pacific/Pago_Pago', '2027-01-01T18:30:00.000Z'],
    ['2027-01-01', '07:30', 'Asia/Kathmandu', '2027-01-01T01:45:00.000Z'],
  ])('%s %s in %s', (day, time, zone, expected) => {
    const instant = instantOf(day, time, zone);
    expect(instant.toISOString()).toBe(expected);
    expect(dayIn(zone, instant)).toBe(day);
  });

  test('the day after', () => {
    expect([dayAfter('2026-12-31', 1), dayAfter('2028-03-01', -1), dayAfter('2026-11-18', 0)]).toEqual([
      '2027-01-01',
      '2028-02-29',
      '2026-11-18',
    ]);
  });
});

describe('what there is to remind of', () => {
  const now = at('2026-11-18T12:00:00Z');
  const words = (moments: readonly { news: string; at: Date }[]) =>
    moments.map(({ news, at: when }) => `${news} ${when.toISOString()}`);

  test.each([
    ['2026-11-20T10:00:00Z', ['in-a-day 2026-11-19T10:00:00.000Z', 'in-an-hour 2026-11-20T09:00:00.000Z']],
    ['2026-11-19T11:59:00Z', ['in-an-hour 2026-11-19T10:59:00.000Z']],
    ['2026-11-18T12:59:00Z', []],
    ['2026-11-17T12:00:00Z', []],
  ])('a session at %s', (start, expected) => {
    expect(words(momentsOfSession(at(start), now))).toEqual(expected);
  });

  test.each([
    ['2026-11-20', 'Europe/Madrid', ['due-tomorrow 2026-11-19T06:30:00.000Z', 'due-today 2026-11-20T06:30:00.000Z']],
    ['2026-11-19', 'UTC', ['due-today 2026-11-19T07:30:00.000Z']],
    ['2026-11-18', 'UTC', []],
    ['2026-11-18', 'Pacific/Pago_Pago', ['due-today 2026-11-18T18:30:00.000Z']],
  ])('something for %s in %s', (by, zone, expected) => {
    expect(words(momentsOfFollowUp(by, zone, now))).toEqual(expected);
  });
});

describe('what becomes of what is due', () => {
  const night = quiet('18:00', '07:00');
  const always = quiet('07:00', '07:00');
  const evening = at('2026-11-18T20:00:00Z');
  const morning = at('2026-11-19T07:00:00Z');
  test.each([
    ['it is said', at('2026-11-18T21:00:00Z'), null, { say: true }],
    ['it waits for the morning', at('2026-11-19T09:00:00Z'), night, { say: false, notBefore: morning }],
    ['the morning would be too late', at('2026-11-19T07:00:00Z'), night, { say: false, notBefore: null }],
    ['it is too late now', evening, null, { say: false, notBefore: null }],
    ['it never rings', at('2026-11-19T09:00:00Z'), always, { say: false, notBefore: null }],
    ['what has no end waits', null, night, { say: false, notBefore: morning }],
    ['what has no end and never rings stands in the list', null, always, { say: true }],
  ])('%s', (_what, until, hours, expected) => {
    expect(whatNow({ until }, hours, evening)).toEqual(expected);
  });
});
