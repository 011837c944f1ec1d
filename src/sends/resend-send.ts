import { recipientsAmong } from '../audiences/index.ts';
import { countReopenable, REOPENABLE, reopenMessages, type ReopenableState } from '../delivery/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import type { Db } from '../platform/database.ts';
import { Conflict } from '../platform/errors.ts';
import { lockNumbers } from '../publications/index.ts';
import { dropDebtsOfSend, IS_MADE_UP } from '../rhythms/index.ts';
import { markReopened } from './end-queries.ts';
import { getSendRow, lockSend } from './queries.ts';

export const RESENDABLE = REOPENABLE;
export type ResendableState = ReopenableState;

/**
 * One more try for those whom a send did not reach, with the same bytes and Message-ID: never for one whose server
 * accepted it, to whom a later digest brought its articles, or who left or is suppressed. Asked for twice, also at once, it plans one try each.
 * @returns how many are tried again.
 * @throws NotFound, Conflict for a send that has not begun or was cancelled.
 */
export async function resendSend(
  app: App,
  publicationId: number,
  id: number,
  states: ResendableState[] = [...RESENDABLE],
): Promise<{ reopened: number }> {
  await getSendRow(app.db, publicationId, id);
  return inTransaction(app, async (inner) => {
    const { db, log } = inner;
    // No digest is frozen meanwhile: it makes up for the send, or finds that nothing is owed.
    await lockNumbers(db, publicationId, 'to-read');
    // Locks the row: a second resend, or the finish of the send, waits and sees what this one did.
    const status = await lockSend(db, id);
    if (status !== 'sent' && status !== 'sending' && status !== 'paused')
      throw new Conflict(
        `send-is-${status}`,
        `This send is ${status}, so none of its messages can be sent again.`,
      );
    const reopened = await reopenMessages(db, id, states, stillWithout);
    if (reopened > 0) {
      await markReopened(db, id);
      await dropDebtsOfSend(db, id);
      const details = { states, reopened };
      await audit(inner, { action: 'send.resent', subject: `send:${id}`, details });
      log.info({ event: 'send.resent', sendId: id, reopened });
    }
    return { reopened };
  });
}

/** Query for those of these ids whom the send may reach, and to whom nothing else brought what was in it. */
const stillWithout = (ids: string) => `${recipientsAmong(ids)} and not ${IS_MADE_UP}`;

/** How many `resendSend` would try again now, as `countReopenable` counts. */
export const countResendable = (db: Db, id: number) => countReopenable(db, id, stillWithout);
