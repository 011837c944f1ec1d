import type { App } from '../platform/app.ts';
import { purgeCodes } from './codes/code-queries.ts';
import { purgeConfirmationRequests } from './confirmation/confirmation-queries.ts';
import { purgeUnconfirmedRows } from './queries.ts';

/** Forgets people who never confirmed, and requests and codes that count no more (TOK-04, CON-03). Safe to repeat. */
export async function purgeUnconfirmed(app: App): Promise<number> {
  const count = await purgeUnconfirmedRows(app.db);
  await purgeConfirmationRequests(app.db);
  await purgeCodes(app.db);
  app.log.info({ event: 'subscribers.purged', count });
  return count;
}
