import { inTransaction, type App } from '../platform/app.ts';
import { purgeChanges } from './address/address-queries.ts';
import { purgeCodes } from './codes/code-queries.ts';
import { purgeConfirmationRequests } from './confirmation/confirmation-queries.ts';
import { addCounts } from './funnel/count-queries.ts';
import { purgeProofs } from './proofs/proof-queries.ts';
import { purgeUnconfirmedRows } from './queries.ts';

/** Forgets people who never confirmed, but for how many came from where; and requests, codes and moves that count no more (TOK-04, CON-03). Safe to repeat. */
export async function purgeUnconfirmed(app: App): Promise<number> {
  const count = await inTransaction(app, async ({ db }) => {
    const counts = await purgeUnconfirmedRows(db);
    await addCounts(
      db,
      counts.filter(({ signedUp }) => signedUp > 0),
    );
    return counts.reduce((sum, { people }) => sum + people, 0);
  });
  await purgeConfirmationRequests(app.db);
  await purgeCodes(app.db);
  await purgeProofs(app.db);
  await purgeChanges(app.db);
  app.log.info({ event: 'subscribers.purged', count });
  return count;
}
