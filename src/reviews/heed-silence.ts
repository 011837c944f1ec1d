import { raiseAlert } from '../alerts/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { holdUnansweredRows } from '../sends/index.ts';
import { closeSilentReviews, findReview, noteDecision } from './queries.ts';

/**
 * Does what the publisher chose for silence, by the database's clock (TIM-06): what nobody approved in time is held, once,
 * whoever else acts at that moment; what goes out without an answer needs nothing but the note.
 * @param sendId undefined: of every send.
 */
export async function heedSilence(app: App, sendId?: number): Promise<void> {
  await inTransaction(app, async (inner) => {
    const unanswered = { code: 'review-unanswered', params: {} } as const;
    for (const held of await holdUnansweredRows(inner.db, unanswered, sendId ?? null)) {
      const { id, publicationId, subject, scheduledAt } = held;
      const review = await findReview(inner.db, id);
      if (review) await noteDecision(inner.db, review.id, 'silence', null);
      await audit(inner, { action: 'send.held', subject: `send:${id}`, details: { because: 'silence' } });
      await raiseAlert(inner, {
        publicationId,
        news: { code: 'review-unanswered', params: { sendId: id, subject } },
        since: scheduledAt,
      });
      inner.log.warn({ event: 'send.held', sendId: id });
    }
    for (const { sendId: id, decision } of await closeSilentReviews(inner.db))
      inner.log.info({ event: 'review.closed', sendId: id, decision });
  });
}
