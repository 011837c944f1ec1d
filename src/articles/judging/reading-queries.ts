import { changedRows, firstRow, jsonOf, rows, type Db } from '../../platform/database.ts';
import { NotFound } from '../../platform/errors.ts';
import { FEED_COLUMNS } from '../feeds/feed-queries.ts';
import type { FeedFault, Reason } from '../../words/index.ts';
import type { Feed } from '../feeds/feed.ts';

export interface Reading {
  title: string | null;
  link: string | null;
  etag: string | null;
  lastModified: string | null;
  /** It broke off. */
  isCut: boolean;
  hints: Reason[];
}

export interface NextPoll {
  nextPollSeconds: number;
  /** The server asked to be left alone for so long; 0: it did not. */
  retryAfterSeconds: number;
}

/** Notes a good answer, in the transaction that stored its articles (FED-01). `reading` undefined: not modified. */
export async function markRead(db: Db, id: number, next: NextPoll, reading?: Reading): Promise<Feed> {
  const row = await firstRow<Feed>(
    db,
    `update feeds set status = case when status = 'paused' then 'paused' else 'active' end, error = null, failures = 0,
       failing_since = null, failing_told_at = null, late_check_from = null,
       last_polled_at = now(), last_read_at = now(), lease_until = null,
       next_poll_at = now() + make_interval(secs => :nextPollSeconds),
       not_before = now() + make_interval(secs => nullif(:retryAfterSeconds, 0))
       ${
         reading
           ? `, is_baseline_cut = cast(:isCut as boolean) and (baseline_at is null or is_baseline_cut),
               baseline_at = coalesce(baseline_at, now()), last_whole_at = now(),
               title = :title, link = :link, etag = :etag, last_modified = :lastModified, hints = cast(:hints as jsonb)`
           : ''
       }
     where id = :id returning ${FEED_COLUMNS}`,
    { id, ...next, ...reading, hints: JSON.stringify(reading?.hints ?? []) },
  );
  if (!row) throw new NotFound(`The feed ${id}`);
  return row;
}

/** What the feed shows now. */
export async function markPresent(
  db: Db,
  id: number,
  presentIds: number[],
  floor: Date | null,
): Promise<void> {
  await db.raw('update feeds set present_ids = ?, floor_at = ? where id = ?', [presentIds, floor, id]);
}

/** Notes a failed poll; `gone` ends polling (HTTP 410). */
export async function markFailed(
  db: Db,
  id: number,
  failure: NextPoll & { error: FeedFault; isGone: boolean; isTold: boolean },
): Promise<Feed> {
  const row = await firstRow<Feed>(
    db,
    `update feeds set status = case when :isGone then 'gone' when status = 'paused' then 'paused' else 'failing' end,
       error = :error, failures = failures + 1, last_polled_at = now(), lease_until = null,
       failing_since = coalesce(failing_since, now()),
       failing_told_at = case when :isTold then now() else failing_told_at end,
       next_poll_at = now() + make_interval(secs => :nextPollSeconds),
       not_before = now() + make_interval(secs => nullif(:retryAfterSeconds, 0))
     where id = :id returning ${FEED_COLUMNS}`,
    { id, ...failure, error: jsonOf(failure.error) },
  );
  if (!row) throw new NotFound(`The feed ${id}`);
  return row;
}

/** Nobody reads it, it was read well just now, or its server has not answered for a minute (promise 4). */
export async function isReadLately(db: Db, id: number): Promise<boolean> {
  const row = await firstRow<{ isDone: boolean }>(
    db,
    `select removed_at is not null or status not in ('active', 'failing')
         or coalesce(last_read_at > now() - interval '30 seconds', false)
         or coalesce(late_check_from between now() - interval '10 minutes' and now() - interval '1 minute', false)
         as "isDone"
       from feeds where id = ?`,
    [id],
  );
  return row?.isDone ?? true;
}

/** Those of these feeds whose server has not answered for a minute, by name. What is read well again is not among them. */
export async function listUnread(db: Db, ids: number[]): Promise<string[]> {
  const found = await rows<{ name: string }>(
    db,
    `select coalesce(title, url) as name from feeds
      where id = any(cast(? as bigint[])) and removed_at is null and status in ('active', 'failing')
        and late_check_from between now() - interval '10 minutes' and now() - interval '1 minute'
      order by id`,
    [ids],
  );
  return found.map(({ name }) => name);
}

/** Notes that a feed is wanted to be read at once; false when it was asked for just now or is to be left alone. */
export async function askForReading(db: Db, id: number): Promise<boolean> {
  const asked = await changedRows(
    db,
    `update feeds set late_check_at = now(),
       late_check_from = case when late_check_from > now() - interval '10 minutes' then late_check_from else now() end
     where id = ? and (late_check_at is null or late_check_at < now() - interval '20 seconds')`,
    [id],
  );
  if (asked === 0) return false;
  const row = await firstRow(
    db,
    'select 1 as found from feeds where id = ? and (not_before is null or not_before <= now())',
    [id],
  );
  return row !== undefined;
}
