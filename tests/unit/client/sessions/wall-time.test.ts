import { describe, expect, test } from 'vitest';
import { daysLater, instantsOf, wallTimeOf } from '../../../../client/features/sessions/wall-time.ts';

const at = (day: string, time: string, zone: string) => {
  const named = instantsOf({ day, time }, zone);
  if (named === null) return null;
  if (named.kind === 'once') return named.at.toISOString();
  if (named.kind === 'skipped') return { instead: named.instead.toISOString() };
  return [named.first.toISOString(), named.second.toISOString()];
};

describe('a time on the wall as an instant', () => {
  test.each([
    ['2027-03-27', '16:00', 'Europe/Berlin', '2027-03-27T15:00:00.000Z'],
    ['2027-03-28', '16:00', 'Europe/Berlin', '2027-03-28T14:00:00.000Z'],
    ['2027-03-28', '01:59', 'Europe/Berlin', '2027-03-28T00:59:00.000Z'],
    ['2027-03-28', '03:00', 'Europe/Berlin', '2027-03-28T01:00:00.000Z'],
    ['2027-10-31', '01:59', 'Europe/Berlin', '2027-10-30T23:59:00.000Z'],
    ['2027-10-31', '03:00', 'Europe/Berlin', '2027-10-31T02:00:00.000Z'],
    ['2027-01-01', '00:00', 'America/New_York', '2027-01-01T05:00:00.000Z'],
    ['2027-01-01', '09:15', 'Asia/Kathmandu', '2027-01-01T03:30:00.000Z'],
    ['2027-06-15', '23:30', 'Pacific/Kiritimati', '2027-06-15T09:30:00.000Z'],
    ['2028-02-29', '12:00', 'UTC', '2028-02-29T12:00:00.000Z'],
  ])('%s %s in %s', (day, time, zone, instant) => {
    expect(at(day, time, zone)).toBe(instant);
    expect(wallTimeOf(new Date(instant), zone)).toEqual({ day, time });
  });

  test('that the clocks are put forward over does not exist', () => {
    expect(at('2027-03-28', '02:30', 'Europe/Berlin')).toEqual({ instead: '2027-03-28T01:30:00.000Z' });
    expect(wallTimeOf(new Date('2027-03-28T01:30:00.000Z'), 'Europe/Berlin').time).toBe('03:30');
    expect(at('2027-03-14', '02:00', 'America/New_York')).toEqual({ instead: '2027-03-14T07:00:00.000Z' });
    // Half an hour only, on Lord Howe Island.
    expect(at('2027-10-03', '02:15', 'Australia/Lord_Howe')).toEqual({ instead: '2027-10-02T15:45:00.000Z' });
    // A whole day, when Samoa crossed the date line.
    expect(at('2011-12-30', '12:00', 'Pacific/Apia')).toEqual({ instead: '2011-12-30T22:00:00.000Z' });
  });

  test('that the clocks are put back over comes twice', () => {
    expect(at('2027-10-31', '02:30', 'Europe/Berlin')).toEqual([
      '2027-10-31T00:30:00.000Z',
      '2027-10-31T01:30:00.000Z',
    ]);
    expect(at('2027-10-31', '02:00', 'Europe/Berlin')).toEqual([
      '2027-10-31T00:00:00.000Z',
      '2027-10-31T01:00:00.000Z',
    ]);
    expect(at('2027-11-07', '01:30', 'America/New_York')).toEqual([
      '2027-11-07T05:30:00.000Z',
      '2027-11-07T06:30:00.000Z',
    ]);
    expect(at('2027-04-04', '01:45', 'Australia/Lord_Howe')).toEqual([
      '2027-04-03T14:45:00.000Z',
      '2027-04-03T15:15:00.000Z',
    ]);
  });

  test('every quarter of an hour of a year comes back as it went, in zones that change and do not', () => {
    for (const zone of ['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC']) {
      for (let ms = Date.UTC(2027, 0, 1); ms < Date.UTC(2028, 0, 1); ms += 5 * 3600_000 + 900_000) {
        const named = instantsOf(wallTimeOf(new Date(ms), zone), zone);
        const found = named?.kind === 'once' ? [named.at] : named?.kind === 'twice' ? [named.first, named.second] : [];
        expect(found.map(Number), `${zone} ${new Date(ms).toISOString()}`).toContain(ms);
      }
    }
  });

  test.each([
    ['', '10:00'],
    ['2027-01-01', ''],
    ['2027-13-01', '10:00'],
    ['2027-01-01', '25:00'],
    ['tomorrow', 'noon'],
  ])('“%s” “%s” is none', (day, time) => {
    expect(at(day, time, 'Europe/Berlin')).toBeNull();
  });

  test('days go on over months, years and changes of the clocks', () => {
    expect(daysLater('2027-03-27', 7)).toBe('2027-04-03');
    expect(daysLater('2027-12-28', 14)).toBe('2028-01-11');
    expect(daysLater('2028-02-27', 2)).toBe('2028-02-29');
  });
});
