import type { App } from '../platform/app.ts';
import { Conflict } from '../platform/errors.ts';
import { getSendRow, type Send } from '../sends/index.ts';
import { withDraft } from './change-draft.ts';
import { insertDraftOf } from './write-letter.ts';

/**
 * Uses a letter again: a new draft that says the same, for the same readers. Topics that are gone still narrow whom it reaches.
 * @param form names the form it comes from; one that is sent twice makes one draft.
 * @throws NotFound, Conflict for a send that is no letter, and where its segment is gone.
 */
export async function copyLetter(app: App, publicationId: number, id: number, form?: string): Promise<Send> {
  const letter = await withDraft(app, publicationId, id, async (_app, found) => found);
  const { kind } = await getSendRow(app.db, publicationId, id);
  const { subject, preheader, markdown, topicIds, rhythm, segment, isSegmentGone } = letter;
  if (isSegmentGone)
    throw new Conflict(
      'segment-gone',
      'This send was for a segment that is gone, so a copy would reach nobody. Write a new one for other readers.',
    );
  return insertDraftOf(
    app,
    publicationId,
    { kind, subject, preheader, markdown },
    { topicIds, rhythm, segmentId: segment },
    form,
  );
}
