import { changedRows, rows, type Db } from '../../platform/database.ts';
import type { Arrivals } from './silence.ts';

export interface FeedArrivals extends Arrivals {
  id: number;
  publicationId: number;
  url: string;
  title: string | null;
  silentSince: Date | null;
  now: Date;
}

/** Feeds that can be read, each with what it brought within three months. What was there at the first reading is no arrival. */
export function listArrivals(db: Db): Promise<FeedArrivals[]> {
  return rows(
    db,
    `select f.id, f.publication_id as "publicationId", f.url, f.title, f.silent_since as "silentSince", now() as now,
            a.count, a.first, a.last, a.gap as "longestGapMs"
       from feeds f
      cross join lateral (
        select count(*)::int as count, min(seen) as first, max(seen) as last,
               coalesce(max(extract(epoch from gap) * 1000), 0)::float as gap
          from (select first_seen_at as seen, first_seen_at - lag(first_seen_at) over (order by first_seen_at) as gap
                  from articles
                 where feed_id = f.id and verdict <> 'baseline' and first_seen_at > now() - interval '90 days') one) a
      where f.status = 'active' and f.removed_at is null and f.last_read_at > now() - interval '1 day' and a.count > 0`,
  );
}

/** Whether nobody was faster. */
export async function markSilent(db: Db, id: number, since: Date): Promise<boolean> {
  const marked = await changedRows(
    db,
    'update feeds set silent_since = ? where id = ? and silent_since is null and removed_at is null',
    [since, id],
  );
  return marked > 0;
}

export async function endSilence(db: Db, id: number): Promise<void> {
  await db.raw('update feeds set silent_since = null where id = ?', [id]);
}
