import { changedRows, firstRow, type Db } from '../platform/database.ts';
import type { Picture, PictureType } from './picture.ts';

export interface PictureRow {
  id: number;
  token: string;
  type: PictureType;
  width: number;
  height: number;
}

const COLUMNS = 'id, token, type, width, height';

/** The picture that was made of this file; it counts as added now. */
export function findBySource(
  db: Db,
  publicationId: number,
  sourceHash: Buffer,
): Promise<PictureRow | undefined> {
  return firstRow(
    db,
    `update media set added_at = now() where publication_id = ? and source_hash = ? returning ${COLUMNS}`,
    [publicationId, sourceHash],
  );
}

/** @returns the row, and whether it is new: of two that add the same file at once, the second gets the row of the first. */
export async function insertPicture(
  db: Db,
  publicationId: number,
  sourceHash: Buffer,
  { token, type, width, height, bytes }: Picture & { token: string },
): Promise<PictureRow & { isNew: boolean }> {
  const row = await firstRow<PictureRow & { isNew: boolean }>(
    db,
    `insert into media (publication_id, source_hash, token, type, width, height, bytes)
     values (:publicationId, :sourceHash, :token, :type, :width, :height, :bytes)
     on conflict (publication_id, source_hash) do update set added_at = now()
     returning ${COLUMNS}, token = :token as "isNew"`,
    { publicationId, sourceHash, token, type, width, height, bytes },
  );
  if (!row) throw new Error('insert returned no row');
  return row;
}

export function findByToken(db: Db, publicationId: number, token: string): Promise<PictureRow | undefined> {
  return firstRow(db, `select ${COLUMNS} from media where token = ? and publication_id = ?`, [
    token,
    publicationId,
  ]);
}

/** What readers load. */
export function findPicture(
  db: Db,
  token: string,
): Promise<{ type: PictureType; bytes: Buffer } | undefined> {
  return firstRow(db, 'select type, bytes from media where token = ?', [token]);
}

/** Keeps pictures that readers have the address of from now on. */
export async function markSent(db: Db, tokens: string[]): Promise<void> {
  await db.raw('update media set sent_at = now() where sent_at is null and token = any(cast(? as text[]))', [
    tokens,
  ]);
}

/** @returns how many went. */
export function deleteUnused(db: Db): Promise<number> {
  return changedRows(
    db,
    `delete from media m
      where m.sent_at is null and m.added_at < now() - interval '30 days'
        and not exists (select from letters l where position(m.token in l.markdown) > 0)
        and not exists (select from letter_versions v where position(m.token in v.markdown) > 0)
        and not exists (select from articles a where position(m.token in concat(a.image_url, ' ', a.mail_image_url)) > 0)
        and not exists (select from publications p where position(m.token in p.logo_url) > 0)`,
  );
}
