import { changedRows, firstRow, rows, type Db } from '../../platform/database.ts';
import { NotFound } from '../../platform/errors.ts';
import type { Feed } from './feed.ts';

export const FEED_COLUMNS = `
  id, publication_id as "publicationId", url, title, link, status, error, poll_minutes as "pollMinutes",
  baseline_at as "baselineAt", last_polled_at as "lastPolledAt", next_poll_at as "nextPollAt", hints`;

/** What a poll needs to know beside the feed. */
export interface FeedState extends Feed {
  etag: string | null;
  lastModified: string | null;
  /** When it was last read well. */
  lastReadAt: Date | null;
  failures: number;
  /** Ids of the articles that the last reading showed. */
  presentIds: number[];
  /** The oldest date in the window of the last whole reading. */
  floorAt: Date | null;
  /** No reading was whole yet. */
  isBaselineCut: boolean;
  /** The last full answer is older than an hour: a "not modified" may be out of date. */
  isWholeOld: boolean;
  /** Since when it fails, and whether the admins were told. */
  failingSince: Date | null;
  failingToldAt: Date | null;
  /** The address was changed since it was last read. */
  isReaddressed: boolean;
  /** An editor set the pause between polls. */
  isIntervalSet: boolean;
  movedTo: string | null;
  movedCount: number;
  /** Whether it has been moved for a day or longer. */
  isMoveOld: boolean;
}

const STATE_COLUMNS = `${FEED_COLUMNS}, etag, last_modified as "lastModified", last_read_at as "lastReadAt", failures,
  present_ids as "presentIds", floor_at as "floorAt", is_baseline_cut as "isBaselineCut",
  coalesce(last_whole_at <= now() - interval '1 hour', true) as "isWholeOld", failing_since as "failingSince",
  failing_told_at as "failingToldAt", baseline_at is null and last_read_at is not null as "isReaddressed",
  is_interval_set as "isIntervalSet",
  moved_to as "movedTo", moved_count as "movedCount",
  coalesce(moved_since <= now() - interval '24 hours', false) as "isMoveOld"`;

export function listFeeds(db: Db, publicationId: number): Promise<Feed[]> {
  return rows(
    db,
    `select ${FEED_COLUMNS} from feeds where publication_id = ? and removed_at is null order by id`,
    [publicationId],
  );
}

/** @throws NotFound, also for a feed of another publication when one is named. */
export async function getFeed(db: Db, id: number, publicationId?: number): Promise<Feed> {
  const found = await firstRow<Feed>(
    db,
    `select ${FEED_COLUMNS} from feeds
      where id = ? and publication_id = coalesce(?::bigint, publication_id) and removed_at is null`,
    [id, publicationId ?? null],
  );
  if (!found) throw new NotFound(`The feed ${id}`);
  return found;
}

export async function insertFeed(
  db: Db,
  feed: { publicationId: number; url: string; host: string },
): Promise<Feed | undefined> {
  return firstRow<Feed>(
    db,
    `insert into feeds (publication_id, url, host, next_poll_at) values (?, ?, ?, now() + interval '2 minutes')
     on conflict (publication_id, url) where removed_at is null do nothing returning ${FEED_COLUMNS}`,
    [feed.publicationId, feed.url, feed.host],
  );
}

/** A feed that was removed comes back as one that was never read; its articles stay known. */
export function reviveFeed(db: Db, publicationId: number, url: string): Promise<Feed | undefined> {
  return firstRow<Feed>(
    db,
    `update feeds set removed_at = null, status = 'active', error = null, failures = 0, failing_since = null,
       failing_told_at = null, baseline_at = null, last_read_at = null, etag = null, last_modified = null,
       present_ids = '{}', floor_at = null, is_baseline_cut = false, next_poll_at = now() + interval '2 minutes'
     where id = (select id from feeds as gone
                  where publication_id = :publicationId and url = :url and removed_at is not null
                    and not exists (select from feeds as live where live.publication_id = gone.publication_id
                                     and live.url = gone.url and live.removed_at is null)
                  order by removed_at desc limit 1)
     returning ${FEED_COLUMNS}`,
    { publicationId, url },
  );
}

/** What was wrong with a feed that is not read any more needs nobody. */
const SETTLED = 'error = null, failures = 0, failing_since = null, failing_told_at = null';

export async function removeFeedRow(db: Db, id: number): Promise<void> {
  await db.raw(
    `update feeds set removed_at = now(), status = 'paused', lease_until = null, present_ids = '{}', ${SETTLED} where id = ?`,
    [id],
  );
}

/** A feed that was removed by mistake goes on as it was; undefined when it is not removed, or its address is in use again. */
export function restoreFeedRow(db: Db, publicationId: number, id: number): Promise<Feed | undefined> {
  return firstRow<Feed>(
    db,
    `update feeds as gone set removed_at = null, status = 'active', etag = null, last_modified = null,
            next_poll_at = now() + interval '2 minutes'
      where id = :id and publication_id = :publicationId and removed_at is not null
        and not exists (select from feeds as live where live.publication_id = gone.publication_id
                         and live.url = gone.url and live.removed_at is null)
     returning ${FEED_COLUMNS}`,
    { id, publicationId },
  );
}

