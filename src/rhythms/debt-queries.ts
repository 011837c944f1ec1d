import { jsonOf, rows, type Db } from '../platform/database.ts';
import { CAP, follows } from './rhythm.ts';

/** An article that was numbered, and the topics it is for. */
export interface NumberedArticle {
  id: number;
  number: number;
  topicIds: number[];
  /** What else of it a reader may follow. */
  strands: string[];
  /** Its own mail went out, or never will. */
  isOver: boolean;
}

/** A reader as they were before their ways changed. */
export interface ReaderBefore {
  id: number;
  /** What is numbered after it was owed to them; null: they got each article. */
  mark: number | null;
}

const ARTICLES = `jsonb_to_recordset(cast(:articles as jsonb)) as a (id bigint, number bigint, topics text, strands jsonb, "isOver" boolean)`;
const READERS = `jsonb_to_recordset(cast(:readers as jsonb)) as r (id bigint, mark bigint)`;
const FOLLOWS = `(${follows('cast(a.topics as bigint[])', 'cast(:known as bigint[])')}
  or exists (select from followed_strands f where f.subscriber_id = s.id and jsonb_exists(a.strands, f.strand) and f.ends_at > now()))`;

const asArray = (ids: number[]) => `{${ids.join(',')}}`;
const bound = (articles: NumberedArticle[], known: number[]) => ({
  articles: jsonOf(articles.map(({ topicIds, ...article }) => ({ ...article, topics: asArray(topicIds) }))),
  known,
});

interface NumberedContent {
  categories: string[];
  authors: string[];
  story: string | null;
}

/** Numbered articles of a publication that may be sent, beyond a number or whose own mail is still to come, without their topics. */
export function listNumbered(
  db: Db,
  publicationId: number,
  after: number,
): Promise<(Omit<NumberedArticle, 'topicIds' | 'strands'> & NumberedContent)[]> {
  return rows(
    db,
    `select a.id, a.number, a.categories, a.authors, a.story, state.is_over as "isOver"
       from articles a
      cross join lateral (select exists (select from sends d where d.occasion = 'article:' || a.id and not d.is_withdrawn
                                           and (d.prepared_at is not null or d.status = 'cancelled')) as is_over) state
      where a.publication_id = :publicationId and a.verdict = 'new'
        and (a.number > :after or a.numbered_at > now() - interval '31 days' and not state.is_over)
      order by a.number`,
    { publicationId, after },
  );
}

/**
 * Notes what readers are owed who got digests and get each article from now on: what no digest brought, and whose own mail is over.
 * What is still to come by its own mail is owed no more.
 */
export async function oweFromDigests(
  db: Db,
  of: { publicationId: number; readers: ReaderBefore[]; articles: NumberedArticle[]; known: number[] },
): Promise<void> {
  const { publicationId, readers, articles, known } = of;
  await db.raw(
    `insert into owed_articles (subscriber_id, article_id, publication_id, reason)
     select s.id, a.id, :publicationId, 'rhythm'
       from ${READERS} join subscribers s on s.id = r.id join ${ARTICLES} on a.number > r.mark and a."isOver"
      where ${FOLLOWS}
     on conflict (subscriber_id, article_id) do nothing`,
    { publicationId, readers: jsonOf(readers), ...bound(articles, known) },
  );
  await dropComing(db, readers, articles);
}

/** What their own mails will bring is not owed to readers who get each article. */
async function dropComing(db: Db, readers: { id: number }[], articles: NumberedArticle[]): Promise<void> {
  const coming = articles.filter(({ isOver }) => !isOver).map(({ id }) => id);
  if (coming.length === 0) return;
  await db.raw(
    `delete from owed_articles
      where subscriber_id = any(cast(:ids as bigint[])) and article_id = any(cast(:coming as bigint[])) and state = 'owed'`,
    { ids: readers.map(({ id }) => id), coming },
  );
}

