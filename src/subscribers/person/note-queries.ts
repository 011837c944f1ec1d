import { changedRows, firstRow, rows, type Db } from '../../platform/database.ts';

/** What somebody who works here wrote down about a reader. */
export interface Note {
  id: number;
  at: Date;
  /** Such as `user:7`. */
  actor: string;
  text: string;
}

const COLUMNS = 'id, at, actor, text';

/** The newest first. */
export function listNotes(db: Db, subscriberId: number): Promise<Note[]> {
  return rows(db, `select ${COLUMNS} from subscriber_notes where subscriber_id = ? order by id desc`, [
    subscriberId,
  ]);
}

/** Undefined where the reader has as many as they may. */
export function insertNote(
  db: Db,
  note: { subscriberId: number; actor: string; text: string; most: number },
): Promise<Note | undefined> {
  return firstRow(
    db,
    `insert into subscriber_notes (subscriber_id, actor, text)
     select s.id, :actor, :text from subscribers s
      where s.id = :subscriberId and (select count(*) from subscriber_notes where subscriber_id = s.id) < :most
     returning ${COLUMNS}`,
    note,
  );
}

export async function deleteNote(db: Db, subscriberId: number, id: number): Promise<boolean> {
  const deleted = await changedRows(db, 'delete from subscriber_notes where subscriber_id = ? and id = ?', [
    subscriberId,
    id,
  ]);
  return deleted > 0;
}

/** Of two rows of one person. */
export async function moveNotes(db: Db, fromId: number, toId: number): Promise<void> {
  await db.raw('update subscriber_notes set subscriber_id = ? where subscriber_id = ?', [toId, fromId]);
}
