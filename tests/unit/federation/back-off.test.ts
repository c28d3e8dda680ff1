import { expect, test } from 'vitest';
import {
  againAfterMs,
  isUnreachable,
  mayPass,
  pauseMs,
  retryAfterMs,
  verdictOn,
} from '../../../server/federation/delivery/back-off.ts';

test('pauses grow to an hour and are spread by a quarter', () => {
  expect([1, 2, 3, 4].map((failures) => pauseMs(failures, 0.5))).toEqual([20_000, 60_000, 180_000, 540_000]);
  expect(pauseMs(500, 0.5)).toBe(3_600_000);
  expect([pauseMs(1, 0), pauseMs(1, 0.999999)]).toEqual([15_000, 25_000]);
  expect(pauseMs(0, 0.5)).toBe(20_000);
});

test('what a host asks for counts when it is longer, and when it is shorter the first time only', () => {
  expect(pauseMs(1, 0.5, { askedForMs: 1_000 })).toBe(1_000);
  expect(pauseMs(2, 0.5, { askedForMs: 1_000 })).toBe(60_000);
  expect(pauseMs(2, 0.5, { askedForMs: 900_000 })).toBe(900_000);
});

test('a host that failed for a week is tried once a day', () => {
  const day = 24 * 3_600_000;
  expect(pauseMs(200, 0.5, { failingForMs: 7 * day - 1 })).toBe(3_600_000);
  expect(pauseMs(200, 0.5, { failingForMs: 7 * day })).toBe(day);
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

test('what is refused is offered again after an hour, then ever more seldom, at least daily', () => {
  const hours = [0, 1, 2, 3, 4, 5, 100].map((resent) => againAfterMs(resent) / 3_600_000);
  expect(hours).toEqual([1, 2, 4, 8, 16, 24, 24]);
  expect(['403', '404', '410', '401', 'blocked', 'recipient-unknown'].every(mayPass)).toBe(true);
  // What is wrong with the thing itself will be wrong tomorrow.
  expect(['400', '413', '422', 'activity-missing', 'inbox', 'address'].some(mayPass)).toBe(false);
});

test('a host is unreachable after three attempts and ten minutes, not after a hiccup', () => {
  const now = new Date('2026-01-01T01:00:00Z');
  const since = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  expect(isUnreachable({ failures: 3, failingSince: since(10) }, now)).toBe(true);
  expect(isUnreachable({ failures: 2, failingSince: since(500) }, now)).toBe(false);
  expect(isUnreachable({ failures: 30, failingSince: since(9) }, now)).toBe(false);
  // Failures of single rows say nothing about the host.
  expect(isUnreachable({ failures: 30 }, now)).toBe(false);
});
