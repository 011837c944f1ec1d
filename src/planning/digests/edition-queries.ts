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

/** Which digests an edition is of: those of a rhythm on one day of their readers' clocks, such as `2027-03-28`. */
export interface EditionKey {
  publicationId: number;
  rhythm: string;
  day: string;
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

export async function findEdition(db: Db, { publicationId, rhythm, day }: EditionKey): Promise<Edition> {
  const found = await firstRow<Edition>(
    db,
    `select subject, introduction, article_ids as "articleIds", dropped_ids as "droppedIds", version, edited_by as "editedBy", edited_at as "editedAt"
       from digest_editions where publication_id = ? and rhythm = ? and day = ?`,
    [publicationId, rhythm, day],
  );
  return found ?? UNTOUCHED;
}

/** @returns its version now; undefined when somebody else changed it since the one that is given. */
export async function writeEdition(
  db: Db,
  key: EditionKey,
  edition: Omit<Edition, 'editedAt'>,
): Promise<number | undefined> {
  const row = await firstRow<{ version: number }>(
    db,
    `insert into digest_editions as e (publication_id, rhythm, day, subject, introduction, article_ids, dropped_ids, edited_by)
     values (:publicationId, :rhythm, :day, :subject, :introduction, cast(:articleIds as bigint[]), cast(:droppedIds as bigint[]), :editedBy)
     on conflict (publication_id, rhythm, day) do update
        set subject = excluded.subject, introduction = excluded.introduction, article_ids = excluded.article_ids,
            dropped_ids = excluded.dropped_ids, edited_by = excluded.edited_by, edited_at = now(), version = e.version + 1
      where e.version = :version
     returning version`,
    { ...key, ...edition },
  );
  return row?.version;
}
