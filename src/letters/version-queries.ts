import type { Actor } from '../platform/actor.ts';
import { firstRow, jsonOf, rows, type Db } from '../platform/database.ts';
import { NotFound } from '../platform/errors.ts';
import type { LetterAudience, LetterTexts } from './letter.ts';

/** What a draft said once, or words that did not make it into the draft. */
export interface LetterVersion extends LetterTexts {
  id: number;
  /** Of the draft that it was; null for words that never were in it. */
  version: number | null;
  why: 'left' | 'before-restore' | 'before-merge' | 'before-schedule' | 'aside';
  /** Without `isForAll`, no topics are topics that are gone. */
  audience: LetterAudience & { isForAll: boolean };
  writtenBy: Actor | null;
  writtenAt: Date;
}

const MOST_VERSIONS = 100;

/** Kept once, however often it is asked for; the oldest of more than a hundred go. */
export async function insertVersion(
  db: Db,
  sendId: number,
  version: Omit<LetterVersion, 'id'>,
): Promise<void> {
  const { audience, ...columns } = version;
  await db.raw(
    `insert into letter_versions (send_id, version, why, subject, preheader, markdown, audience, written_by, written_at)
     select :sendId, v.version, :why, :subject, :preheader, :markdown, v.audience, :writtenBy, :writtenAt
       from (select cast(:version as int) as version, cast(:audience as jsonb) as audience) v
      where not exists (select from (select * from letter_versions where send_id = :sendId order by id desc limit 1) newest
                         where newest.subject = :subject and newest.preheader = :preheader
                           and newest.markdown = :markdown and newest.audience = v.audience)
         on conflict (send_id, version) do nothing`,
    { sendId, ...columns, audience: jsonOf(audience) },
  );
  await db.raw(
    `delete from letter_versions where send_id = :sendId
        and id <= (select id from letter_versions where send_id = :sendId order by id desc offset ${MOST_VERSIONS} limit 1)`,
    { sendId },
  );
}

const COLUMNS = `id, version, why, subject, preheader, markdown,
  '{"segment": null}'::jsonb || audience as audience, written_by as "writtenBy", written_at as "writtenAt"`;

/** Newest first. */
export function listVersionRows(db: Db, sendId: number): Promise<LetterVersion[]> {
  return rows(db, `select ${COLUMNS} from letter_versions where send_id = ? order by id desc`, [sendId]);
}

/** @throws NotFound also for one of another send. */
export async function getVersionRow(db: Db, sendId: number, id: number): Promise<LetterVersion> {
  const found = await firstRow<LetterVersion>(
    db,
    `select ${COLUMNS} from letter_versions where send_id = ? and id = ?`,
    [sendId, id],
  );
  if (!found) throw new NotFound(`The version ${id}`);
  return found;
}

export async function hasVersionSaying(db: Db, sendId: number, texts: LetterTexts): Promise<boolean> {
  const found = await firstRow(
    db,
    `select 1 from letter_versions where send_id = :sendId and subject = :subject and preheader = :preheader
        and markdown = :markdown limit 1`,
    { sendId, ...texts },
  );
  return found !== undefined;
}

export async function deleteVersions(db: Db, sendId: number): Promise<void> {
  await db.raw('delete from letter_versions where send_id = ?', [sendId]);
}
