import { describe, expect, test } from 'vitest';
import { meaningOf, type TimeRow, timesToSend } from '../../../../client/features/sessions/proposed-times.ts';
import { suggestTimes } from '../../../../client/features/sessions/suggest-times.ts';

const BERLIN = 'Europe/Berlin';
const NOW = new Date('2027-03-01T12:00:00Z');

let key = 0;
const row = (day: string, time: string, second = false): TimeRow => ({ key: key++, day, time, second });

describe('the times of a proposal', () => {
  test('are sent soonest first, each once, without the rows that are not filled in', () => {
    const rows = [row('2027-03-09', '16:00'), row('', ''), row('2027-03-08', '07:30'), row('2027-03-09', '16:00')];
    expect(timesToSend(rows, 30, BERLIN, NOW)).toEqual([
      { start: '2027-03-08T06:30:00.000Z', minutes: 30 },
      { start: '2027-03-09T15:00:00.000Z', minutes: 30 },
    ]);
  });

  test('are not sent while one of them does not exist or is over', () => {
    const good = row('2027-03-09', '16:00');
    expect(timesToSend([good, row('2027-03-28', '02:30')], 30, BERLIN, NOW)).toBeNull();
    expect(timesToSend([good, row('2027-02-28', '16:00')], 30, BERLIN, NOW)).toBeNull();
    expect(timesToSend([row('2027-03-09', '')], 30, BERLIN, NOW)).toEqual([]);
  });

  test('that come twice are the first or the second, as chosen', () => {
    expect(timesToSend([row('2027-10-31', '02:30')], 30, BERLIN, NOW)).toEqual([
      { start: '2027-10-31T00:30:00.000Z', minutes: 30 },
    ]);
    expect(timesToSend([row('2027-10-31', '02:30', true)], 30, BERLIN, NOW)).toEqual([
      { start: '2027-10-31T01:30:00.000Z', minutes: 30 },
    ]);
    expect(meaningOf(row('2027-10-31', '02:30'), BERLIN, NOW)).toMatchObject({ kind: 'at', twice: { kind: 'twice' } });
  });
});

describe('suggestions after the last session', () => {
  const last = new Date('2027-03-23T15:00:00Z'); // Tuesday, 16:00 in Berlin

  test('keep weekday and hour on the wall over a change of the clocks', () => {
    expect(suggestTimes(last, 'weekly', BERLIN, NOW)).toEqual([
      { day: '2027-03-30', time: '16:00' },
      { day: '2027-04-06', time: '16:00' },
    ]);
    expect(suggestTimes(last, 'fortnightly', BERLIN, NOW)[0]).toEqual({ day: '2027-04-06', time: '16:00' });
    expect(suggestTimes(last, 'monthly', BERLIN, NOW)[0]).toEqual({ day: '2027-04-20', time: '16:00' });
  });

  test('are to come, also when the last session was long ago', () => {
    expect(suggestTimes(last, 'weekly', BERLIN, new Date('2027-06-01T13:59:00Z'))[0]).toEqual({
      day: '2027-06-01',
      time: '16:00',
    });
    expect(suggestTimes(last, 'weekly', BERLIN, new Date('2027-06-01T14:00:00Z'))[0]).toEqual({
      day: '2027-06-08',
      time: '16:00',
    });
  });

  test('leave out a day on which that hour is skipped', () => {
    const night = new Date('2027-03-21T01:30:00Z'); // Sunday, 02:30
    expect(suggestTimes(night, 'weekly', BERLIN, NOW).map(({ day }) => day)).toEqual(['2027-04-04', '2027-04-11']);
  });
});
