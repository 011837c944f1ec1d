import type { App } from '../../platform/app.ts';
import { createRateLimit } from '../../platform/rate-limit.ts';
import { DoneTooOften } from './say-trouble.ts';

const DAY = 24 * 3600;

/** Every change leaves a consent record that is kept, so whoever has a link could fill the database. A new address gets a mail. Leaving has no limit. */
const LIMITS = {
  changes: { name: 'reader-changes-day', tries: 200, seconds: DAY },
  // Each causes a mail.
  'own-data': { name: 'reader-own-data-day', tries: 5, seconds: DAY },
  addresses: { name: 'reader-addresses-day', tries: 5, seconds: DAY },
  undos: { name: 'reader-undos-day', tries: 10, seconds: DAY },
};

/** @throws DoneTooOften */
export async function limitReader(app: App, what: keyof typeof LIMITS, subscriberId: number): Promise<void> {
  const waitSeconds = await createRateLimit(app.db, LIMITS[what]).take(String(subscriberId));
  if (waitSeconds !== undefined) throw new DoneTooOften(what === 'undos' ? 'undos' : 'changes', waitSeconds);
}
