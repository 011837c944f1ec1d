import { firstRow, jsonOf, rows, type Db } from '../platform/database.ts';
import { CAP, follows } from './rhythm.ts';
import { LONGEST_DAY } from './told-queries.ts';

/** Mails of articles that were frozen lately, each with its topics. */
export interface RecentMail {
  sendId: number;
  preparedAt: Date;
  topicIds: number[];
}

export function listRecentMails(db: Db, publicationId: number): Promise<RecentMail[]> {
  return rows(
    db,
    `select id as "sendId", prepared_at as "preparedAt", topic_ids as "topicIds" from sends
      where publication_id = ? and occasion = 'article:' || article_id and prepared_at > now() - ${LONGEST_DAY}`,
    [publicationId],
  );
}

/** The smallest number of mails a day that anybody wants; null: nobody has a limit. */
export async function smallestCap(db: Db, publicationId: number): Promise<number | null> {
  const row = await firstRow<{ cap: number | null }>(
    db,
    `select least(p.busy_day_cap, (select min(busy_day_cap) from subscribers s
                                    where s.publication_id = p.id and s.busy_day_cap > 0)) as cap
       from publications p where p.id = ?`,
    [publicationId],
  );
  return row?.cap ?? null;
}

/** Readers who get the same mails at the same local day, with the limit that they have. */
export interface CappedKind {
  topicIds: number[];
  /** Empty: the publication's. */
  timeZone: string;
  cap: number;
}

export function listCappedKinds(db: Db, publicationId: number): Promise<CappedKind[]> {
  return rows(
    db,
    `select s.topic_ids as "topicIds", coalesce(s.time_zone, '') as "timeZone", ${CAP} as cap
       from subscribers s join publications p on p.id = s.publication_id
      where s.publication_id = ? and s.rhythm = 'each' and s.status = 'active' and ${CAP} is not null
      group by 1, 2, 3`,
    [publicationId],
  );
}

export interface FullKind extends CappedKind {
  dayBeganAt: Date;
}

/** Notes for whom an article is one too many today; those who changed something today are looked at one by one. */
export async function insertFullKinds(
  db: Db,
  of: { sendId: number; publicationId: number; articleId: number; kinds: FullKind[] },
): Promise<void> {
  const { sendId, publicationId, articleId, kinds } = of;
  await db.raw(
    `insert into capped_kinds (send_id, publication_id, article_id, number, topic_ids, time_zone, busy_day_cap, day_began_at)
     select :sendId, :publicationId, a.id, a.number, cast(k.topics as bigint[]), k."timeZone", k.cap, k."dayBeganAt"
       from articles a
      cross join jsonb_to_recordset(cast(:kinds as jsonb)) as k (topics text, "timeZone" text, cap int, "dayBeganAt" timestamptz)
      where a.id = :articleId`,
    {
      sendId,
      publicationId,
      articleId,
      kinds: jsonOf(kinds.map(({ topicIds, ...kind }) => ({ ...kind, topics: `{${topicIds.join(',')}}` }))),
    },
  );
}

/**
 * The same for readers of its topics who joined or changed something since their day began, or follow something, which other readers of their kind did not get: what
 * they got is counted.
 * @param of.known ids of every topic there is. @param of.days when the day of each zone began.
 */
export async function oweToChanged(
  db: Db,
  of: {
    publicationId: number;
    articleId: number;
    topicIds: number[];
    known: number[];
    days: { timeZone: string; dayBeganAt: Date }[];
  },
): Promise<void> {
  await db.raw(
    `with day as (select * from jsonb_to_recordset(cast(:days as jsonb)) as d ("timeZone" text, "dayBeganAt" timestamptz)),
     changed as (
       select s.id, day."dayBeganAt" as began, ${CAP} as cap
         from subscribers s join publications p on p.id = s.publication_id join day on day."timeZone" = coalesce(s.time_zone, '')
        where s.publication_id = :publicationId and s.rhythm = 'each' and s.status = 'active' and ${CAP} is not null
          and (s.ways_changed_at >= day."dayBeganAt" or exists (select from followed_strands f where f.subscriber_id = s.id))
          and ${follows('cast(:topicIds as bigint[])', 'cast(:known as bigint[])')}),
     got as (
       select r.id, d.prepared_at as at from sends d join send_batches b on b.send_id = d.id cross join lateral unnest(b.subscriber_ids) r (id)
        where d.publication_id = :publicationId and d.occasion = 'article:' || d.article_id and d.prepared_at > now() - ${LONGEST_DAY}
          and exists (select from changed))
     insert into owed_articles (subscriber_id, article_id, publication_id, reason)
     select c.id, :articleId, :publicationId, 'busy-day'
       from changed c join got on got.id = c.id and got.at >= c.began
      group by c.id, c.cap having count(*) >= c.cap
     on conflict (subscriber_id, article_id) do nothing`,
    { ...of, days: jsonOf(of.days) },
  );
}

/** Forgets after 30 days whose cap was full; what no digest has brought, because nobody wanted it any more, after 90. */
export async function purgeCappedKinds(db: Db): Promise<void> {
  await db.raw(
    `delete from capped_kinds k
      where k.day_began_at < now() - interval '90 days'
         or k.day_began_at < now() - interval '30 days'
            and exists (select from digest_buckets b where b.publication_id = k.publication_id and b.rhythm = 'busy-day'
                                                       and b.time_zone = k.time_zone and b.cut >= k.number)`,
  );
}
