import { changedRows, firstRow, rows, type Db } from '../platform/database.ts';
import type { Decision, Review } from './review.ts';

const COLUMNS = `
  r.id, r.send_id as "sendId", r.kind, r.on_silence as "onSilence", r.asked_at as "askedAt", r.readers, r.turn, r.decision,
  r.decided_by as "decidedBy", r.decided_at as "decidedAt"`;

/** An earlier review of the send that nobody answered is over with it; its pages are out of date. */
export async function insertReview(
  db: Db,
  review: Pick<Review, 'sendId' | 'kind' | 'onSilence' | 'readers'>,
): Promise<number> {
  await db.raw(
    `update reviews set decision = 'overtaken', decided_at = now() where send_id = ? and decision is null`,
    [review.sendId],
  );
  const row = await firstRow<{ id: number }>(
    db,
    `insert into reviews (send_id, kind, on_silence, asked_at, readers, turn)
     values (:sendId, :kind, :onSilence, now(), :readers,
             (select coalesce(max(turn) + 1, 0) from reviews where send_id = :sendId)) returning id`,
    review,
  );
  if (!row) throw new Error('insert returned no row');
  return row.id;
}

/** The newest review of a send. */
export function findReview(db: Db, sendId: number): Promise<Review | undefined> {
  return firstRow(db, `select ${COLUMNS} from reviews r where r.send_id = ? order by r.id desc limit 1`, [
    sendId,
  ]);
}

export function findReviewById(db: Db, id: number): Promise<Review | undefined> {
  return firstRow(db, `select ${COLUMNS} from reviews r where r.id = ?`, [id]);
}

/** Reviews of a publication that wait for an answer, the next deadline first. */
export function listOpenReviews(db: Db, publicationId: number): Promise<Review[]> {
  return rows(
    db,
    `select ${COLUMNS} from reviews r join sends d on d.id = r.send_id
      where r.decision is null and d.publication_id = ?
        and (d.status = 'scheduled' or d.status = 'held' and d.approval = 'another')
      order by d.scheduled_at, r.id`,
    [publicationId],
  );
}

/**
 * Notes what was decided, in the transaction that does it.
 * @param by null: nobody; then an answer to the page of before still means the same.
 */
export async function noteDecision(db: Db, id: number, decision: Decision, by: string | null): Promise<void> {
  await db.raw(
    `update reviews set decision = :decision, decided_by = :by, decided_at = now(), turn = turn + case when cast(:by as text) is null then 0 else 1 end
      where id = :id`,
    { id, decision, by },
  );
}

/** Whoever had a page open sees that something else is decided about now. */
export async function nextTurn(db: Db, id: number): Promise<void> {
  await db.raw('update reviews set turn = turn + 1 where id = ?', [id]);
}

/** Closes reviews whose send went on by itself; of those that went out in time, silence decided. */
export function closeSilentReviews(db: Db): Promise<{ sendId: number; decision: Decision }[]> {
  return rows(
    db,
    `update reviews r
        set decision = case when d.status in ('preparing', 'sending', 'sent') and d.scheduled_at <= now() then 'silence' else 'overtaken' end,
            decided_at = now()
       from sends d
      where d.id = r.send_id and r.decision is null
        and d.status in ('preparing', 'sending', 'sent', 'cancelled', 'draft')
     returning r.send_id as "sendId", r.decision`,
  );
}

/** @param hash of the token. A link that is there already stays as it is. */
export async function insertReviewLink(
  db: Db,
  link: { tokenHash: Buffer; reviewId: number; userId: number },
): Promise<void> {
  await db.raw(
    `insert into review_links (token_hash, review_id, user_id) values (:tokenHash, :reviewId, :userId)
     on conflict do nothing`,
    link,
  );
}

/** Days behind the time of the send in which its links still open; and at most after they were made. */
const OPEN_DAYS = 1;
const KEPT_DAYS = 31;
const IS_LIVE = `
  greatest(r.asked_at, d.scheduled_at) > now() - interval '${OPEN_DAYS} days'
  and r.asked_at > now() - interval '${KEPT_DAYS} days'`;

/** Whose link this is, and whether it still opens the review. */
export function findReviewLink(
  db: Db,
  tokenHash: Buffer,
): Promise<{ sendId: number; publicationId: number; userId: number; isLive: boolean } | undefined> {
  return firstRow(
    db,
    `select r.send_id as "sendId", d.publication_id as "publicationId", l.user_id as "userId", ${IS_LIVE} as "isLive"
       from review_links l join reviews r on r.id = l.review_id join sends d on d.id = r.send_id
      where l.token_hash = ?`,
    [tokenHash],
  );
}

/** Links that open nothing any more. @returns how many went. */
export function purgeReviewLinks(db: Db): Promise<number> {
  return changedRows(
    db,
    `delete from review_links l using reviews r
      where r.id = l.review_id and r.asked_at < now() - interval '${KEPT_DAYS + 30} days'`,
  );
}

/** Every link, when a backup takes the place of the database: what was decided by them since is not known any more. */
export function dropReviewLinks(db: Db): Promise<number> {
  return changedRows(db, 'delete from review_links');
}
