import { keepTally, viewTally, type Tally } from '../delivery/index.ts';
import type { App } from '../platform/app.ts';
import type { Db } from '../platform/database.ts';
import { findUntalliedSend, isTallied, markTallied } from './tally-queries.ts';

/** Works out the figures of sends that are over, once each; one that is sent again is worked out again. */
export async function tallyEndedSends(app: App, signal?: AbortSignal): Promise<void> {
  for (;;) {
    const send = signal?.aborted ? undefined : await findUntalliedSend(app.db);
    if (!send) return;
    await keepTally(app.db, send.id);
    await markTallied(app.db, send.id, send.finishedAt);
  }
}

/** The messages of a send by their failures, domains and topics. */
export async function viewSendTally(db: Db, id: number): Promise<Tally> {
  return viewTally(db, id, await isTallied(db, id));
}
