import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPrefetchWindow } from '../../../src/delivery/batches/prefetch-window.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

const CHUNK = 50;

/** A window after a second in which so many messages left and each statement took `statementMs`. */
function afterSecondOf(perSecond: number, statementMs: number, connections = 10, limit = Infinity) {
  const window = createPrefetchWindow(connections, CHUNK, () => limit);
  window.brought(statementMs);
  for (let one = 0; one < perSecond; one += 1) {
    vi.advanceTimersByTime(1000 / perSecond);
    window.taken();
  }
  return window;
}

describe('Readers who stand ready, and would be in doubt after a crash,', () => {
  test('are one for each connection while mail leaves slowly', () => {
    expect(afterSecondOf(20, 5).enough()).toBe(10);
  });

  test('are as many as leave during three statements while mail leaves fast', () => {
    const enough = afterSecondOf(2000, 10).enough();
    expect(enough).toBeGreaterThanOrEqual(55);
    expect(enough).toBeLessThanOrEqual(61);
  });

  test('are never more than two chunks, however slow the database is', () => {
    expect(afterSecondOf(2000, 5000).enough()).toBe(2 * CHUNK);
  });

  test('are no more than a limit lets through in a second', () => {
    expect(afterSecondOf(3, 5, 10, 3).enough()).toBe(3);
  });

  test('come by halves, so that a statement is under way while the other half leaves', () => {
    const window = afterSecondOf(2000, 5000);
    expect(window.chunk()).toBe(CHUNK);
    expect(afterSecondOf(20, 5).chunk()).toBe(5);
  });
});
