import { raiseAlert } from '../alerts/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { getPublicationById } from '../publications/index.ts';
import type { Reason } from '../words/index.ts';
import { giveReason, holdLateRows } from './held-queries.ts';

/** Holds letters that are too late to go out without a word (TIM-05), and tells the admins. */
export async function holdLateLetters(app: App): Promise<void> {
  await inTransaction(app, async (inner) => {
    for (const { id, publicationId, subject, scheduledAt } of await holdLateRows(
      inner.db,
      app.config.holdAfterHours,
    )) {
      const { timeZone } = await getPublicationById(inner.db, publicationId);
      const reason: Reason<'letter-late'> = {
        code: 'letter-late',
        params: { dueAt: scheduledAt.toISOString(), timeZone },
      };
      await giveReason(inner.db, [id], reason);
      await raiseAlert(inner, {
        publicationId,
        news: { code: 'letter-held', params: { sendId: id, subject, reason } },
        since: scheduledAt,
      });
      app.log.warn({ event: 'send.held', sendId: id });
    }
  });
}
