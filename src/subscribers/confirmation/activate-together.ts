import type { App } from '../../platform/app.ts';
import { listCompanions } from '../sign-up/companion-queries.ts';
import type { Evidence } from '../subscriber.ts';
import { activate } from './activate.ts';
import { lockConfirmationFor, type Confirmation } from './confirmation-queries.ts';
import { stateOf } from './confirmation-state.ts';

/** Confirms also what was chosen together with it, however long ago: the mail named all, and its link was good. */
export async function activateTogether(app: App, found: Confirmation, evidence: Evidence): Promise<void> {
  await activate(app, found, evidence);
  const details = { ...evidence.details, confirmedWith: found.publicationId };
  for (const { subscriberId, isOpen } of await listCompanions(app.db, found.subscriberId)) {
    const other = isOpen ? await lockConfirmationFor(app.db, subscriberId) : undefined;
    if (other && /^(open|expired)$/.test(await stateOf(app, other)))
      await activate(app, other, { ...evidence, details });
  }
}
