import { changedRows, firstRow, rows, type Db } from '../platform/database.ts';
import { NotFound } from '../platform/errors.ts';
import { linkKeyOf } from '../platform/link-key.ts';
import type { Article, Verdict } from './article.ts';
import type { Candidate } from './judging/identity.ts';
import type { HeldReason } from './holds/held.ts';

export const ARTICLE_COLUMNS = `
  id, publication_id as "publicationId", feed_id as "feedId", key, url, title, summary, html, image_url as "imageUrl",
  authors, categories, comments_url as "commentsUrl", verdict, duplicate_of as "duplicateOf",
  published_at as "publishedAt", edited_at as "editedAt", first_seen_at as "firstSeenAt", released_at as "releasedAt",
  case when verdict = 'held' then
    jsonb_build_object('code', coalesce(held_code, 'flood'),
                       'params', coalesce(held_params, '{"count": null, "limit": null}')) end as reason,
  goes_out_at as "goesOutAt", last_decision as "lastDecision", last_decision_at as "lastDecisionAt",
  last_decision_by as "lastDecisionBy", last_decision_key as "lastDecisionKey", mail_title as "mailTitle",
  mail_standfirst as "mailStandfirst", mail_image_url as "mailImageUrl", mail_edited_at as "mailEditedAt",
  picked_at as "pickedAt", story`;

/** A send of the article was prepared: it counts as mailed. */
export const IS_PREPARED = `exists
  (select from sends where sends.article_id = articles.id and sends.prepared_at is not null)`;

export async function getArticle(db: Db, id: number): Promise<Article> {
  const found = await firstRow<Article>(db, `select ${ARTICLE_COLUMNS} from articles where id = ?`, [id]);
  if (!found) throw new NotFound(`The article ${id}`);
  return found;
}

/** Of several with this address the one that was mailed, else one that may be, else the newest. */
export function findArticleByUrl(db: Db, publicationId: number, url: string): Promise<Article | undefined> {
  return firstRow(
    db,
    `select ${ARTICLE_COLUMNS} from articles
      where publication_id = :publicationId and (link_key = :linkKey or url = :url)
      order by ${IS_PREPARED} desc, verdict = 'new' desc, verdict = 'duplicate', id desc limit 1`,
    { publicationId, url, linkKey: linkKeyOf(url) },
  );
}

/** By their ids. */
export async function listArticlesById(db: Db, ids: number[]): Promise<Map<number, Article>> {
  const found = await rows<Article>(
    db,
    `select ${ARTICLE_COLUMNS} from articles where id = any(cast(? as bigint[]))`,
    [ids],
  );
  return new Map(found.map((article) => [article.id, article]));
}

/** Newest first. @param page.after only articles older than this id. */
export function listArticles(
  db: Db,
  publicationId: number,
  page: { verdict?: Verdict | undefined; after?: number | undefined; limit: number },
): Promise<Article[]> {
  const conditions = ['publication_id = ?'];
  const bindings: (string | number)[] = [publicationId];
  if (page.verdict) {
    conditions.push('verdict = ?');
    bindings.push(page.verdict);
  }
  if (page.after) {
    conditions.push('id < ?');
    bindings.push(page.after);
  }
  return rows(
    db,
    `select ${ARTICLE_COLUMNS} from articles where ${conditions.join(' and ')} order by id desc limit ?`,
    [...bindings, page.limit],
  );
}

/** The newest published articles by their date, without their text: a page that everybody sees must not fetch that. */
export function listHeadlines(
  db: Db,
  publicationId: number,
  limit: number,
): Promise<{ title: string; url: string; publishedAt: Date | null }[]> {
  return rows(
    db,
    `select title, url, published_at as "publishedAt"
       from (select id, coalesce(mail_title, title) as title, url, published_at, first_seen_at from articles
              where publication_id = ? and url is not null and verdict in ('new', 'baseline', 'too-old')
              order by id desc limit 50) recent
      where coalesce(published_at, first_seen_at) <= now()
      order by coalesce(published_at, first_seen_at) desc, id desc limit ?`,
    [publicationId, limit],
  );
}

/** What is published and was neither withdrawn, held nor dismissed: a reader who follows its link finds it. */
export const IS_PUBLISHED = `verdict in ('new', 'baseline', 'too-old') and left_at is null
       and coalesce(published_at, first_seen_at) <= now()`;

/** Those of these articles that are published. */
export function listPublished(db: Db, publicationId: number, ids: number[]): Promise<Article[]> {
  return rows(
    db,
    `select ${ARTICLE_COLUMNS} from articles
      where publication_id = ? and id = any(cast(? as bigint[])) and ${IS_PUBLISHED}`,
    [publicationId, ids],
  );
}

