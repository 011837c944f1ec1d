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
      headline: 'The mail server does not take a send',
      about: outage.subject,
      what: 'The mail server takes no message of this email: for its sender, its size or its signature. Nothing of it left since.',
      advice:
        'Nothing is lost: it is tried again by itself, and goes on where it was. If the server wants something of you, its reply says what; “npx paperround doctor” looks at the whole installation.',
      reply,
      since: outage.since,
    });
    app.log.warn({ event: 'send.waiting-long', sendId });
  });
}
