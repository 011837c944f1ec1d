import { recipientsAmong } from '../audiences/index.ts';
import { hearBatches, reopenMessages, takeDoubtedReaders } from '../delivery/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { Conflict } from '../platform/errors.ts';
import { holdSend } from './alarm-queries.ts';
import { getSendRow, moveSend } from './queries.ts';
import type { Send, SendStatus } from './send.ts';

/** Statuses that a send can be paused in. */
export const PAUSABLE: SendStatus[] = ['scheduled', 'preparing', 'sending'];

/** Stops a send that waits or is going out; every worker notices before its next chunk. @throws Conflict, NotFound */
export async function pauseSend(app: App, publicationId: number, id: number): Promise<Send> {
  return changeSend(app, publicationId, id, { from: PAUSABLE, to: 'paused' });
}

/**
 * Goes on where the send was paused or held. If it was paused for refusals, whoever was refused without proof that the server meant
 * them is tried again, once. @throws Conflict, NotFound
 */
export async function resumeSend(app: App, publicationId: number, id: number): Promise<Send> {
  return inTransaction(app, async (inner) => {
    const held = await holdSend(inner.db, id);
    const isStopped = held?.status === 'paused' || held?.status === 'held';
    // What was answered until now is of the past.
    if (isStopped) await hearBatches(inner.db, id);
    const send = await changeSend(inner, publicationId, id, { from: ['paused', 'held'], to: 'going' });
    if (held?.status !== 'paused' || held.alarm === null) return send;
    const doubted = await takeDoubtedReaders(inner.db, id, held.alarm === 'send.bouncing');
    if (doubted.length > 0) await reopenMessages(inner.db, id, ['rejected'], recipientsAmong, doubted);
    return send;
  });
}

const VERBS = { paused: 'paused', going: 'resumed', cancelled: 'cancelled' };

/** What somebody finds who asks for the same change a second time. */
const DONE: Record<keyof typeof VERBS, SendStatus[]> = {
  paused: ['paused'],
  going: ['scheduled', 'preparing', 'sending', 'sent'],
  cancelled: ['cancelled'],
};

interface Change {
  from: SendStatus[];
  to: keyof typeof VERBS;
  /** For the audit log. */
  details?: Record<string, unknown>;
  /** A digest of the timer that is being mailed is owed to whom it did not reach. */
  isOwed?: boolean;
}

/** @throws Conflict, NotFound */
export async function changeSend(
  app: App,
  publicationId: number,
  id: number,
  { from, to, details, isOwed = false }: Change,
): Promise<Send> {
  const current = await getSendRow(app.db, publicationId, id);
  // A repeat is harmless.
  if (DONE[to].includes(current.status)) return current;
  return inTransaction(app, async (inner) => {
    const { db, log } = inner;
    const changed = await moveSend(db, id, { from, to, isOwed });
    if (!changed) {
      const now = await getSendRow(db, publicationId, id);
      if (DONE[to].includes(now.status)) return now;
      const { status } = now;
      if (to === 'going' && status === 'held')
        throw new Conflict('second-person', 'This send waits for a second person: it has to be approved.');
      throw new Conflict(`send-is-${status}`, `This send is ${status}, so it cannot be ${VERBS[to]}.`);
    }
    const action = `send.${VERBS[to]}`;
    await audit(inner, { action, subject: `send:${id}`, ...(details && { details }) });
    log.info({ event: action, sendId: id });
    return changed;
  });
}
