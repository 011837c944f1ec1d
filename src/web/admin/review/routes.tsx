import { z } from 'zod';
import { viewReview } from '../../../reviews/index.ts';
import { getSend } from '../../../sends/index.ts';
import { idText, ofPublication, type AdminRoute } from '../admin-route.ts';
import { loadEdition, subjectToEdit } from './load-edition.ts';
import { answerReview, reviewFields } from './review-form.ts';
import { ReviewPage } from './ReviewPage.tsx';

/** `/admin/:slug/sends/:id/review`: the same as behind the link in the mail, for people who are signed in. */
export const reviewRoutes: AdminRoute[] = ofPublication.formPage({
  path: '/sends/:id/review',
  role: 'editor',
  right: 'send',
  params: z.object({ id: idText }),
  fields: reviewFields,
  async start({ app, params: { id } }) {
    const review = await viewReview(app, id);
    return { subject: review ? await subjectToEdit(app, review) : '' };
  },
  async view({ app, user, publication, params: { id }, query, desk }, form) {
    const { subject } = await getSend(app.db, publication.id, id);
    const review = await viewReview(app, id);
    if (!review)
      return { title: desk.words.review.title(subject), content: <p>{desk.words.review.notAsked}</p> };
    return {
      title: desk.words.review.title(review.subject),
      heading: null,
      current: 'today',
      layout: 'review',
      hasFrame: true,
      scripts: ['review'],
      content: (
        <ReviewPage
          review={review}
          publication={publication}
          form={form}
          edition={await loadEdition(app, review)}
          slug={publication.slug}
          actor={app.actor}
          mailPath={`/admin/${publication.slug}/sends/${id}/preview/mail`}
          hasShortcuts={user.hasShortcuts}
          undone={query['undone']}
        />
      ),
    };
  },
  async act({ app, publication, desk, params: { id }, fields }) {
    const undone = await answerReview(app, { publication, sendId: id, desk }, fields);
    return { to: `/admin/${publication.slug}/sends/${id}/review${undone ? `?undone=${undone}` : ''}` };
  },
});
