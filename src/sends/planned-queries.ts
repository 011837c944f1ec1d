import { changedRows, rows, type Db } from '../platform/database.ts';
import { IS_AWAKE } from '../platform/sign-of-life.ts';
import { NEW_MESSAGE_KEY } from './draft-queries.ts';

export interface PlannedSend {
  id: number;
  publicationId: number;
  articleId: number | null;
  /** The gap it is held for. */
  gapId: number | null;
}

/**
 * A send for each planned row whose occasion has none; two planners at once make one (SMTP-11). One that was withdrawn goes on.
 * @param planned query for publication_id, kind, rhythm, occasion, subject, scheduled_at, review_at, may_be_late, article_id, and gap_id: not null, it is held.
 */
export function insertPlannedSends(db: Db, planned: string): Promise<PlannedSend[]> {
  return rows(
    db,
    `insert into sends (publication_id, kind, rhythm, occasion, subject, scheduled_at, review_at, approval, may_be_late, article_id, gap_id,
                        status, message_key)
     select p.publication_id, p.kind, p.rhythm, p.occasion, p.subject, p.scheduled_at, p.review_at,
            case when p.review_at is not null then 'anybody' end, p.may_be_late, p.article_id, p.gap_id,
            case when p.gap_id is null then 'scheduled' else 'held' end, ${NEW_MESSAGE_KEY}
       from (${planned}) p
      where ${IS_AWAKE} and not exists (select 1 from sends d where d.occasion = p.occasion and not d.is_withdrawn)
      order by p.scheduled_at, p.occasion
     on conflict (occasion) do update
       set status = excluded.status, gap_id = excluded.gap_id, is_withdrawn = false, reason = null,
           finished_at = null, blocked_until = null, subject = excluded.subject,
           scheduled_at = greatest(excluded.scheduled_at, now()), review_at = excluded.review_at, approval = excluded.approval
       where sends.is_withdrawn and sends.status = 'cancelled' and sends.prepared_at is null
     returning id, publication_id as "publicationId", article_id as "articleId", gap_id as "gapId"`,
  );
}

/**
 * Sends that nobody prepared yet take over when they are planned now, and what they are called. One that is being prepared is
 * looked at again.
 * @param planned as for `insertPlannedSends`, with bindings.
 */
export async function replanSends(db: Db, planned: string, bindings: Record<string, unknown>): Promise<void> {
  await changedRows(
    db,
    `update sends d
        set scheduled_at = p.scheduled_at, subject = coalesce(d.chosen_subject, p.subject), status = 'scheduled', reason = null,
            lease_until = null, blocked_until = null,
            review_at = p.review_at, approval = case when p.review_at is not null then 'anybody' end
       from (${planned}) p
      where d.occasion = p.occasion and d.status in ('scheduled', 'preparing') and d.prepared_at is null
        and (d.scheduled_at, d.subject) is distinct from (p.scheduled_at, p.subject)`,
    bindings,
  );
}

/** The same for what they are called only: an editor may have moved them. */
export async function renameSends(db: Db, planned: string, bindings: Record<string, unknown>): Promise<void> {
  await changedRows(
    db,
    `update sends d set subject = p.subject from (${planned}) p
      where d.occasion = p.occasion and d.status not in ('sent', 'cancelled') and d.prepared_at is null
        and d.subject <> p.subject and d.chosen_subject is null`,
    bindings,
  );
}

/**
 * Withdraws sends of which nothing went out; should their occasion come back, they go on.
 * @param withdrawn query for their id and the reason.
 * @returns the ids of those that waited.
 */
export function withdrawPlannedSends(db: Db, withdrawn: string): Promise<{ id: number }[]> {
  return rows(
    db,
    `update sends d
        set status = 'cancelled', is_withdrawn = true, reason = w.reason, finished_at = now(), blocked_until = null
       from (${withdrawn}) w
      where d.id = w.id and d.status = 'scheduled' and d.prepared_at is null
     returning d.id`,
  );
}

/** Those that were withdrawn before say why they are now. @param withdrawn as above, with bindings. */
export async function retellWithdrawn(
  db: Db,
  withdrawn: string,
  bindings: Record<string, unknown>,
): Promise<void> {
  await changedRows(
    db,
    `update sends d set reason = w.reason
       from (${withdrawn}) w
      where d.id = w.id and d.is_withdrawn and d.status = 'cancelled' and d.reason is distinct from w.reason`,
    bindings,
  );
}
