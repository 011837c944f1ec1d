import { firstRow, type Db } from '../platform/database.ts';
import { NEW_MESSAGE_KEY } from './draft-queries.ts';

export interface NewCorrectionSend {
  publicationId: number;
  occasion: string;
  subject: string;
  /** So many seconds at least are left to take it back. */
  undoSeconds: number;
  /** How many would get it now. */
  readers: number;
}

/**
 * The send of a correction, for all rhythms and at once. One that was taken back goes out after all.
 * @returns its id, and whether it was there already and stays as it is.
 */
export async function insertCorrectionSend(
  db: Db,
  send: NewCorrectionSend,
): Promise<{ id: number; isRepeat: boolean }> {
  const row = await firstRow<{ id: number }>(
    db,
    `insert into sends (publication_id, kind, occasion, subject, rhythm, is_for_all, scheduled_at, status, message_key,
                        counted_audience, counted_at)
     values (:publicationId, 'correction', :occasion, :subject, null, true, now() + make_interval(secs => :undoSeconds), 'scheduled',
             ${NEW_MESSAGE_KEY}, :readers, now())
     on conflict (occasion) do update
       set status = 'scheduled', is_withdrawn = false, reason = null, finished_at = null, blocked_until = null, lease_until = null,
           subject = excluded.subject, chosen_subject = null, scheduled_at = excluded.scheduled_at, review_at = null, approval = null,
           scheduled_by = null, approved_by = null, counted_audience = excluded.counted_audience, counted_at = now()
       where sends.status = 'cancelled' and sends.prepared_at is null
     returning id`,
    { ...send },
  );
  if (row) return { id: row.id, isRepeat: false };
  const known = await findCorrectionSend(db, send.occasion);
  if (known === undefined) throw new Error('the send of an occasion is gone');
  return { id: known, isRepeat: true };
}

/** Of one that was taken back nothing is found. */
export async function findCorrectionSend(db: Db, occasion: string): Promise<number | undefined> {
  const row = await firstRow<{ id: number }>(
    db,
    `select id from sends where occasion = ? and (status <> 'cancelled' or prepared_at is not null)`,
    [occasion],
  );
  return row?.id;
}
