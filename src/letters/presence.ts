import type { App } from '../platform/app.ts';
import type { Db } from '../platform/database.ts';
import { listDraftRows, type DraftRow } from './letter-queries.ts';
import { listPresent, listPresentInDrafts, touchPresence, type Present } from './presence-queries.ts';
import { getLetter } from './write-letter.ts';

/**
 * Says that a person has a draft open; nobody is seen any more half a minute after their last sign.
 * @returns everybody who has it open, and its version. @throws NotFound, Conflict
 */
export async function bePresent(
  app: App,
  publicationId: number,
  id: number,
  { userId, isWriting }: Present,
): Promise<{ here: Present[]; version: number }> {
  const { version } = await getLetter(app, publicationId, id);
  await touchPresence(app.db, id, userId, isWriting);
  return { here: await listPresent(app.db, id), version };
}

export interface DraftEntry extends DraftRow {
  here: Present[];
}

/** Drafts of a publication, the last written first, with who is in them. */
export async function listDrafts(db: Db, publicationId: number): Promise<DraftEntry[]> {
  const drafts = await listDraftRows(db, publicationId);
  const present = await listPresentInDrafts(db, publicationId);
  return drafts.map((draft) => ({
    ...draft,
    here: present
      .filter(({ sendId }) => sendId === draft.id)
      .map(({ userId, isWriting }) => ({ userId, isWriting })),
  }));
}
