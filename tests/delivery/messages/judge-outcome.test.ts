import { describe, expect, test } from 'vitest';
import { judgeOutcome, retryDelay, untried } from '../../../src/delivery/messages/judge-outcome.ts';

const MINUTE = 60;
const greylisted = { kind: 'recipient', isPermanent: false, isHard: false, reply: '450 later' } as const;
const reader = untried({ id: 7, address: 'ann@a.example' });
const lost = { kind: 'unknown', reply: 'closed' } as const;

test('Retries come after five minutes or more, spread, growing to half an hour and beyond (SMTP-02)', () => {
  expect(retryDelay(0, 0)).toBe(5 * MINUTE);
  expect(retryDelay(0, 1)).toBeGreaterThan(retryDelay(0, 0));
  const delays = [0, 1, 2, 3, 4, 5, 10].map((attempts) => retryDelay(attempts, 0));
  expect(delays).toEqual([...delays].sort((one, other) => one - other));
  expect(delays.at(-1)).toBeGreaterThanOrEqual(30 * MINUTE);
  expect(retryDelay(50, 1)).toBeLessThan(2 * 3600);
});

describe('A temporary refusal', () => {
  test('waits for another try', () => {
    expect(judgeOutcome(greylisted, reader, 0)).toEqual({
      subscriberId: 7,
      state: 'deferred',
      reply: '450 later',
      isPossiblyTwice: false,
      retryAfter: 5 * MINUTE,
    });
  });

  test('of a message that was tried for long enough ends as expired (SMTP-02)', () => {
    const old = { ...reader, attempts: 30, isStale: true };
    expect(judgeOutcome(greylisted, old)).toMatchObject({ state: 'expired', retryAfter: null });
  });
});

describe('A lost reply (SMTP-07)', () => {
  test('is unknown and tried once more, a quarter of an hour later or more, flagged', () => {
    expect(judgeOutcome(lost, reader, 0)).toMatchObject({
      state: 'unknown',
      isPossiblyTwice: true,
      retryAfter: 15 * MINUTE,
    });
  });

  test('for the second time is the end', () => {
    const doubted = { ...reader, attempts: 1, isInDoubt: true, isPossiblyTwice: true };
    expect(judgeOutcome(lost, doubted)).toMatchObject({ state: 'unknown', retryAfter: null });
  });
});
