import { changedRows, jsonOf, rows, type Db } from '../../platform/database.ts';
import type { FeedFault } from '../../words/index.ts';

/** One reading of a feed. */
export interface Poll {
  id: number;
  at: Date;
  /** `unchanged`: the server said that nothing is new (HTTP 304). */
  outcome: 'read' | 'unchanged' | 'failed';
  /** Of HTTP; null: there was no answer. */
  status: number | null;
  milliseconds: number;
  /** Of the document, unpacked; null without one. */
  bytes: number | null;
  /** Articles seen for the first time, and articles that are held since. */
  fresh: number;
  held: number;
  error: FeedFault | null;
}

export async function insertPoll(db: Db, feedId: number, poll: Omit<Poll, 'id' | 'at'>): Promise<void> {
  await db.raw(
    `insert into feed_polls (feed_id, outcome, status, milliseconds, bytes, fresh, held, error)
     values (:feedId, :outcome, :status, :milliseconds, :bytes, :fresh, :held, cast(:error as jsonb))`,
    { feedId, ...poll, error: jsonOf(poll.error) },
  );
}

/** Newest first. @param page.before only polls with a lower id; 0: from the newest. */
export function listPolls(db: Db, feedId: number, page: { before: number; limit: number }): Promise<Poll[]> {
  return rows(
    db,
    `select id, at, outcome, status, milliseconds, bytes, fresh, held, error from feed_polls
      where feed_id = :feedId and (cast(:before as bigint) = 0 or id < :before) order by id desc limit :limit`,
    { feedId, ...page },
  );
}

/** Longer than any holiday of whoever looks after the feed; a feed is read some 300 times a day at most. */
const KEPT_DAYS = 14;

/** Returns how many went. */
export function purgePolls(db: Db): Promise<number> {
  return changedRows(db, 'delete from feed_polls where at < now() - make_interval(days => ?)', [KEPT_DAYS]);
}
