import type { App } from '../../../platform/app.ts';
import { findPlannedEdition, viewEdition, type EditionView } from '../../../planning/index.ts';
import type { ReviewView } from '../../../reviews/index.ts';

/** The digest that people are asked about, where it is made by itself and can still be changed. */
export async function loadEdition(app: App, review: ReviewView): Promise<EditionView | undefined> {
  if (review.stage !== 'asking') return undefined;
  const view = await viewEdition(app, review.publicationId, review.sendId, { askedAt: review.askedAt });
  return view?.isEditable ? view : undefined;
}

/** What stands in the field of the subject: of such a digest what an editor wrote, and nothing while nobody did. */
export async function subjectToEdit(app: App, review: ReviewView): Promise<string> {
  const planned = await findPlannedEdition(app, review.publicationId, review.sendId);
  return planned?.edition ? (planned.edition.subject ?? '') : review.subject;
}
