import { rows, type Db } from '../../platform/database.ts';
import { follows } from '../../rhythms/index.ts';
import { MAY_REACH } from '../../audiences/index.ts';
import { ALL_AT_ONCE, ASKED, COLUMNS } from './correction-queries.ts';
import type { Correction, Versions } from './correction.ts';
import { boundAsked, WITH_WRONG } from './held-queries.ts';

/** A correction that digests carry, from its freeze on. */
interface CarriedCorrection extends Correction {
  frozenAt: Date;
  /** As it was frozen. */
  versions: Versions;
}

/** A digest that is due later than this carries it no more. */
export const CARRIED_FOR_DAYS = 8;

/** That a later correction of the same article has taken the place of `c`, whose send is `d`. */
export const IS_REPLACED = `exists (select from corrections x join sends n on n.id = x.send_id
                     where x.article_id = c.article_id and n.prepared_at > d.prepared_at)`;

/** That digests which are due at a moment carry correction `c`, whose send is `d`. */
export const IS_CARRIED = (
  at: string,
) => `c.in_next_digest and d.prepared_at is not null and d.status in ('sending', 'sent')
    and d.prepared_at > ${at} - interval '${CARRIED_FOR_DAYS} days'
    and not ${IS_REPLACED}`;

/** The oldest first. @param dueAt of the digest. */
export async function listCarried(db: Db, publicationId: number, dueAt: Date): Promise<CarriedCorrection[]> {
  const found = await rows<Omit<CarriedCorrection, 'versions'> & Versions>(
    db,
    `select ${COLUMNS}, d.prepared_at as "frozenAt", c.full_version as full, c.summary_version as summary, c.headline_version as headline
       from corrections c join sends d on d.id = c.send_id
      where d.publication_id = :publicationId and ${IS_CARRIED('cast(:dueAt as timestamptz)')}
      order by d.prepared_at, d.id`,
    { publicationId, dueAt },
  );
  return found.map(({ full, summary, headline, ...one }) => ({
    ...one,
    versions: { full, summary, headline },
  }));
}

/** The same with what the article says now, and whom it is for. */
export interface OwedCorrection extends CarriedCorrection {
  now: Versions;
  topicIds: number[];
}

const FOLLOWS = follows(
  'cast(p.topics as bigint[])',
  'array(select t.id from topics t where t.publication_id = s.publication_id)',
);

/**
 * Query for who is still to get which corrections with a digest: `subscriber_id`, and `ids` such as `7:summary`, with how much of the
 * article it corrects. Whoever had it, by mail or digest, has a later content; where that failed, the wrong one is the last again.
 */
export const OWED_CORRECTIONS = `${WITH_WRONG},
  for_all as materialized (select * from jsonb_to_recordset(cast(:forAll as jsonb)) as p (id bigint, topics text, "frozenAt" timestamptz)),
  told as materialized (
    select n.correction_id, n.id from newest n join held h on h.correction_id = n.correction_id and h.content_id = n.content_id
     where h.is_later),
  owed_correction as (
    select w.id, w.correction_id, w.form from wrong w
    union all
    select s.id, p.id, 'full' from for_all p join subscribers s on s.publication_id = :publicationId
     where s.status = 'active' and coalesce(s.confirmed_at, s.created_at) < p."frozenAt" and ${FOLLOWS}
       and not exists (select from told t where t.correction_id = p.id and t.id = s.id)
       and not exists (select from wrong w where w.correction_id = p.id and w.id = s.id))
  select o.id as subscriber_id, array_agg(o.correction_id || ':' || o.form order by o.correction_id) as ids
    from owed_correction o group by o.id`;

export const boundOwed = (corrections: OwedCorrection[]) => ({
  ...boundAsked(
    corrections.map(({ sendId, articleId, frozenAt, versions, now }) => ({
      id: sendId,
      articleId,
      frozenAt,
      right: [versions, now],
    })),
  ),
  forAll: JSON.stringify(
    corrections.flatMap(({ sendId, audience, topicIds, frozenAt }) =>
      audience === 'everybody' ? [{ id: sendId, topics: `{${topicIds.join(',')}}`, frozenAt }] : [],
    ),
  ),
});

/** How many readers of digests are still to get a correction with their next one. */
export async function countOwed(db: Db, correction: OwedCorrection): Promise<number> {
  const { publicationId } = correction;
  const found = await rows<{ count: number }>(
    db,
    `select count(*) as count from (${OWED_CORRECTIONS}) c join subscribers s on ${ALL_AT_ONCE} = c.subscriber_id cross join ${ASKED} d
      where s.rhythm <> 'each' and ${MAY_REACH}`,
    { publicationId, topicIds: [], sendId: null, ...boundOwed([correction]) },
  );
  return found[0]?.count ?? 0;
}

/**
 * Zones with readers who turned to each article since a correction was frozen: it may have been waiting for a digest of theirs, so one
 * ends their day. Whoever is no such reader gets nothing in it.
 */
export function listZonesOfTurned(
  db: Db,
  publicationId: number | null,
): Promise<{ publicationId: number; timeZone: string }[]> {
  return rows(
    db,
    `select distinct s.publication_id as "publicationId", coalesce(s.time_zone, '') as "timeZone"
       from corrections c join sends d on d.id = c.send_id
       join subscribers s on s.publication_id = d.publication_id and s.ways_changed_at > d.prepared_at - interval '1 hour'
      where ${IS_CARRIED('now()')} and s.rhythm = 'each' and s.status = 'active' and s.paused_until is null
        and (cast(:publicationId as bigint) is null or d.publication_id = :publicationId)`,
    { publicationId },
  );
}
