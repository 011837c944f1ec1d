import { dropRetries } from '../delivery/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { Conflict } from '../platform/errors.ts';
import { getSendRow, moveSend } from './queries.ts';
import type { Send, SendStatus } from './send.ts';

/** Stops a send that waits or is going out; every worker notices before its next chunk. @throws Conflict, NotFound */
export async function pauseSend(app: App, publicationId: number, id: number): Promise<Send> {
  return change(app, publicationId, id, ['scheduled', 'preparing', 'sending'], 'paused');
}

/** Goes on where the send was paused. @throws Conflict, NotFound */
export async function resumeSend(app: App, publicationId: number, id: number): Promise<Send> {
  return change(app, publicationId, id, ['paused'], 'going');
}

/** Ends a send for good: who was not mailed yet gets nothing. @throws Conflict, NotFound */
export async function cancelSend(app: App, publicationId: number, id: number): Promise<Send> {
  return inTransaction(app, async (inner) => {
    const from: SendStatus[] = ['draft', 'scheduled', 'held', 'preparing', 'sending', 'paused'];
    const send = await change(inner, publicationId, id, from, 'cancelled');
    await dropRetries(inner.db, id);
    return send;
  });
}

const VERBS = { paused: 'paused', going: 'resumed', cancelled: 'cancelled' };

async function change(
  app: App,
  publicationId: number,
  id: number,
  from: SendStatus[],
  to: keyof typeof VERBS,
): Promise<Send> {
  const current = await getSendRow(app.db, publicationId, id);
  // A repeat is harmless.
  if (current.status === to) return current;
  const changed = await moveSend(app.db, id, from, to);
  if (!changed) {
    const { status } = await getSendRow(app.db, publicationId, id);
    throw new Conflict(`send-is-${status}`, `This send is ${status}, so it cannot be ${VERBS[to]}.`);
  }
  app.log.info({ event: `send.${VERBS[to]}`, sendId: id });
  return changed;
}
