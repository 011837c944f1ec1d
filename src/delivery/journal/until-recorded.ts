import { setTimeout as pause } from 'node:timers/promises';
import type { DeliverySettings } from '../ledger.ts';

const LONGEST_PAUSE_MS = 2000;
const TRIES = 40;

/** What a server accepted must be written down, even if the database is away for a minute. */
export async function untilRecorded(
  { flushMs }: DeliverySettings,
  record: () => Promise<unknown>,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await record();
      return;
    } catch (error) {
      if (attempt >= TRIES) throw error;
      await pause(Math.min(flushMs * attempt, LONGEST_PAUSE_MS));
    }
  }
}
