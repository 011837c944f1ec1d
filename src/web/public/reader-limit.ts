import type { App } from '../../platform/app.ts';
import { TooMany } from '../../platform/errors.ts';
import { createRateLimit } from '../../platform/rate-limit.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

/** Every change leaves a consent record that is kept, so whoever has a link could fill the database. Leaving has no limit. */
const LIMITS = {
  changes: [
    { name: 'reader-changes-hour', tries: 60, seconds: HOUR },
    { name: 'reader-changes-day', tries: 200, seconds: DAY },
  ],
  undos: [{ name: 'reader-undos-day', tries: 10, seconds: DAY }],
};

const WORDS = {
  changes: 'Your choices were changed very often just now, so this change is not saved.',
  undos: 'This was taken back very often today, so nothing is changed now.',
};

/** @throws TooMany */
export async function limitReader(app: App, what: keyof typeof LIMITS, subscriberId: number): Promise<void> {
  for (const limit of LIMITS[what]) {
    const waitSeconds = await createRateLimit(app.db, limit).take(String(subscriberId));
    if (waitSeconds !== undefined) throw new TooMany(WORDS[what], waitSeconds);
  }
}
