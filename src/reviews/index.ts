// Reviews: people look at a send before it goes out, and one answer decides.
// Owns the tables reviews and review_links: who was asked, and what was decided. When a send may go out is in its own row.
// Asks by mail with a link for each person, heeds silence by the clock, and takes answers from links, pages and programs.
export { changeReviewSubject, decideReview } from './decide-review.ts';
export { heedSilence } from './heed-silence.ts';
export { openDueReviews } from './open-due-reviews.ts';
export { dropReviewLinks, purgeReviewLinks } from './queries.ts';
export type { ReviewAnswer } from './review.ts';
export { readReviewLink } from './review-links.ts';
export { reviewNotice } from './review-notice.ts';
export { listReviews, viewReview, type ReviewView } from './view-review.ts';
