import { firstRow, rows, type Db } from '../platform/database.ts';

/** Feeds of a publication by name, as people choose from them. */
export function listFeedNames(db: Db, publicationId: number): Promise<{ id: number; name: string }[]> {
  return rows(
    db,
    `select id, coalesce(nullif(title, ''), url) as name from feeds
      where publication_id = ? and removed_at is null order by 2, 1`,
    [publicationId],
  );
}

/** How a feed did lately. */
export interface FeedHealth {
  /** Articles that came in the last seven days. */
  thisWeek: number;
  /** The same of each of the four weeks before; null when it is not that old. */
  usual: { least: number; most: number } | null;
  /** Of the newest entries. */
  entries: number;
  withPicture: number;
  /** Articles that wait for their mail. */
  waiting: number;
}

export async function findFeedHealth(db: Db, feedId: number): Promise<FeedHealth> {
  const row = await firstRow<FeedHealth & { least: number | null; most: number | null }>(
    db,
    `with came as (
       select cast(extract(epoch from now() - first_seen_at) as bigint) / (7 * 24 * 3600) as weeks_ago
         from articles where feed_id = :feedId and verdict <> 'baseline' and first_seen_at > now() - interval '35 days'),
     weeks as (
       select n, (select count(*) from came where weeks_ago = n) as count
         from feeds f cross join generate_series(0, 4) n
        where f.id = :feedId and (n = 0 or f.created_at < now() - make_interval(days => 7 * (n + 1)))),
     newest as (
       select a.image_url from feeds f join articles a on a.id = any(f.present_ids)
        where f.id = :feedId order by a.id desc limit 20)
     select (select count from weeks where n = 0) as "thisWeek",
            (select min(count) from weeks where n > 0) as least, (select max(count) from weeks where n > 0) as most,
            (select count(*) from newest) as entries, (select count(image_url) from newest) as "withPicture",
            (select count(*) from articles a
              where a.feed_id = :feedId and a.verdict in ('new', 'future')
                and (a.verdict = 'future' or a.released_at > now() - interval '30 days')
                and not exists (select from sends s where s.article_id = a.id and s.prepared_at is not null)) as waiting`,
    { feedId },
  );
  const { least, most, ...health } = row ?? {
    thisWeek: 0,
    entries: 0,
    withPicture: 0,
    waiting: 0,
    least: null,
    most: null,
  };
  return { ...health, usual: least === null || most === null ? null : { least, most } };
}

/** How often a feed was read on one day of the publication's calendar, and how often in vain. */
export interface FeedDay {
  /** Noon of the day, so that it is the same day in every zone near. */
  day: Date;
  reads: number;
  failed: number;
}

/** The newest day first. */
export function listFeedDays(db: Db, feedId: number, timeZone: string): Promise<FeedDay[]> {
  return rows(
    db,
    `select (date_trunc('day', at at time zone :timeZone) + interval '12 hours') at time zone :timeZone as day,
            count(*) as reads, count(*) filter (where outcome = 'failed') as failed
       from feed_polls where feed_id = :feedId group by 1 order by 1 desc`,
    { feedId, timeZone },
  );
}