/** Another address, to be read at once. @returns false when the publication has a feed with that address already. */
export async function moveFeed(
  db: Db,
  feed: { id: number; publicationId: number },
  url: string,
  host: string,
): Promise<boolean> {
  if (!(await adoptAddress(db, feed, url, host))) return false;
  await db.raw(
    `update feeds set status = case when status = 'paused' then 'paused' else 'active' end, error = null, failures = 0,
       failing_since = null, failing_told_at = null, baseline_at = null, etag = null, last_modified = null,
       last_whole_at = null, not_before = null, next_poll_at = now() + interval '2 minutes'
     where id = ?`,
    [feed.id],
  );
  return true;
}

/** Takes due feeds: each becomes due again later, in case its job is lost. @returns their ids. */
export async function claimDueFeeds(db: Db, limit: number): Promise<number[]> {
  const claimed = await rows<{ id: number }>(
    db,
    `update feeds set next_poll_at = now() + interval '5 minutes'
     where id in (
       select id from feeds where next_poll_at <= now() and status in ('active', 'failing') and removed_at is null
       order by next_poll_at limit ? for update skip locked)
     returning id`,
    [limit],
  );
  return claimed.map(({ id }) => id);
}

/**
 * Leases a feed for one poll, unless it or another feed of its host is being polled (FED-04: one request per host).
 * Call it in a transaction of its own. @returns undefined while it is busy. @throws NotFound
 */
export async function leaseFeed(db: Db, id: number): Promise<FeedState | undefined> {
  const host = await firstRow(
    db,
    `select pg_advisory_xact_lock(hashtext('feed-host'), hashtext(host))
       from feeds where id = ? and removed_at is null`,
    [id],
  );
  if (!host) throw new NotFound(`The feed ${id}`);
  return firstRow<FeedState>(
    db,
    `update feeds set lease_until = now() + interval '15 seconds'
     where id = ? and not exists
       (select from feeds as other where other.host = feeds.host and other.lease_until > now())
     returning ${STATE_COLUMNS}`,
    [id],
  );
}

/** Keeps the lease of a poll that takes long; the lease of a process that died ends by itself. */
export async function renewLease(db: Db, id: number): Promise<void> {
  await db.raw(
    `update feeds set lease_until = now() + interval '15 seconds' where id = ? and lease_until is not null`,
    [id],
  );
}

export async function endLease(db: Db, id: number): Promise<void> {
  await db.raw('update feeds set lease_until = null where id = ?', [id]);
}

/** The feed's row, held until the transaction ends: polls of one feed take turns. */
export function lockFeed(db: Db, id: number): Promise<FeedState | undefined> {
  return firstRow(db, `select ${STATE_COLUMNS} from feeds where id = ? and removed_at is null for update`, [
    id,
  ]);
}

/** A job that met a busy host tries again soon. */
export async function postponePoll(db: Db, id: number): Promise<void> {
  await db.raw(
    `update feeds set next_poll_at = least(next_poll_at, now() + interval '1 minute') where id = ?`,
    [id],
  );
}

/** Counts consistent answers that the feed has moved for good; a different answer starts again, null forgets. */
export async function noteMove(db: Db, id: number, movedTo: string | null): Promise<void> {
  await db.raw(
    `update feeds set
       moved_count = case when ?::text is null then 0 when moved_to = ? then moved_count + 1 else 1 end,
       moved_since = case when ?::text is null then null when moved_to = ? then moved_since else now() end,
       moved_to = ?
     where id = ?`,
    [movedTo, movedTo, movedTo, movedTo, movedTo, id],
  );
}

/** @returns false when the publication has a feed with that address already. */
export async function adoptAddress(
  db: Db,
  feed: { id: number; publicationId: number },
  url: string,
  host: string,
): Promise<boolean> {
  const changed = await changedRows(
    db,
    `update feeds set url = ?, host = ?, moved_to = null, moved_count = 0, moved_since = null
     where id = ? and not exists
       (select from feeds as other where other.publication_id = ? and other.url = ? and other.removed_at is null)`,
    [url, host, feed.id, feed.publicationId, url],
  );
  return changed > 0;
}

export async function updateFeed(
  db: Db,
  id: number,
  changes: { isPaused?: boolean | undefined; pollMinutes?: number | undefined },
): Promise<void> {
  await db.raw(
    `update feeds set
       poll_minutes = coalesce(?::int, poll_minutes), is_interval_set = is_interval_set or ?::int is not null,
       status = case when ?::boolean is null then status when ?::boolean then 'paused'
         when status in ('paused', 'gone') then 'active' else status end,
       ${changes.isPaused ? `${SETTLED},` : ''}
       next_poll_at = case when ?::boolean = false then now() else next_poll_at end
     where id = ?`,
    [
      changes.pollMinutes ?? null,
      changes.pollMinutes ?? null,
      changes.isPaused ?? null,
      changes.isPaused ?? null,
      changes.isPaused ?? null,
      id,
    ],
  );
}
