import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDistantClock } from '../../../src/transports/throttle/distant-clock.ts';
import { createLane } from '../../../src/transports/throttle/rate-bucket.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());
const pass = (ms: number) => void vi.advanceTimersByTime(ms);
const seconds = () => performance.now() / 1000;

/** A lane of ten a second whose permits begin now; it has run for a while. */
async function laneAmong({ others }: { others: boolean }) {
  const reserve = async () => ({ count: 10, wait: 0, every: 0.1, clock: seconds(), isShared: others });
  const lane = createLane(0.1, { reserve, time: async () => seconds() });
  pass(10_000);
  lane.isReady();
  await lane.refill();
  return lane;
}

describe('A permit that is late (SMTP-05)', () => {
  test('is used all the same by who has the limit alone', async () => {
    const lane = await laneAmong({ others: false });
    pass(60);
    expect(lane.isReady()).toBe(true);
  });

  test('is left out among others, who cannot see what is late', async () => {
    const lane = await laneAmong({ others: true });
    pass(60);
    expect(lane.isReady()).toBe(false);
    pass(lane.waitMs() ?? 0);
    expect(lane.isReady()).toBe(true);
  });
});

test('Nobody follows the first message before it is answered, or they would arrive in a crowd; a second is long enough', async () => {
  const lane = await laneAmong({ others: false });
  expect(lane.isReady()).toBe(true);
  lane.take();
  pass(150);
  expect(lane.isReady()).toBe(false);
  lane.answered(150);
  expect(lane.isReady()).toBe(true);

  const mute = await laneAmong({ others: false });
  mute.isReady();
  mute.take();
  pass(1000);
  expect(mute.isReady()).toBe(true);
});

describe('The clock of the database', () => {
  test('is told best by the quickest answer', () => {
    const clock = createDistantClock();
    expect(clock.isKnown()).toBe(false);
    const truth = performance.now();
    pass(80);
    clock.heard(5);
    expect(clock.momentOf(5)).toBe(truth + 80);
    pass(1000 - 75);
    clock.heard(6);
    expect(clock.momentOf(6)).toBe(truth + 1005);
    pass(50);
    clock.heard(6);
    expect(clock.momentOf(6)).toBe(truth + 1005);
  });

  test('may be set, or drift', () => {
    const clock = createDistantClock();
    clock.heard(5);
    clock.heard(3600);
    expect(clock.momentOf(3600)).toBe(performance.now());
    pass(31_000);
    clock.heard(3630.9);
    expect(clock.momentOf(3630.9)).toBe(performance.now());
  });
});
