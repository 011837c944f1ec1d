import { raiseAlert } from '../alerts/index.ts';
import { requestNotice } from '../notices/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { findSendUnderReview, noteReview, takeSendsToReview } from '../sends/index.ts';
import { listReviewers } from './people.ts';
import { insertReview } from './queries.ts';

type ToReview = Awaited<ReturnType<typeof takeSendsToReview>>[number];

/** Asks the people who may send about what goes out soon, each by a mail with a link of their own. */
export async function openDueReviews(app: App): Promise<void> {
  await inTransaction(app, async (inner) => {
    for (const send of await takeSendsToReview(inner.db)) if (send.isWanted) await open(inner, send);
  });
}

async function open(app: App, send: ToReview): Promise<void> {
  const { id: sendId, publicationId, isSecondPerson, onSilence, scheduledBy } = send;
  const found = await findSendUnderReview(app.db, sendId);
  const readers =
    found?.reason?.code === 'second-person' ? found.reason.params.readers : (found?.countedAudience ?? null);
  const kind = isSecondPerson ? ('second-person' as const) : ('clock' as const);
  const reviewId = await insertReview(app.db, { sendId, kind, onSilence, readers });
  if (!isSecondPerson) await noteReview(app.db, sendId, { code: 'in-review', params: { onSilence } });
  const people = await listReviewers(app, publicationId, isSecondPerson ? scheduledBy : null);
  for (const { id: userId } of people)
    await requestNotice(
      app,
      { kind: 'review', publicationId, userId, occasion: String(reviewId) },
      { isUrgent: true },
    );
  if (people.length === 0)
    await raiseAlert(app, {
      publicationId,
      news: {
        code: 'review-without-people',
        params: { sendId, subject: found?.subject ?? '', outcome: isSecondPerson ? 'wait' : onSilence },
      },
    });
  app.log.info({ event: 'review.opened', sendId, reviewId, people: people.length });
}
