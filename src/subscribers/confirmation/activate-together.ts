import type { App } from '../../platform/app.ts';
import { listOpenCompanions } from '../sign-up/companion-queries.ts';
import type { Evidence } from '../subscriber.ts';
import { activate } from './activate.ts';
import { lockConfirmationFor, type Confirmation } from './confirmation-queries.ts';
import { stateOf } from './confirmation-state.ts';

/** Confirms also what was chosen together with it, however long ago: the mail named all, and its link was good. */
export async function activateTogether(app: App, found: Confirmation, evidence: Evidence): Promise<void> {
  await activate(app, found, evidence);
  const details = { ...evidence.details, confirmedWith: found.publicationId };
  for (const { subscriberId } of await listOpenCompanions(app.db, found.subscriberId)) {
    const other = await lockConfirmationFor(app.db, subscriberId);
    if (!other) continue;
    const state = await stateOf(app, other);
    if (state === 'open' || state === 'expired') await activate(app, other, { ...evidence, details });
  }
}
