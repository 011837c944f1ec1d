import { sweepOutbox } from '../delivery/index.ts';
import type { App } from '../platform/app.ts';
import { eraseSubscriber, type Evidence } from '../subscribers/index.ts';
import { forgetAnswersAbout } from './api/idempotency.ts';

/** Erases a person everywhere, kept answers of the API and files of the outbox included (GDPR-02). */
export async function eraseReader(app: App, subscriberId: number, evidence: Evidence): Promise<void> {
  const addresses = await eraseSubscriber(app, subscriberId, evidence);
  for (const address of addresses) await forgetAnswersAbout(app.db, address);
  await sweepOutbox(app).catch((error: unknown) => {
    // The timed job tries again.
    app.log.warn({ event: 'outbox.sweep-failed', err: error });
  });
}
