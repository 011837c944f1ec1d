import { firstRow, type Db } from '../platform/database.ts';

/** How much a publication has published lately. */
export interface Pace {
  articlesAWeek: number;
  /** Days of a week on which something appeared. */
  daysAWeek: number;
}

/** The mean of the last four weeks, or of its life where that is shorter; undefined: nothing was published in them. */
export async function findPace(db: Db, publicationId: number): Promise<Pace | undefined> {
  const found = await firstRow<{ articles: number; days: number; span: number }>(
    db,
    `select count(*) as articles, count(distinct cast(released_at at time zone 'UTC' as date)) as days,
            least(28, greatest(7, ceil(extract(epoch from now() - (
              select released_at from articles
               where publication_id = :publicationId and verdict = 'new' and released_at is not null
               order by id limit 1)) / 86400)))::float as span
       from articles
      where publication_id = :publicationId and verdict = 'new' and released_at between now() - interval '28 days' and now()`,
    { publicationId },
  );
  if (!found || found.articles === 0) return undefined;
  return { articlesAWeek: (found.articles * 7) / found.span, daysAWeek: (found.days * 7) / found.span };
}
