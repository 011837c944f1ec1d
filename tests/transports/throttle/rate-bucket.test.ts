import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDistantClock } from '../../../src/transports/throttle/distant-clock.ts';
import { SECOND_SHARE } from '../../../src/transports/throttle/limit-queries.ts';
import { createRateBucket, type RateBucket } from '../../../src/transports/throttle/rate-bucket.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());
const pass = (ms: number) => void vi.advanceTimersByTime(ms);
const seconds = () => performance.now() / 1000;

/** A bucket of ten a second whose slots begin now; it has run for a while. */
async function bucketAmong({ others }: { others: boolean }) {
  const reserve = async () => ({ count: 10, wait: 0, every: 0.1, clock: seconds(), isShared: others });
  const bucket = createRateBucket(0.1, { reserve, time: async () => seconds() });
  pass(10_000);
  bucket.isReady();
  await bucket.refill();
  return bucket;
}

/** Slots as the database gives them: those of the next quarter of a second, one after the other. */
function virtualSchedule(every: number) {
  let nextFree = 0;
  return {
    time: async () => seconds(),
    reserve: async () => {
      const clock = seconds();
      const first = Math.max(nextFree, clock);
      const count = Math.ceil(0.25 / every);
      nextFree = first + count * every;
      return { count, wait: first - clock, every, clock, isShared: false };
    },
  };
}

/**
 * One who has always a message at hand, for a minute of a fake clock; a server that answers after 2 ms.
 * @param stallAt the process stands still for so long at this second.
 * @returns the second of each answer.
 */
async function minuteOf(perSecond: number, stallAt = Infinity, stallMs = 0): Promise<number[]> {
  const every = 1 / (perSecond * SECOND_SHARE);
  const bucket = createRateBucket(every, virtualSchedule(every));
  const answers: number[] = [];
  const onTheWay: number[] = [];
  const start = seconds();
  let stall = stallMs;
  while (seconds() < start + 60) {
    if (seconds() >= start + stallAt) {
      pass(stall);
      stall = 0;
    }
    while (bucket.isReady()) {
      bucket.take();
      onTheWay.push(seconds());
    }
    await bucket.refill();
    pass(1);
    while (onTheWay[0] !== undefined && onTheWay[0] + 0.002 <= seconds() + 1e-9) {
      bucket.answered((seconds() - (onTheWay.shift() ?? 0)) * 1000);
      answers.push(seconds() - start);
    }
  }
  return answers;
}

/** The most answers in any second; they are in order. */
function mostInSecond(answers: number[]): number {
  let from = 0;
  return answers.reduce((most, at, place) => {
    while ((answers[from] ?? 0) <= at - 1) from += 1;
    return Math.max(most, place - from + 1);
  }, 0);
}

describe('A limit per second, over a minute (SMTP-05)', () => {
  test.each([20, 50, 100, 400])(
    'of %d lets nearly all of it through, and in no second more',
    async (perSecond) => {
      const answers = await minuteOf(perSecond);
      expect(mostInSecond(answers)).toBeLessThanOrEqual(perSecond);
      const steady = answers.filter((at) => at >= 5);
      expect(steady.length / 55).toBeGreaterThan(perSecond * 0.955);
      expect(steady.length / 55).toBeLessThanOrEqual(perSecond);
    },
  );

  test.each([100, 250, 700])(
    'is kept although the process stands still for %d ms: what is late crowds nobody',
    async (ms) => {
      const answers = await minuteOf(50, 30, ms);
      expect(mostInSecond(answers)).toBeLessThanOrEqual(50);
      expect(answers.filter((at) => at >= 35).length / 25).toBeGreaterThan(50 * 0.975);
    },
  );
});

