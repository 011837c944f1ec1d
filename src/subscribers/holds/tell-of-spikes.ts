import { raiseAlert } from '../../alerts/index.ts';
import { inTransaction, type App } from '../../platform/app.ts';
import { createRateLimit } from '../../platform/rate-limit.ts';
import { slowLaneOf } from '../proofs/slow-lane.ts';
import { listCrowds } from '../sign-up/turn-queries.ts';

/** Word to the admins that confirmation mails wait, in the transaction that begins the hold. */
export async function tellOfHold(app: App, publicationId: number, isForEverybody: boolean): Promise<void> {
  await raiseAlert(app, { publicationId, news: { code: 'sign-ups-held', params: { isForEverybody } } });
}

/** So many mails that wait for one network are worth an alert: a bot, or a school that somebody should let through. */
const CROWD = 100;

/** Word to the admins, once a day for each network (BOMB-02). */
export async function tellOfCrowds(app: App): Promise<void> {
  for (const { hash, publicationId, since, mails } of await listCrowds(app.db, CROWD, slowLaneOf(app))) {
    await inTransaction(app, async (inner) => {
      // Counted in the transaction: it goes back when the alert does.
      const told = createRateLimit(inner.db, { name: 'crowd-alert', tries: 1, seconds: 86_400 });
      if ((await told.take(hash.toString('base64url'))) !== undefined) return;
      await raiseAlert(inner, {
        publicationId,
        news: { code: 'sign-ups-crowd', params: { mails } },
        since,
      });
    });
  }
}
