import { parse } from 'node-cron';
import { expect, test } from 'vitest';
import { isDue } from '../../../src/platform/jobs/ticks.ts';

const at = (time: string) => Date.parse(`2026-11-29T${time}Z`) / 1000;
const HOUR = 3600;
const DAY = 24 * HOUR;
const eachSecond = parse('* * * * * *');
const eachTen = parse('*/10 * * * * *');
const eachMinute = parse('* * * * *');
const hourly = parse('7 * * * *');
const nightly = parse('27 3 * * *');

/** How often a job is begun by looks at the clock at these moments. */
function runs(times: Parameters<typeof isDue>[0], looks: number[]): number {
  return looks.slice(1).filter((now, index) => isDue(times, looks[index] ?? 0, now)).length;
}
const seconds = (from: number, count: number) => Array.from({ length: count + 1 }, (_, n) => from + n);

test('Each job runs at its times, once', () => {
  const minute = seconds(at('12:00:00') - 1, 60);
  expect([eachSecond, eachTen, eachMinute, hourly].map((times) => runs(times, minute))).toEqual([
    60, 6, 1, 0,
  ]);
  const hour = seconds(at('12:00:30'), HOUR);
  expect([eachTen, eachMinute, hourly].map((times) => runs(times, hour))).toEqual([360, 60, 1]);
  expect(runs(nightly, seconds(at('03:26:00'), 120))).toBe(1);
});

test('A look that comes late misses nothing and repeats nothing', () => {
  expect(runs(eachTen, [at('12:00:08'), at('12:00:12'), at('12:00:12'), at('12:00:13')])).toBe(1);
  expect(runs(eachMinute, [at('12:00:59'), at('12:01:03'), at('12:01:04')])).toBe(1);
});

test('After a clock that was set back, jobs go on at once', () => {
  for (const back of [HOUR, DAY]) {
    const looks = [...seconds(at('12:00:00'), 5), ...seconds(at('12:00:06') - back, 60)];
    expect(runs(eachSecond, looks)).toBe(66);
    expect(runs(eachMinute, looks)).toBeGreaterThanOrEqual(1);
  }
});

test('After a clock that was set forward, or a machine that slept, each job is due once, whatever it missed', () => {
  for (const forward of [HOUR, DAY, 365 * DAY]) {
    const looks = [...seconds(at('12:00:00'), 5), ...seconds(at('12:00:06') + forward, 5)];
    expect(runs(eachSecond, looks)).toBe(11);
    expect(runs(hourly, looks)).toBe(1);
    expect(runs(nightly, looks)).toBe(forward === HOUR ? 0 : 1);
  }
});
