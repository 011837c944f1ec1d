import { eraseInboundMails } from '../inbound/index.ts';
import { eraseWaitingFacts } from '../hooks/index.ts';
import { sweepOutbox } from '../mailers/index.ts';
import { asActor, type App } from '../platform/app.ts';
import { eraseSubscriber, listDueErasures, purgeDepartures, type Evidence } from '../subscribers/index.ts';
import { forgetAnswersAbout } from './api/idempotency.ts';

/** Erases a person everywhere, kept answers of the API, mail that came in and files of the outbox included (GDPR-02). */
export async function eraseReader(app: App, subscriberId: number, evidence: Evidence): Promise<void> {
  const addresses = await eraseSubscriber(app, subscriberId, evidence);
  for (const address of addresses) await forgetAnswersAbout(app.db, address);
  await eraseInboundMails(app);
  await eraseWaitingFacts(app.db, addresses);
  await sweepOutbox(app).catch((error: unknown) => {
    // The timed job tries again.
    app.log.warn({ event: 'outbox.sweep-failed', err: error });
  });
}

/** Erases whoever asked for it a day ago and did not take it back. Safe to repeat. */
export async function eraseDeparted(app: App): Promise<void> {
  for (const subscriberId of await listDueErasures(app.db)) {
    const person = asActor(app, `subscriber:${subscriberId}`);
    await eraseReader(person, subscriberId, { channel: 'page', ip: null, userAgent: null });
  }
  await purgeDepartures(app.db);
}
