import type { App } from '../platform/app.ts';
import { purgeRateLimits } from '../platform/rate-limits.ts';
import { purgeConfirmationRequests } from './confirmation-queries.ts';
import { purgeUnconfirmedRows } from './queries.ts';

/** Forgets people who never confirmed, and counters that count nothing any more (TOK-04, CON-03). Safe to repeat. */
export async function purgeUnconfirmed(app: App): Promise<number> {
  const count = await purgeUnconfirmedRows(app.db);
  await purgeConfirmationRequests(app.db);
  await purgeRateLimits(app.db);
  app.log.info({ event: 'subscribers.purged', count });
  return count;
}
