import { expect, test } from 'vitest';
import { pauseMs, retryAfterMs, verdictOn } from '../../../server/federation/delivery/back-off.ts';

test('pauses grow to an hour and are spread by a quarter', () => {
  expect([1, 2, 3, 4].map((failures) => pauseMs(failures, 0.5))).toEqual([20_000, 60_000, 180_000, 540_000]);
  expect(pauseMs(500, 0.5)).toBe(3_600_000);
  expect([pauseMs(1, 0), pauseMs(1, 0.999999)]).toEqual([15_000, 25_000]);
  expect(pauseMs(0, 0.5)).toBe(20_000);
});

test('Retry-After in seconds and as a date, within reason', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  expect(retryAfterMs('120', now)).toBe(120_000);
  expect(retryAfterMs('Thu, 01 Jan 2026 00:05:00 GMT', now)).toBe(300_000);
  expect(retryAfterMs('99999999', now)).toBe(24 * 3_600_000);
  for (const nothing of [undefined, '', 'soon', '-5', '0', 'Thu, 01 Jan 2015 00:05:00 GMT']) {
    expect(retryAfterMs(nothing, now)).toBeNull();
  }
});

test('what answers mean', () => {
  const all = (statuses: number[], attempts = 0) => new Set(statuses.map((status) => verdictOn(status, attempts)));
  expect(all([200, 202, 204])).toEqual(new Set(['delivered']));
  expect(all([400, 403, 404, 410, 422])).toEqual(new Set(['refused']));
  expect(all([401, 408, 425, 429, 500, 502, 503, 301])).toEqual(new Set(['later']));
  // A receiver that could not fetch our key gets a few more chances, not a week of them.
  expect(verdictOn(401, 5)).toBe('refused');
  expect(verdictOn(503, 500)).toBe('later');
});
