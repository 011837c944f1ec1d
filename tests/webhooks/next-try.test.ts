import { expect, test } from 'vitest';
import { isFailingTooLong, nextTry, WAITS } from '../../src/webhooks/next-try.ts';

const now = new Date('2026-12-01T12:00:00Z');
const secondsLater = (at: Date | undefined) => at && (at.getTime() - now.getTime()) / 1000;

test('A call that fails is tried ten times in three days, later each time', () => {
  const waits = WAITS.map((_, at) => secondsLater(nextTry(at + 1, undefined, now)));
  expect(waits).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]);
  expect(waits.reduce((sum: number, wait) => sum + (wait ?? 0), 0) / 3600).toBeGreaterThan(72);
  expect(nextTry(10, undefined, now)).toBeUndefined();
});

test.each([
  ['120', 120],
  ['Tue, 01 Dec 2026 13:00:00 GMT', 3600],
  ['1', 5],
  ['999999999', 86_400],
  ['Tue, 01 Dec 2026 11:00:00 GMT', 5],
  ['soon', 5],
  ['-4', 5],
])('A receiver can ask for more time, for a day at most: Retry-After %s', (retryAfter, seconds) => {
  expect(secondsLater(nextTry(1, retryAfter, now))).toBe(seconds);
});

test('Ten tries are ten, whatever a receiver asks for', () => {
  expect(nextTry(10, '60', now)).toBeUndefined();
});

test('Three days without an accepted call are too long', () => {
  const before = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
  expect([71, 72, 80].map((hours) => isFailingTooLong(before(hours), now))).toEqual([false, true, true]);
});
