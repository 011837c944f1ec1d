import {
  countMessages,
  listOpenMessages,
  listOutcomes,
  type MessageCounts,
  type MessageEntry,
  type MessageState,
} from '../delivery/index.ts';
import type { Db } from '../platform/database.ts';
import { getSendRow, listSendRows } from './queries.ts';
import type { Send } from './send.ts';

export interface SendView extends Send {
  counts: MessageCounts;
}

/** @throws NotFound */
export async function getSend(db: Db, publicationId: number, id: number): Promise<SendView> {
  return withCounts(db, await getSendRow(db, publicationId, id));
}

/** Newest first. @param page `before`: only ids below this one, 0 for all. */
export async function listSends(
  db: Db,
  publicationId: number,
  page: { before: number; limit: number },
): Promise<SendView[]> {
  const sends = await listSendRows(db, publicationId, page);
  return Promise.all(sends.map((send) => withCounts(db, send)));
}

/** Messages of a send by subscriber, one state at a time; without a state those with an outcome. @throws NotFound */
export async function listSendMessages(
  db: Db,
  publicationId: number,
  id: number,
  page: { state?: MessageState | undefined; after: number; limit: number },
): Promise<MessageEntry[]> {
  await getSendRow(db, publicationId, id);
  const { state, ...rest } = page;
  if (state === 'queued' || state === 'sending') return listOpenMessages(db, id, { state, ...rest });
  return listOutcomes(db, id, { ...rest, ...(state && { state }) });
}

/** Who was never begun when a send was cancelled was skipped. */
async function withCounts(db: Db, send: Send): Promise<SendView> {
  const counts = await countMessages(db, send.id);
  if (send.status !== 'cancelled') return { ...send, counts };
  return { ...send, counts: { ...counts, queued: 0, skipped: counts.skipped + counts.queued } };
}
