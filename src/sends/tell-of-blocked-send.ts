import { raiseAlert } from '../alerts/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { claimOutage } from './alarm-queries.ts';

/** Tells the admins, once for its publication, that the mail server has not taken a send for long: for its sender, its size or its signature. */
export async function tellOfBlockedSend(
  app: App,
  sendId: number,
  publicationId: number,
  reply: string,
): Promise<void> {
  await inTransaction(app, async (inner) => {
    const outage = await claimOutage(inner.db, sendId, publicationId);
    if (!outage) return;
    await raiseAlert(inner, {
      publicationId,
      news: { code: 'send-not-accepted', params: { subject: outage.subject, reply } },
      since: outage.since,
    });
    app.log.warn({ event: 'send.waiting-long', sendId });
  });
}
