import { firstRow, type Db } from '../../platform/database.ts';

/** What an editor wants of the digests of one rhythm and day. */
export interface Edition {
  subject: string | null;
  /** Markdown; may be empty. */
  introduction: string;
  /** These first, in this order. */
  articleIds: number[];
  /** Not in these digests. */
  droppedIds: number[];
  version: number;
  editedBy: string | null;
  editedAt: Date | null;
}

export const UNTOUCHED: Edition = {
  subject: null,
  introduction: '',
  articleIds: [],
  droppedIds: [],
  version: 0,
  editedBy: null,
  editedAt: null,
};

/** @param day the day on the clock of its readers, such as `2027-03-28`. */
export async function findEdition(
  db: Db,
  publicationId: number,
  rhythm: string,
  day: string,
): Promise<Edition> {
  const found = await firstRow<Edition>(
    db,
    `select subject, introduction, article_ids as "articleIds", dropped_ids as "droppedIds", version, edited_by as "editedBy", edited_at as "editedAt"
       from digest_editions where publication_id = ? and rhythm = ? and day = ?`,
    [publicationId, rhythm, day],
  );
  return found ?? UNTOUCHED;
}
