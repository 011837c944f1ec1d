import { raiseAlert } from '../alerts/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { getPublicationById } from '../publications/index.ts';
import type { Reason } from '../words/index.ts';
import { giveReason, holdLateRows, type LateSend } from './held-queries.ts';

/** Holds what is too late to go out without a word (TIM-05), and tells the admins once for each publication. */
export async function holdLateSends(app: App): Promise<void> {
  await inTransaction(app, async (inner) => {
    const late = await holdLateRows(inner.db);
    for (const [publicationId, sends] of Map.groupBy(late, (send) => send.publicationId)) {
      const { timeZone } = await getPublicationById(inner.db, publicationId);
      for (const send of sends) await giveReason(inner.db, [send.id], lateReason(send, timeZone));
      await tell(inner, sends, timeZone);
    }
  });
}

const lateReason = ({ scheduledAt, before }: LateSend, timeZone: string): Reason<'too-late'> => ({
  code: 'too-late',
  params: { dueAt: scheduledAt.toISOString(), timeZone, before },
});

async function tell(app: App, sends: LateSend[], timeZone: string): Promise<void> {
  const [first] = sends;
  if (!first) return;
  const { id: sendId, publicationId, subject, scheduledAt } = first;
  const reason = lateReason(first, timeZone);
  await raiseAlert(app, {
    publicationId,
    news: { code: 'sends-late', params: { sendId, subject, count: sends.length, reason } },
    since: scheduledAt,
  });
  for (const { id } of sends) app.log.warn({ event: 'send.held', sendId: id });
}
