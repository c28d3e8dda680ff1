import { describe, expect, test } from 'vitest';
import { countInWeek, gapOf, lastMondays, schoolYearOf } from '../../../../server/features/mentoring/ledger.model.ts';

describe('the weeks of a ledger', () => {
  const day = (text: string) => new Date(`${text}T00:00:00Z`);

  test('begin on Mondays, the last one with the week of today', () => {
    const sunday = new Date('2026-03-01T23:59:59Z');
    expect(lastMondays(sunday, 3)).toEqual([day('2026-02-09'), day('2026-02-16'), day('2026-02-23')]);
    expect(lastMondays(day('2026-03-02'), 1)).toEqual([day('2026-03-02')]);
  });

  test('hold what was given from Monday to Sunday', () => {
    const moments = ['2026-02-22T23:59:59Z', '2026-02-23T00:00:00Z', '2026-03-01T23:59:59Z', '2026-03-02T00:00:00Z'];
    expect(
      countInWeek(
        day('2026-02-23'),
        moments.map((moment) => new Date(moment)),
      ),
    ).toBe(2);
  });
});

test.each([
  ['2026-07-31T23:59:59Z', '2025-08-01'],
  ['2026-08-01T00:00:00Z', '2026-08-01'],
  ['2027-01-15T12:00:00Z', '2026-08-01'],
])('the school year of %s began on %s', (now, began) => {
  expect(schoolYearOf(new Date(now)).toISOString()).toBe(`${began}T00:00:00.000Z`);
});

describe('a gap between the two', () => {
  test.each([
    [0, 0, null],
    [1, 0, null],
    [0, 1, null],
    [2, 0, { turns: 2, owed: 'partner' }],
    [1, 4, { turns: 3, owed: 'me' }],
  ])('I responded in %i turns, they in %i', (mine, partners, gap) => {
    expect(gapOf(mine, partners)).toEqual(gap);
  });
});
