import { firstRow, jsonOf, rows, type Db } from '../../platform/database.ts';
import type { Article } from '../article.ts';
import type { HeldReason } from '../holds/held.ts';
import type { Candidate } from './identity.ts';
import type { KnownArticle } from './known-article.ts';
import { ARTICLE_COLUMNS, IS_PREPARED } from '../queries.ts';

const COLUMNS = `
  id, feed_id as "feedId", key, former_keys as "formerKeys", link_key as "linkKey",
  coalesce(seen_title, '') as "seenTitle", seen_date as "seenDate", seen_hash as "seenHash",
  json_build_object('hash', encode(text_hash, 'hex'), 'sketch', text_sketch) as fingerprint,
  duplicate_of as "duplicateOf", verdict, held_code as "heldCode", published_at as "publishedAt",
  first_seen_at as "firstSeenAt", left_at as "leftAt", decided_at as "decidedAt", ${IS_PREPARED} as "isPrepared"`;

/** Articles of a feed (null: pushed) with one of these keys, now or before, and those with these ids. */
export function listKnown(
  db: Db,
  publicationId: number,
  feedId: number | null,
  of: { keys: string[]; ids: number[] },
): Promise<KnownArticle[]> {
  const own = feedId === null ? 'publication_id = :publicationId and feed_id is null' : 'feed_id = :feedId';
  return rows(
    db,
    `select ${COLUMNS} from articles
      where id in (
        select id from articles where ${own} and key = any(cast(:keys as text[]))
        union select id from articles where ${own} and former_keys && cast(:keys as text[])
        union select id from articles where publication_id = :publicationId and id = any(cast(:ids as bigint[])))
      order by id`,
    { publicationId, feedId, ...of },
  );
}

/** How many articles may share a title or a text and still be looked at: the newest. */
const MOST_SIMILAR = 300;
/** For so long what left the feed may come back under another key. */
const REMEMBERED = '60 days';

/** Articles of the publication that one of the candidates may be or repeat. */
export function listSimilar(
  db: Db,
  publicationId: number,
  feedId: number | null,
  candidates: Candidate[],
): Promise<KnownArticle[]> {
  const of = <Value>(pick: (candidate: Candidate) => Value | null) =>
    candidates.flatMap((candidate) => pick(candidate) ?? []);
  const sharing = (condition: string) =>
    `(select id from articles where publication_id = :publicationId and ${condition} order by id desc limit ${MOST_SIMILAR})`;
  return rows(
    db,
    `select ${COLUMNS} from articles
      where id in (
        select id from articles where publication_id = :publicationId and link_key = any(cast(:links as text[]))
        union ${sharing('seen_date = any(cast(:dates as timestamptz[]))')}
        union ${sharing('seen_title = any(cast(:titles as text[]))')}
        union ${sharing(`text_hash in (select decode(hash, 'hex') from unnest(cast(:texts as text[])) hash)`)}
        union ${sharing(`feed_id = :feedId and left_at > now() - interval '${REMEMBERED}'`)})
      order by (duplicate_of is not null), id`,
    {
      publicationId,
      feedId,
      links: of(({ linkKey }) => linkKey),
      dates: of(({ publishedAt }) => publishedAt),
      titles: of(({ foldedTitle }) => foldedTitle || null),
      texts: of(({ fingerprint }) => fingerprint.hash),
    },
  );
}

/** Keys that an article keeps of those it had before. */
const FORMER_KEYS = 8;

/**
 * An article is told in another way: key, address, text and what it is recognised by are taken over. Once a send of it has been
 * prepared, the text that went out is kept beside, for a correction; topics and date stay (FED-23).
 */
export async function takeOver(db: Db, id: number, told: Candidate): Promise<void> {
  const prepared = IS_PREPARED;
  await db.raw(
    `update articles set
       former_keys = case when key = :key then former_keys
         else (array_remove(former_keys, cast(:key as text)) || key)[greatest(1, cardinality(array_remove(former_keys, cast(:key as text))) + 2 - ${FORMER_KEYS}):] end,
       key = :key, link_key = :linkKey, url = coalesce(:url, url), left_at = null,
       seen_title = :foldedTitle, seen_date = coalesce(cast(:publishedAt as timestamptz), seen_date),
       seen_hash = :contentHash, text_hash = decode(:textHash, 'hex'), text_sketch = :sketch,
       title = :title,
       summary = :summary,
       html = :html,
       image_url = :imageUrl,
       authors = cast(:authors as text[]),
       categories = case when ${prepared} then categories else cast(:categories as text[]) end,
       comments_url = :commentsUrl,
       published_at = case when ${prepared} then published_at else coalesce(cast(:publishedAt as timestamptz), published_at) end,
       content_hash = case when ${prepared} then content_hash else :contentHash end,
       edited_at = case when seen_hash = :contentHash or not ${prepared} and content_hash = :contentHash then edited_at else now() end,
       mailed_text = case when ${prepared} and mailed_text is null and content_hash <> :contentHash
                          then jsonb_build_object('title', title, 'summary', summary, 'html', html) else mailed_text end
     where id = :id`,
    {
      id,
      key: told.key,
      linkKey: told.linkKey,
      url: told.url,
      foldedTitle: told.foldedTitle,
      publishedAt: told.publishedAt,
      contentHash: told.contentHash,
      textHash: told.fingerprint.hash,
      sketch: told.fingerprint.sketch,
      title: told.title,
      summary: told.summary,
      html: told.html,
      imageUrl: told.imageUrl,
      authors: told.authors,
      categories: told.categories,
      commentsUrl: told.commentsUrl,
    },
  );
}