/** Notes what readers are owed who no longer get each article: what was numbered, and whose own mail will go without them. */
export async function oweComing(
  db: Db,
  of: {
    publicationId: number;
    readers: { id: number }[];
    articles: NumberedArticle[];
    known: number[];
    reason: 'rhythm' | 'paused';
  },
): Promise<void> {
  const { publicationId, readers, articles, known, reason } = of;
  await db.raw(
    `insert into owed_articles (subscriber_id, article_id, publication_id, reason)
     select s.id, a.id, :publicationId, :reason
       from ${READERS} join subscribers s on s.id = r.id cross join ${ARTICLES}
      where not a."isOver" and ${FOLLOWS}
     on conflict (subscriber_id, article_id) do nothing`,
    {
      publicationId,
      reason,
      readers: jsonOf(readers.map(({ id }) => ({ id, mark: 0 }))),
      ...bound(articles, known),
    },
  );
}

/** Notes for each of these readers what their cap kept from them since the last digest of a busy day, before their ways change. */
export async function oweCapped(db: Db, publicationId: number, ids: number[]): Promise<void> {
  await db.raw(
    `insert into owed_articles (subscriber_id, article_id, publication_id, reason)
     select s.id, k.article_id, :publicationId, 'busy-day'
       from subscribers s join publications p on p.id = s.publication_id join ${MATCHING_KIND}
       left join digest_buckets b on b.publication_id = s.publication_id and b.rhythm = 'busy-day' and b.time_zone = k.time_zone
      where s.id = any(cast(:ids as bigint[])) and k.number > coalesce(b.cut, 0)
     on conflict (subscriber_id, article_id) do nothing`,
    { publicationId, ids },
  );
}

/** The kinds of capped readers that subscriber `s` of publication `p` is of. */
export const MATCHING_KIND = `capped_kinds k on k.publication_id = s.publication_id and k.topic_ids = s.topic_ids
        and k.time_zone = coalesce(s.time_zone, '') and s.rhythm = 'each' and k.busy_day_cap = ${CAP}
        and coalesce(s.ways_changed_at, '-infinity') < k.day_began_at`;

/** Articles that are told after a pause at most; the mail says so. */
export const KEPT_AFTER_PAUSE = 50;

/**
 * Notes what readers are owed whose pause ends: an editor's picks first, then the newest; what lies beyond the limit is on record, too.
 */
export async function oweAfterPause(
  db: Db,
  of: {
    publicationId: number;
    readers: { id: number; mark: number; rhythm: string }[];
    articles: NumberedArticle[];
    known: number[];
  },
): Promise<void> {
  const { publicationId, readers, articles, known } = of;
  const bindings = { publicationId, readers: jsonOf(readers), ...bound(articles, known) };
  await dropComing(
    db,
    readers.filter(({ rhythm }) => rhythm === 'each'),
    articles,
  );
  await db.raw(
    `insert into owed_articles (subscriber_id, article_id, publication_id, reason)
     select s.id, a.id, :publicationId, 'paused'
       from ${READERS} join subscribers s on s.id = r.id join ${ARTICLES} on a.number > r.mark
      where ${FOLLOWS} and (s.rhythm <> 'each' or a."isOver")
     on conflict (subscriber_id, article_id) do nothing`,
    bindings,
  );
  await db.raw(
    `update owed_articles o set reason = 'paused', state = case when ranked.place > ${KEPT_AFTER_PAUSE} then 'beyond' else 'owed' end
       from (select o.subscriber_id, o.article_id,
                    row_number() over (partition by o.subscriber_id
                                       order by a.picked_at is null, coalesce(a.published_at, a.released_at) desc, a.id desc) as place
               from owed_articles o join ${READERS} on r.id = o.subscriber_id join articles a on a.id = o.article_id
              where o.publication_id = :publicationId and o.state = 'owed') ranked
      where o.subscriber_id = ranked.subscriber_id and o.article_id = ranked.article_id`,
    { publicationId, readers: jsonOf(readers) },
  );
}

/** What was owed to readers is settled by a send. @param paid query for `id` of the reader and `article_id`. */
export async function settleDebts(
  db: Db,
  sendId: number,
  paid: { sql: string; bindings: Record<string, unknown> },
): Promise<void> {
  await db.raw(
    `update owed_articles o set state = 'settled', send_id = :sendId, at = now()
       from (${paid.sql}) paid
      where o.subscriber_id = paid.id and o.article_id = paid.article_id and o.state = 'owed'`,
    { ...paid.bindings, sendId },
  );
}

