import { raiseAlert } from '../alerts/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { claimOutage } from './alarm-queries.ts';

/** Tells the admins, once per outage, that the mail server has kept a send waiting for long. */
export async function tellOfOutage(
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
      headline: 'A send waits for the mail server',
      about: outage.subject,
      what: 'The mail server could not be used, and nothing of this email left since.',
      advice:
        'Nothing is lost: it is tried again by itself, and goes on where it was. If the server wants something of you, its reply says what; “npx paperround doctor” looks at the whole installation.',
      reply,
      since: outage.since,
    });
    app.log.warn({ event: 'send.waiting-long', sendId });
  });
}
