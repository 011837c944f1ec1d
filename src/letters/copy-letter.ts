import type { App } from '../platform/app.ts';
import { getSendRow, type Send } from '../sends/index.ts';
import { withDraft } from './change-draft.ts';
import { insertDraftOf } from './write-letter.ts';

/**
 * Uses a letter again: a new draft that says the same, for the same readers. Topics that are gone still narrow whom it reaches.
 * @param form names the form it comes from; one that is sent twice makes one draft.
 * @throws NotFound, Conflict for a send that is no letter.
 */
export async function copyLetter(app: App, publicationId: number, id: number, form?: string): Promise<Send> {
  const letter = await withDraft(app, publicationId, id, async (_app, found) => found);
  const { kind } = await getSendRow(app.db, publicationId, id);
  const { subject, preheader, markdown, topicIds, rhythm } = letter;
  return insertDraftOf(
    app,
    publicationId,
    { kind, subject, preheader, markdown },
    { topicIds, rhythm },
    form,
  );
}