/** An article that may still be mailed gets another verdict. @returns it, unless a send was prepared meanwhile. */
export function setVerdict(
  db: Db,
  id: number,
  finding: { verdict: Article['verdict']; reason?: HeldReason | undefined },
): Promise<Article | undefined> {
  return firstRow(
    db,
    `update articles set verdict = :verdict, held_code = :code, held_params = cast(:params as jsonb), left_at = null,
       released_at = case cast(:verdict as text) when 'new' then coalesce(released_at, now()) when 'held' then released_at end
     where id = :id and verdict in ('new', 'future', 'held') and not ${IS_PREPARED}
     returning ${ARTICLE_COLUMNS}`,
    {
      id,
      verdict: finding.verdict,
      code: finding.reason?.code ?? null,
      params: jsonOf(finding.reason?.params ?? null),
    },
  );
}

/** These left their feed although they would be inside its window. */
export async function markLeft(db: Db, ids: number[]): Promise<void> {
  if (ids.length > 0) await db.raw('update articles set left_at = now() where id = any(?)', [ids]);
}

/** These were told again. */
export async function markBack(db: Db, ids: number[]): Promise<void> {
  if (ids.length > 0)
    await db.raw('update articles set left_at = null where id = any(?) and left_at is not null', [ids]);
}

/**
 * Holds what may still be mailed of these and is told nowhere any more: neither by its own feed nor as a repetition by
 * another. Call it when the feed's row says what is present.
 */
export function holdMissing(db: Db, ids: number[], reason: HeldReason): Promise<Article[]> {
  return rows(
    db,
    `update articles set verdict = 'held', held_code = :code, held_params = cast(:params as jsonb)
     where id = any(cast(:ids as bigint[])) and verdict in ('new', 'future') and feed_id is not null
       and not ${IS_PREPARED}
       and not exists (select from articles told join feeds on feeds.id = told.feed_id and feeds.removed_at is null
                        where (told.id = articles.id or told.duplicate_of = articles.id)
                          and told.id = any(feeds.present_ids))
     returning ${ARTICLE_COLUMNS}`,
    { ids, code: reason.code, params: jsonOf(reason.params) },
  );
}

/** How many articles came on each of the last days, before this one; those of the first reading by their date. */
export async function listDays(db: Db, publicationId: number, feedId: number | null): Promise<number[]> {
  const days = await rows<{ count: number }>(
    db,
    `select count(*) from articles
      where publication_id = :publicationId
        and ${feedId === null ? 'feed_id is null' : 'feed_id = :feedId'}
        and verdict in ('baseline', 'new', 'future', 'dismissed')
        and (verdict <> 'baseline' or seen_date is not null)
        and (verdict = 'baseline' or first_seen_at < now() - interval '12 hours')
        and coalesce(seen_date, first_seen_at) between now() - interval '60 days' and now()
      group by date_trunc('day', coalesce(seen_date, first_seen_at))`,
    { publicationId, feedId },
  );
  return days.map(({ count }) => count);
}

/** Pushes of the last minutes that are on their way or held as a flood. */
export async function countJustPushed(db: Db, publicationId: number): Promise<number> {
  const row = await firstRow<{ count: number }>(
    db,
    `select count(*) from articles
      where publication_id = ? and feed_id is null and first_seen_at > now() - interval '10 minutes'
        and (verdict in ('new', 'future') or (verdict = 'held' and held_code = 'flood'))`,
    [publicationId],
  );
  return row?.count ?? 0;
}

/** How many new articles at once a publication expects; null: learnt. */
export async function findFloodLimit(db: Db, publicationId: number): Promise<number | null> {
  const row = await firstRow<{ limit: number | null }>(
    db,
    'select flood_limit as "limit" from publications where id = ?',
    [publicationId],
  );
  return row?.limit ?? null;
}

/** Of these, those whose reason nobody was told yet; they count as told now. */
export function claimUntold(db: Db, ids: number[]): Promise<Article[]> {
  return rows(
    db,
    `update articles set held_told = held_code
      where id = any(cast(? as bigint[])) and verdict = 'held' and held_told is distinct from held_code
     returning ${ARTICLE_COLUMNS}`,
    [ids],
  );
}

/** Whether a flood of pushes of the last hour, that still waits, was told. */
export async function hasToldFlood(db: Db, publicationId: number): Promise<boolean> {
  const row = await firstRow(
    db,
    `select 1 as found from articles
      where publication_id = ? and feed_id is null and verdict = 'held' and held_told = 'flood'
        and first_seen_at > now() - interval '1 hour' limit 1`,
    [publicationId],
  );
  return row !== undefined;
}

/** Articles of a feed that may still be mailed. */
export async function listPendingIds(db: Db, feedId: number): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    `select id from articles where feed_id = ? and verdict in ('new', 'future') and not ${IS_PREPARED}`,
    [feedId],
  );
  return found.map(({ id }) => id);
}
