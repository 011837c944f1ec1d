import { isDatabaseGone } from './database.ts';
import type { Log } from './log.ts';

const SAY_EVERY_MS = 10_000;

/**
 * Reports errors that only mean that the database is away: one line in ten seconds, however many ask.
 * @returns a function that tells whether the error was of that kind.
 */
export function createOutageReport(log: Log): (error: unknown) => boolean {
  let saidAt = -Infinity;
  return (error) => {
    if (!isDatabaseGone(error)) return false;
    if (performance.now() - saidAt > SAY_EVERY_MS) {
      saidAt = performance.now();
      log.warn({ event: 'database.unreachable', hint: 'waiting for it to come back' });
    }
    return true;
  };
}