/** Published articles with every one of these words in their title, the newest first. */
export function findPublished(
  db: Db,
  publicationId: number,
  words: string,
  limit: number,
): Promise<Article[]> {
  const parts = words.split(/\s+/).filter((word) => word !== '');
  return rows(
    db,
    `select ${ARTICLE_COLUMNS} from articles
      where publication_id = ? and ${IS_PUBLISHED} and title ilike all (cast(? as text[]))
      order by id desc limit ?`,
    [publicationId, parts.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`), limit],
  );
}

/**
 * Recent published articles of the same publication: those that share a category with this one, then others of the last 30 days.
 * Those of another host stand at an address that a move of the site left behind.
 */
export function relatedArticles(
  db: Db,
  article: Pick<Article, 'id' | 'publicationId' | 'categories' | 'url'>,
  limit: number,
): Promise<Article[]> {
  return rows(
    db,
    `with recent as (
       select id, coalesce(published_at, first_seen_at) as at, categories && cast(:categories as text[]) as is_alike
         from (select * from articles where publication_id = :publicationId order by id desc limit 1000) newest
        where id <> :id and url is not null and ${IS_PUBLISHED}
          and link_key is distinct from (select link_key from articles where id = :id)
          and lower(split_part(url, '/', 3)) = lower(split_part(coalesce(cast(:url as text), url), '/', 3)))
     select ${ARTICLE_COLUMNS} from articles
       join (select id, at, is_alike from recent where is_alike or at > now() - interval '30 days'
              order by is_alike desc, at desc, id desc limit :limit) chosen using (id)
      order by is_alike desc, at desc, id desc`,
    { ...article, limit },
  );
}

/** Future-dated articles whose time has come may be sent. @returns their ids. */
export async function promoteFutureArticles(db: Db): Promise<number[]> {
  const promoted = await rows<{ id: number }>(
    db,
    `update articles set verdict = 'new', released_at = now()
     where id in (select id from articles where verdict = 'future' and published_at <= now() for update skip locked)
     returning id`,
  );
  return promoted.map(({ id }) => id);
}

/** Whoever adds articles to a publication takes turns, so that two feeds with one article make one mention (FED-25). */
export async function lockArticles(db: Db, publicationId: number): Promise<void> {
  await db.raw(`select pg_advisory_xact_lock(hashtext('articles'), ?)`, [publicationId]);
}

export async function countFeedArticles(db: Db, feedId: number): Promise<number> {
  const row = await firstRow<{ count: number }>(
    db,
    'select count(*) from (select from articles where feed_id = ? limit 1000) as known',
    [feedId],
  );
  return row?.count ?? 0;
}

export interface NewArticle extends Candidate {
  verdict: Verdict;
  duplicateOf: number | null;
  reason?: HeldReason | undefined;
}

/** Adds articles; one that another poller was first with is left alone (FED-26). @returns those added, in order. */
export async function insertArticles(
  db: Db,
  publicationId: number,
  feedId: number | null,
  articles: NewArticle[],
): Promise<Article[]> {
  if (articles.length === 0) return [];
  return rows(
    db,
    `insert into articles (publication_id, feed_id, key, link_key, url, title, summary, html, image_url, authors,
       categories, comments_url, verdict, duplicate_of, published_at, content_hash, released_at,
       previous_reading_at, seen_title, seen_date, seen_hash, text_hash, text_sketch, held_code, held_params)
     select ?, ?, fresh.key, fresh."linkKey", fresh.url, fresh.title, fresh.summary, fresh.html, fresh."imageUrl",
       array(select jsonb_array_elements_text(fresh.authors)), array(select jsonb_array_elements_text(fresh.categories)),
       fresh."commentsUrl", fresh.verdict, fresh."duplicateOf", fresh."publishedAt", decode(fresh."contentHash", 'hex'),
       case when fresh.verdict = 'new' then now() end,
       (select last_read_at from feeds where id = ?), fresh."foldedTitle", fresh."publishedAt", decode(fresh."contentHash", 'hex'), decode(fresh.fingerprint->>'hash', 'hex'),
       array(select cast(jsonb_array_elements_text(fresh.fingerprint->'sketch') as int)),
       fresh.reason->>'code', fresh.reason->'params'
     from jsonb_to_recordset(?::jsonb) as fresh (position int, key text, "linkKey" text, url text, title text,
       summary text, html text, "imageUrl" text, authors jsonb, categories jsonb, "commentsUrl" text, verdict text,
       "duplicateOf" bigint, "publishedAt" timestamptz, "contentHash" text, "foldedTitle" text, fingerprint jsonb,
       reason jsonb)
     order by fresh.position desc
     on conflict do nothing
     returning ${ARTICLE_COLUMNS}`,
    [
      publicationId,
      feedId,
      feedId,
      JSON.stringify(
        articles.map((article, position) => ({
          ...article,
          position,
          contentHash: article.contentHash.toString('hex'),
        })),
      ),
    ],
  );
}

/** Undefined when a send of it was prepared: its mail is what it is. */
export function editForMail(
  db: Db,
  id: number,
  edit: Record<'title' | 'standfirst' | 'imageUrl' | 'story', string | null> & { by: string },
): Promise<Article | undefined> {
  return firstRow(
    db,
    `update articles set mail_title = :title, mail_standfirst = :standfirst, mail_image_url = :imageUrl, story = :story,
       mail_edited_at = now(), mail_edited_by = :by
     where id = :id and not ${IS_PREPARED} returning ${ARTICLE_COLUMNS}`,
    { id, ...edit },
  );
}

/** The story that an article goes on with, as whoever pushes it calls it; null: none. */
export async function setStory(db: Db, id: number, story: string | null): Promise<void> {
  await db.raw('update articles set story = ? where id = ?', [story, id]);
}

export async function setPicked(db: Db, id: number, isPicked: boolean): Promise<void> {
  await db.raw('update articles set picked_at = case when cast(? as boolean) then now() end where id = ?', [
    isPicked,
    id,
  ]);
}

export async function databaseNow(db: Db): Promise<Date> {
  const row = await firstRow<{ now: Date }>(db, 'select now()');
  return row?.now ?? new Date();
}

export const TEXT_DAYS = 90;

/**
 * Takes the whole text out of articles that were seen first, and edited last, so long ago that none of them is mailed any more; what
 * they are recognised by stays. Returns how many changed.
 */
export function purgeArticleTexts(db: Db): Promise<number> {
  return changedRows(
    db,
    `update articles set html = '', mailed_text = null
      where (html <> '' or mailed_text is not null) and verdict not in ('held', 'future')
        and greatest(first_seen_at, edited_at, released_at) < now() - make_interval(days => ?)`,
    [TEXT_DAYS],
  );
}
