import { rows, type Db } from '../platform/database.ts';
import { CAP, follows, JOIN_BUCKET, MARK } from './rhythm.ts';

/** Readers of publication `:publicationId` who follow one of `:strands`. */
const FOLLOWERS = `select f.subscriber_id from followed_strands f
     where f.publication_id = :publicationId and f.strand = any(cast(:strands as text[])) and f.ends_at > now()`;

const FOLLOWS = follows('cast(:topicIds as bigint[])', 'cast(:known as bigint[])');

/** Notes which followers have an article from their digest before its own mail is frozen. @param of.known ids of every topic there is. */
export async function settleTold(
  db: Db,
  of: { publicationId: number; articleId: number; topicIds: number[]; known: number[]; strands: string[] },
): Promise<void> {
  await db.raw(
    `insert into owed_articles (subscriber_id, article_id, publication_id, reason, state)
     select s.id, a.id, :publicationId, 'followed', 'settled'
       from subscribers s join publications p on p.id = s.publication_id ${JOIN_BUCKET} join articles a on a.id = :articleId
      where s.publication_id = :publicationId and s.rhythm <> 'each' and s.id in (${FOLLOWERS}) and a.number <= ${MARK}
        and (${FOLLOWS} or exists (select from followed_strands f where f.subscriber_id = s.id
                                      and f.strand = any(cast(:strands as text[])) and f.followed_at <= a.numbered_at))
     on conflict (subscriber_id, article_id) do nothing`,
    of,
  );
}

/** Notes who of the frozen audience has an article at once although they get digests: these leave it out. */
export async function settleFollowed(
  db: Db,
  of: { publicationId: number; sendId: number; articleId: number; strands: string[] },
): Promise<void> {
  await db.raw(
    `insert into owed_articles as o (subscriber_id, article_id, publication_id, reason, state, send_id)
     select s.id, :articleId, :publicationId, 'followed', 'settled', :sendId
       from subscribers s
      where s.publication_id = :publicationId and s.rhythm <> 'each' and s.id in (${FOLLOWERS})
        and s.id in (select r.id from send_batches b cross join lateral unnest(b.subscriber_ids) r (id) where b.send_id = :sendId)
     on conflict (subscriber_id, article_id) do update
       set reason = 'followed', state = 'settled', send_id = excluded.send_id, at = now()`,
    of,
  );
}

/** Time zones of readers who follow one of these and have a limit of single mails; empty: the publication's. */
export async function listFollowerZones(
  db: Db,
  of: { publicationId: number; strands: string[] },
): Promise<string[]> {
  const found = await rows<{ timeZone: string }>(
    db,
    `select distinct coalesce(s.time_zone, '') as "timeZone" from subscribers s join publications p on p.id = s.publication_id
      where s.publication_id = :publicationId and s.id in (${FOLLOWERS}) and ${CAP} is not null`,
    of,
  );
  return found.map(({ timeZone }) => timeZone);
}

/** Longer than any local day. */
export const LONGEST_DAY = `interval '26 hours'`;

/**
 * Owes an article to those of its followers who had all the single mails of their day: what each got is counted.
 * @param of.days when the day of each zone began.
 * @returns their ids.
 */
export async function oweToFollowers(
  db: Db,
  of: {
    publicationId: number;
    articleId: number;
    strands: string[];
    days: { timeZone: string; dayBeganAt: Date }[];
  },
): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    `with day as (select * from jsonb_to_recordset(cast(:days as jsonb)) as d ("timeZone" text, "dayBeganAt" timestamptz)),
     follower as materialized (
       select s.id, day."dayBeganAt" as began, ${CAP} as cap
         from subscribers s join publications p on p.id = s.publication_id join day on day."timeZone" = coalesce(s.time_zone, '')
        where s.publication_id = :publicationId and s.status = 'active' and s.id in (${FOLLOWERS}) and ${CAP} is not null),
     got as (
       select r.id, d.prepared_at as at from sends d join send_batches b on b.send_id = d.id cross join lateral unnest(b.subscriber_ids) r (id)
        where d.publication_id = :publicationId and d.occasion = 'article:' || d.article_id and d.prepared_at > now() - ${LONGEST_DAY}
          and exists (select from follower))
     insert into owed_articles as o (subscriber_id, article_id, publication_id, reason)
     select c.id, :articleId, :publicationId, 'busy-day'
       from follower c join got on got.id = c.id and got.at >= c.began
      group by c.id, c.cap having count(*) >= c.cap
     on conflict (subscriber_id, article_id) do update set reason = 'busy-day' where o.state = 'owed' and o.reason <> 'not-sent'
     returning o.subscriber_id as id`,
    { ...of, days: JSON.stringify(of.days) },
  );
  return found.map(({ id }) => id);
}

/** Which of these articles somebody had at once although they get digests. */
export async function listToldAtOnce(db: Db, articleIds: number[]): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    `select a.id from unnest(cast(? as bigint[])) a (id)
      where exists (select from owed_articles o where o.article_id = a.id and o.reason = 'followed')`,
    [articleIds],
  );
  return found.map(({ id }) => id);
}

/** Which of these somebody follows. */
export async function listFollowedAmong(db: Db, publicationId: number, strands: string[]): Promise<string[]> {
  const found = await rows<{ strand: string }>(
    db,
    `select distinct f.strand from followed_strands f
      where f.publication_id = :publicationId and f.strand = any(cast(:strands as text[])) and f.ends_at > now()`,
    { publicationId, strands },
  );
  return found.map(({ strand }) => strand);
}
