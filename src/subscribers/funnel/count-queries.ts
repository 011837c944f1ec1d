import { changedRows, firstRow, transaction, type Db } from '../../platform/database.ts';
import { keyOf, OTHERS, sourceOf } from './source.ts';

/** Sources of a day that are kept apart: pages of articles, and anything else that somebody may have invented. */
export const ARTICLES_A_DAY = 1000;
export const OTHER_SOURCES_A_DAY = 200;

export const KEPT_DAYS = 400;

/** What happened at one source within a quarter of an hour, in which no zone's day begins but at its start. */
export interface Count {
  publicationId: number;
  at: Date;
  /** As it was given. */
  source: string | null;
  shown?: number;
  signedUp?: number;
  mailed?: number;
  bounced?: number;
  expired?: number;
}

/**
 * Adds to the counts of days of each publication, in its zone. Those sources that were there first have a row of their own, the most frequent of
 * these counts before the others; what is beyond the limit of a day goes to one row.
 */
export async function addCounts(db: Db, counts: Count[]): Promise<void> {
  if (counts.length === 0) return;
  const given = counts.map(({ source, ...count }) => {
    const tidy = sourceOf(source);
    return {
      shown: 0,
      signedUp: 0,
      mailed: 0,
      bounced: 0,
      expired: 0,
      ...count,
      source: tidy,
      key: keyOf(tidy),
    };
  });
  await transaction(db, async (inner) => {
    await firstRow(inner, "select pg_advisory_xact_lock(hashtext('sign_up_counts'))");
    await inner.raw(ADD, {
      given: JSON.stringify(given),
      others: OTHERS,
      articlesADay: ARTICLES_A_DAY,
      otherSourcesADay: OTHER_SOURCES_A_DAY,
    });
  });
}

const ADD = `
  with given as (
    select p.id as publication_id, (g.at at time zone p.time_zone)::date as day, g.source, g.key,
           sum(g.shown)::bigint as shown, sum(g."signedUp")::int as signed_up, sum(g.mailed)::int as mailed,
           sum(g.bounced)::int as bounced, sum(g.expired)::int as expired
      from jsonb_to_recordset(cast(:given as jsonb))
           as g ("publicationId" bigint, at timestamptz, source text, key text, shown bigint, "signedUp" int, mailed int,
                 bounced int, expired int)
      join publications p on p.id = g."publicationId"
     group by 1, 2, 3, 4
  ), fresh as (
    select g.publication_id, g.day, g.source, g.shown + g.signed_up as weight,
           exists (select from articles a where a.publication_id = g.publication_id and a.link_key = g.key) as is_article
      from given g
     where g.source <> :others
       and not exists (select from sign_up_counts c
                        where c.publication_id = g.publication_id and c.day = g.day and c.source = g.source)
  ), placed as (
    select f.*, row_number() over (partition by publication_id, day, is_article order by weight desc, source)
                + (select count(*) from sign_up_counts c
                    where c.publication_id = f.publication_id and c.day = f.day and c.is_article = f.is_article) as place
      from fresh f
  )
  insert into sign_up_counts as c (publication_id, day, source, is_article, shown, signed_up, mailed, bounced, expired)
  select g.publication_id, g.day, t.source, coalesce(bool_and(f.is_article), false) and t.source <> :others,
         sum(g.shown), sum(g.signed_up), sum(g.mailed), sum(g.bounced), sum(g.expired)
    from given g
    left join placed f using (publication_id, day, source)
   cross join lateral (
     select case when f.place > case when f.is_article then cast(:articlesADay as int) else cast(:otherSourcesADay as int) end then :others
                 else g.source end as source) t
   group by g.publication_id, g.day, t.source
  on conflict (publication_id, day, source) do update
    set shown = c.shown + excluded.shown, signed_up = c.signed_up + excluded.signed_up,
        mailed = c.mailed + excluded.mailed, bounced = c.bounced + excluded.bounced,
        expired = c.expired + excluded.expired`;

/** Forgets the counts of days that nobody asks about any more. */
export function purgeSignUpCounts(db: Db): Promise<number> {
  return changedRows(db, `delete from sign_up_counts where day < now()::date - ${KEPT_DAYS}`);
}
