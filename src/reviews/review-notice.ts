import { listUsers } from '../accounts/index.ts';
import { raiseAlert } from '../alerts/index.ts';
import { composeReview } from '../emails/index.ts';
import type { NoticeKind } from '../notices/index.ts';
import { findSendUnderReview } from '../sends/index.ts';
import { listReviewers, whoIs } from './people.ts';
import { findReviewById } from './queries.ts';
import { createReviewLink } from './review-links.ts';

/**
 * Asks one person to look at a send. Nobody is asked any more once somebody answered, or when the person lost the right. A mail
 * that cannot reach the person is told to the admins.
 */
export const reviewNotice: NoticeKind = {
  async compose(app, { userId, occasion, messageKey }, brand) {
    const review = await findReviewById(app.db, Number(occasion));
    const send = review && (await findSendUnderReview(app.db, review.sendId));
    const person = (send ? await listReviewers(app, send.publicationId) : []).find(({ id }) => id === userId);
    if (!review || !send || !person || review.decision !== null || userId === null) return undefined;
    const { kind, onSilence, readers } = review;
    const { subject, scheduledAt } = send;
    const asker = kind === 'second-person' ? await whoIs(app, send.scheduledBy) : null;
    const reviewUrl = await createReviewLink(app, { reviewId: review.id, userId, messageKey });
    const { timeZone } = brand;
    const words = {
      brand: { ...brand, language: person.language ?? brand.language },
      kind,
      subject,
      onSilence,
      readers,
      goesOutAt: scheduledAt,
      askedBy: asker,
      timeZone,
    };
    return { to: person.email, ...(await composeReview({ ...words, reviewUrl })) };
  },
  async heed(app, { userId, occasion }, { settlement, reply }) {
    if (settlement !== 'refused') return;
    const review = await findReviewById(app.db, Number(occasion));
    const send = review && (await findSendUnderReview(app.db, review.sendId));
    const isStillHere = (await listUsers(app)).some(({ id }) => id === userId);
    if (!send || !isStillHere) return;
    const { publicationId, subject } = send;
    await raiseAlert(app, {
      publicationId,
      news: { code: 'review-mail-refused', params: { subject, reply } },
    });
  },
};