describe('A slot that is late (SMTP-05)', () => {
  test('is used all the same by who has the limit alone', async () => {
    const bucket = await bucketAmong({ others: false });
    pass(60);
    expect(bucket.isReady()).toBe(true);
  });

  test('is left out among others, who cannot see what is late', async () => {
    const bucket = await bucketAmong({ others: true });
    pass(60);
    expect(bucket.isReady()).toBe(false);
    pass(bucket.waitMs() ?? 0);
    expect(bucket.isReady()).toBe(true);
  });
});

test('Nobody follows the first message before it is answered, or they would arrive in a crowd; a second is long enough', async () => {
  const bucket = await bucketAmong({ others: false });
  expect(bucket.isReady()).toBe(true);
  bucket.take();
  pass(150);
  expect(bucket.isReady()).toBe(false);
  bucket.answered(150);
  expect(bucket.isReady()).toBe(true);

  const mute = await bucketAmong({ others: false });
  mute.isReady();
  mute.take();
  pass(1000);
  expect(mute.isReady()).toBe(true);
});

/** Gives out slots as the database does: one behind the other, a quarter of a second's at a time, or less among others. */
function scheduleOf(perSecond: number) {
  const every = 1 / (perSecond * SECOND_SHARE);
  let nextFree = 0;
  let latest = '';
  return (taker: string) => ({
    time: async () => seconds(),
    async reserve() {
      const isShared = latest !== '' && latest !== taker;
      latest = taker;
      const now = seconds();
      if (nextFree >= now + 1) return { count: 0, wait: nextFree - now - 1, every, clock: now, isShared };
      const count = Math.max(Math.floor((isShared ? 0.1 : 0.25) / every), 1);
      const wait = Math.max(nextFree - now, 0);
      nextFree = now + wait + count * every;
      return { count, wait, every, clock: now, isShared };
    },
  });
}

/** Sends for half a minute over buckets that share a limit, and answers each message after some milliseconds. */
async function sendThrough(perSecond: number, { processes = 1, answerMs = 2 } = {}) {
  const sourceOf = scheduleOf(perSecond);
  const buckets = Array.from({ length: processes }, (_, n) =>
    createRateBucket(1 / (perSecond * SECOND_SHARE), sourceOf(String(n))),
  );
  const arrivals: number[] = [];
  const answers: { at: number; bucket: RateBucket }[] = [];
  const beganAt = performance.now();
  for (let ms = 0; ms < 30_000; ms += 1) {
    pass(1);
    while (answers[0] && answers[0].at <= performance.now()) answers.shift()?.bucket.answered(answerMs);
    for (const bucket of buckets) {
      if (!bucket.isReady()) continue;
      bucket.take();
      arrivals.push(performance.now() - beganAt);
      answers.push({ at: performance.now() + answerMs, bucket });
    }
    await bucketsFilled(buckets);
  }
  const steady = arrivals.filter((at) => at > 5000);
  const most = Math.max(...steady.map((from, n) => steady.slice(n).findIndex((at) => at >= from + 1000)));
  return { rate: steady.length / 25, most };
}

const bucketsFilled = (buckets: RateBucket[]) => Promise.all(buckets.map(async (bucket) => bucket.refill()));

describe('A limit of a second is kept and nearly used up (SMTP-05)', () => {
  test('by two processes that share it', async () => {
    const { rate, most } = await sendThrough(200, { processes: 2 });
    expect(rate / 200).toBeCloseTo(0.98, 2);
    expect(most).toBeLessThanOrEqual(200);
  });

  test('by a process whose server is far away, nearly', async () => {
    const { rate, most } = await sendThrough(100, { answerMs: 200 });
    expect(rate / 100).toBeGreaterThan(0.9);
    expect(most).toBeLessThanOrEqual(100);
  });
});

test('Slots in hand of a faster rate are not used once the server gets less', async () => {
  const bucket = await bucketAmong({ others: false });
  expect(bucket.isReady()).toBe(true);
  bucket.change(0.099);
  expect(bucket.isReady()).toBe(true);
  bucket.change(1);
  expect(bucket.isReady()).toBe(false);
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
