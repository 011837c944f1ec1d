import { describe, expect, test } from 'vitest';
import { rows } from '../../../src/platform/database.ts';
import { EVERY } from '../../../src/transports/throttle/limit-queries.ts';
import { slowedRate } from '../../../src/transports/throttle/slowed-rate.ts';
import { slowServer } from '../../../src/transports/throttle/slow-queries.ts';
import { createTakenRates } from '../../../src/transports/throttle/taken-rates.ts';
import { createTestApp } from '../../support/app/app.ts';

const { db } = await createTestApp();
const SCOPE = 'transport:default';

test('What a server takes is counted over the latest second, ten seconds and minute', () => {
  let now = 0;
  const taken = createTakenRates(() => now);
  for (let count = 0; count < 100; count += 1) taken.accepted();
  now = 30_000;
  for (let count = 0; count < 20; count += 1) taken.accepted();
  expect(taken.perSecond()).toEqual([20, 2, 2]);
  now = 35_000;
  expect(taken.perSecond()).toEqual([0, 2, 2]);
  now = 61_000;
  expect(taken.perSecond().at(-1)).toBeCloseTo(1 / 3);
  now = 200_000;
  expect(taken.perSecond()).toEqual([0, 0, 0]);
});

describe('A server that puts off everybody gets', () => {
  test('what it took in the latest second, a little less', () => {
    expect(slowedRate([20, 2, 0.3], Infinity, true).to).toBeCloseTo(19);
  });

  test('what it took over a longer time, once it refuses that as well', () => {
    expect(slowedRate([20, 2, 0.3], 19, true).to).toBeCloseTo(1.9);
    expect(slowedRate([0, 2, 0.3], 1.9, true).to).toBeCloseTo(0.285);
  });

  test('never more than what it refused', () => {
    expect(slowedRate([3, 3, 3], 1, true).to).toBe(1);
  });

  test('what it got, while it is full and says nothing about that rate; and what it refused before still counts', () => {
    expect(slowedRate([3, 3, 3], 1, false)).toEqual({ to: 1, from: null });
  });

  test('half, when it took nothing', () => {
    expect(slowedRate([0, 0, 0], 8, true)).toEqual({ to: 4, from: 8 });
    expect(slowedRate([0, 0, 0], Infinity, true).to).toBe(5);
    expect(slowedRate([0, 0, 0], 0.05, true).to).toBe(0.05);
  });
});

interface Relay {
  /** Whether it takes a message at this second; counts it. */
  takes(at: number): boolean;
}

/** Takes `most` messages in every window of so many seconds. */
function windowed(most: number, seconds: number): Relay {
  let window = -1;
  let count = 0;
  return {
    takes(at) {
      const current = Math.floor(at / seconds + 1e-9);
      if (current !== window) [window, count] = [current, 0];
      if (count >= most) return false;
      count += 1;
      return true;
    },
  };
}

/** Takes `burst` at once, and from then on so many a second. */
function leaky(perSecond: number, burst: number): Relay {
  let [level, last] = [burst, 0];
  return {
    takes(at) {
      level = Math.min(level + (at - last) * perSecond, burst);
      last = at;
      if (level < 1) return false;
      level -= 1;
      return true;
    },
  };
}

/** Sends as a process does that never lacks readers; the clock of the database is moved along. */
async function sendOver(relay: Relay, seconds: number, tick: number, quickPerSecond = 120) {
  await db.raw('delete from send_limits');
  let now = 0;
  const taken = createTakenRates(() => now * 1000);
  const accepted: number[] = [];
  const refused: number[] = [];
  let credit = 0;
  for (let step = 0; step * tick < seconds; step += 1) {
    now = step * tick;
    const [row] = await rows<{ every: number | null; rests: boolean }>(
      db,
      `update send_limits
          set slowed_at = slowed_at - make_interval(secs => :tick), next_free_at = next_free_at - make_interval(secs => :tick)
       returning ${EVERY} as every, next_free_at > clock_timestamp() as rests`,
      { tick },
    );
    const every = row?.every ?? undefined;
    const perSecond = every === undefined ? quickPerSecond : 1 / every;
    credit = row?.rests === true ? 0 : Math.min(credit + perSecond * tick, perSecond * tick + 1);
    let isRefused = false;
    for (; credit >= 1; credit -= 1) {
      if (relay.takes(now)) {
        accepted.push(now);
        taken.accepted();
      } else {
        refused.push(now);
        isRefused = true;
      }
    }
    const pace = every === undefined ? Infinity : 1 / every;
    if (isRefused)
      await slowServer(db, SCOPE, slowedRate(taken.perSecond(), pace, taken.hasTakenMore()), '450 Slow');
  }
  const during = (moments: number[], from: number, to: number) =>
    moments.filter((at) => at >= from && at < to).length;
  return {
    accepted: (from: number, to: number) => during(accepted, from, to),
    refused: (from: number, to: number) => during(refused, from, to),
  };
}

describe('A relay that takes 20 messages a second', () => {
  test.each([
    ['counted by the second', () => windowed(20, 1)],
    ['with a burst of as many', () => leaky(20, 20)],
    ['with a burst of a hundred', () => leaky(20, 100)],
  ])('gets between 15 and 20 of them a second within a minute, %s', async (_how, relay) => {
    const { accepted, refused } = await sendOver(relay(), 80, 0.2);
    const rate = accepted(60, 80) / 20;
    expect(rate).toBeGreaterThan(15);
    expect(rate).toBeLessThanOrEqual(21);
    expect(refused(60, 80)).toBeLessThan(accepted(60, 80) * 0.03);
  });
});

test('A relay that takes 20 messages a minute is found out within seconds and asked for little more', async () => {
  const { accepted, refused } = await sendOver(windowed(20, 60), 120, 0.2);
  expect(accepted(0, 120)).toBeGreaterThanOrEqual(38);
  expect(refused(0, 60)).toBeLessThan(20);
  expect(refused(60, 120)).toBeLessThan(5);
});

test('A relay that takes a hundred a minute gets them, so a thousand readers need about ten minutes', async () => {
  const { accepted, refused } = await sendOver(windowed(100, 60), 240, 0.5);
  expect(accepted(60, 240)).toBeGreaterThan(280);
  expect(refused(60, 240) / 3).toBeLessThan(12);
});

test('A relay that was overloaded for a moment gets what it took before within minutes', async () => {
  const relay = { takes: (at: number) => at < 10 || at > 40 };
  const { accepted } = await sendOver(relay, 200, 0.5, 50);
  expect(accepted(190, 200) / 10).toBeGreaterThan(30);
});