/** Whoever begins anew is owed nothing from before. */
export async function forgiveDebts(db: Db, ids: number[]): Promise<void> {
  await db.raw('delete from owed_articles where subscriber_id = any(cast(? as bigint[]))', [ids]);
}

/**
 * Owes the articles of a mail once more to readers whom it did not reach, also those that it only counted. Whoever bounced, left or confirmed since is owed nothing.
 * @param unreached query for these readers of send `:sendId`: `id`, `content_id`.
 */
const owedAgain = (unreached: string) => `
     with told as materialized (
       select k.id as content_id, c.article_id from send_contents k join content_articles c on c.content_id = k.id
        where k.send_id = :sendId and c.correction_id is null
       union
       select k.id, unnest(k.counted_ids) from send_contents k where k.send_id = :sendId)
     insert into owed_articles as o (subscriber_id, article_id, publication_id, reason, failed_send_id)
     select s.id, c.article_id, s.publication_id, 'not-sent', d.id
       from (${unreached}) u
       join sends d on d.id = :sendId and (d.occasion like 'article:%' or d.occasion like 'digest:%')
       join told c on c.content_id = u.content_id
       join subscribers s on s.id = u.id
      where s.status = 'active' and coalesce(s.confirmed_at, s.created_at) < d.prepared_at
        and not exists (select from suppressions x where x.address_hash = s.address_hash and x.publication_id in (0, s.publication_id))
     on conflict (subscriber_id, article_id) do update
       set state = 'owed', reason = 'not-sent', failed_send_id = excluded.failed_send_id, send_id = null, at = now()
       where o.send_id = excluded.failed_send_id and o.reason <> 'not-sent'`;

/** Notes that the mails of a send that is over reached some readers not, for no fault of theirs. */
export async function oweAgain(db: Db, sendId: number): Promise<void> {
  const failed = `
    select m.subscriber_id as id, b.content_id
      from send_batches b
      join messages m on m.send_id = b.send_id and m.state in ('rejected', 'expired', 'skipped') and m.subscriber_id = any(b.subscriber_ids)
     where b.send_id = :sendId and b.rejected + b.expired + b.skipped > 0`;
  await db.raw(owedAgain(failed), { sendId });
}

/** The same for a send that was cancelled and of which no worker has anything in hand: of some of its batches. */
export async function oweUnreached(
  db: Db,
  of: { sendId: number; first: number; last: number },
): Promise<void> {
  const ofThese = 'b.send_id = :sendId and b.batch_no between :first and :last';
  const unreached = `
    select r.id, b.content_id
      from send_batches b cross join lateral unnest(b.subscriber_ids) with ordinality r (id, place)
     where ${ofThese} and b.state <> 'done' and not (b.state = 'leased' and r.place <= b.position)
       and not exists (select from messages m where m.send_id = b.send_id and m.subscriber_id = r.id)
    union all
    select m.subscriber_id, b.content_id
      from send_batches b
      join messages m on m.send_id = b.send_id and m.state in ('deferred', 'rejected', 'expired', 'skipped')
                     and m.subscriber_id = any(b.subscriber_ids)
     where ${ofThese} and b.deferred + b.rejected + b.expired + b.skipped > 0`;
  await db.raw(owedAgain(unreached), of);
}

/** That a later digest made up for what send `d` did not bring to reader `s`. */
export const IS_MADE_UP = `exists (select from owed_articles o
                   where o.subscriber_id = s.id and o.failed_send_id = d.id and o.state = 'settled')`;

/** Mails of a send are tried again: whoever waits for one is not owed what it brings. */
export async function dropDebtsOfSend(db: Db, sendId: number): Promise<void> {
  const again = `o.failed_send_id = :sendId and o.state = 'owed' and m.send_id = :sendId and m.subscriber_id = o.subscriber_id
        and m.state not in ('rejected', 'expired', 'skipped')`;
  // Digests go on leaving out what a follower gets at once.
  await db.raw(
    `update owed_articles o set reason = 'followed', state = 'settled', send_id = :sendId, failed_send_id = null, at = now()
       from messages m, sends d, subscribers s
      where ${again} and d.id = :sendId and d.occasion like 'article:%' and s.id = o.subscriber_id and s.rhythm <> 'each'`,
    { sendId },
  );
  await db.raw(`delete from owed_articles o using messages m where ${again}`, { sendId });
}
