import type { App } from '../platform/app.ts';
import { eraseSubscriber, type Evidence } from '../subscribers/index.ts';
import { forgetAnswersAbout } from './api/idempotency.ts';

/** Erases a person everywhere, kept answers of the API included (GDPR-02). */
export async function eraseReader(app: App, subscriberId: number, evidence: Evidence): Promise<void> {
  for (const address of await eraseSubscriber(app, subscriberId, evidence)) {
    await forgetAnswersAbout(app.db, address);
  }
}
