import { changedRows, jsonOf, rows, type Db } from '../../platform/database.ts';
import { held } from '../holds/held.ts';
import type { Article } from '../article.ts';
import { ARTICLE_COLUMNS, IS_PREPARED, IS_PUBLISHED } from '../queries.ts';
import type { Look, Page } from './page.ts';

/** Whoever released article `a` since its page `g` was gone has looked at it. */
const IS_VOUCHED_FOR = `coalesce(a.decided_at > g.gone_at, false)`;
/** The mail does not have to ask again. */
const IS_FRESH = `coalesce(g.checked_at > now() - interval '2 minutes', false)`;
const IS_ASKED = `coalesce(g.asked_at > coalesce(g.checked_at, '-infinity') and g.asked_at > now() - interval '10 minutes', false)`;
const IS_WAITED_FOR = `(${IS_ASKED} and g.asked_at > now() - interval '1 minute')`;

const NAMED = `from articles a left join article_pages g on g.article_id = a.id
  where a.id = any(cast(:ids as bigint[])) and a.url is not null and not ${IS_VOUCHED_FOR}`;

/** That a digest may not tell of article `a`: its page is gone, and nobody released it since. */
export const IS_GONE_FROM_SITE = `exists (select from article_pages g where g.article_id = a.id and g.gone_at is not null and not ${IS_VOUCHED_FOR})`;

/** The pages of these articles that are to be looked at now; they count as asked for. */
export async function askForPages(db: Db, ids: number[]): Promise<number[]> {
  const asked = await rows<{ id: number }>(
    db,
    `insert into article_pages as page (article_id, asked_at)
     select a.id, now() ${NAMED} and not ${IS_FRESH} and not ${IS_ASKED}
     on conflict (article_id) do update set asked_at = excluded.asked_at
     returning page.article_id as id`,
    { ids },
  );
  return asked.map(({ id }) => id);
}

/** How many of them were asked for less than a minute ago, and have not answered. */
export async function countWaitedFor(db: Db, ids: number[]): Promise<number> {
  const [row] = await rows<{ count: number }>(db, `select count(*) ${NAMED} and ${IS_WAITED_FOR}`, { ids });
  return row?.count ?? 0;
}

/** Titles of those of which nobody knows whether they are there. */
export async function listUnreadPages(db: Db, ids: number[]): Promise<string[]> {
  const found = await rows<{ title: string }>(
    db,
    `select coalesce(a.mail_title, a.title) as title ${NAMED} and (g.sight is distinct from 'found' or not ${IS_FRESH})
      order by a.id desc`,
    { ids },
  );
  return found.map(({ title }) => title);
}

export function listPages(db: Db, ids: number[]): Promise<Page[]> {
  return rows(
    db,
    `select a.id as "articleId", a.publication_id as "publicationId", a.url, p.site_url as "siteUrl", g.etag, g.last_modified as "lastModified"
       from articles a join publications p on p.id = a.publication_id left join article_pages g on g.article_id = a.id
      where a.id = any(cast(:ids as bigint[])) and a.url is not null and not ${IS_VOUCHED_FOR}
      order by a.id desc`,
    { ids },
  );
}

/** Addresses of other published articles at a host, the newest first. */
export async function listWitnesses(
  db: Db,
  of: { publicationId: number; host: string; except: number[]; limit: number },
): Promise<string[]> {
  const found = await rows<{ url: string }>(
    db,
    `select url from articles
      where publication_id = :publicationId and id <> all(cast(:except as bigint[])) and ${IS_PUBLISHED}
        and lower(split_part(url, '/', 3)) = :host
        and not exists (select from article_pages g where g.article_id = articles.id and g.gone_at is not null)
      order by id desc limit :limit`,
    of,
  );
  return found.map(({ url }) => url);
}

export async function noteLooks(db: Db, looks: Look[]): Promise<void> {
  const seen = looks.map(({ page: { articleId }, sight, etag, lastModified }) => ({
    articleId,
    sight,
    etag,
    lastModified,
  }));
  await db.raw(
    `insert into article_pages as page (article_id, checked_at, sight, etag, last_modified, gone_at)
     select look."articleId", now(), look.sight, look.etag, look."lastModified", case when look.sight = 'gone' then now() end
       from jsonb_to_recordset(cast(:seen as jsonb)) as look ("articleId" bigint, sight text, etag text, "lastModified" text)
     on conflict (article_id) do update
       set checked_at = now(), sight = excluded.sight, etag = excluded.etag, last_modified = excluded.last_modified,
           gone_at = case excluded.sight when 'gone' then coalesce(page.gone_at, now()) when 'unread' then page.gone_at end`,
    { seen: jsonOf(seen) },
  );
}

/** What may still be mailed of these waits for an editor. */
export function holdGonePages(db: Db, ids: number[]): Promise<Article[]> {
  const { code } = held('gone-from-site');
  return rows(
    db,
    `update articles set verdict = 'held', held_code = :code, held_params = '{}'
      where id = any(cast(:ids as bigint[])) and verdict = 'new' and not ${IS_PREPARED} returning ${ARTICLE_COLUMNS}`,
    { ids, code },
  );
}

/** These have their pages again: they go on, also in digests that passed them by, unless they have left their feed meanwhile. */
export async function letBackPages(db: Db, ids: number[]): Promise<void> {
  await db.raw(
    `update articles
        set verdict = case when left_at is null then 'new' else 'held' end,
            held_code = case when left_at is not null then 'gone-from-feed' end,
            held_params = case when left_at is not null then cast('{}' as jsonb) end, number = null, numbered_at = null
      where id = any(cast(? as bigint[])) and verdict = 'held' and held_code = 'gone-from-site' and not ${IS_PREPARED}`,
    [ids],
  );
}

/** Pages that were gone, to look whether they are back: for two weeks, every ten minutes. They count as asked for. */
export async function askForGonePages(db: Db): Promise<number[]> {
  const asked = await rows<{ id: number }>(
    db,
    `update article_pages page set asked_at = now()
       from (select g.article_id from article_pages g join articles a on a.id = g.article_id join publications p on p.id = a.publication_id
              where g.gone_at > now() - interval '14 days' and p.check_pages and not ${IS_VOUCHED_FOR}
                and a.verdict in ('new', 'held')
                and greatest(g.checked_at, g.asked_at) < now() - interval '10 minutes'
              order by g.checked_at limit 200 for update of g skip locked) due
      where page.article_id = due.article_id returning page.article_id as id`,
  );
  return asked.map(({ id }) => id);
}

/** Titles of articles whose pages turned out to be gone a moment ago. */
export async function listJustGone(db: Db, publicationId: number): Promise<string[]> {
  const found = await rows<{ title: string }>(
    db,
    `select coalesce(a.mail_title, a.title) as title from article_pages g join articles a on a.id = g.article_id
      where g.gone_at > now() - interval '10 minutes' and a.publication_id = ? and not ${IS_VOUCHED_FOR}
      order by a.id desc`,
    [publicationId],
  );
  return found.map(({ title }) => title);
}

/** Articles that are mailed no more. */
export function purgeArticlePages(db: Db): Promise<number> {
  return changedRows(
    db,
    `delete from article_pages where greatest(checked_at, asked_at) < now() - interval '31 days'`,
  );
}
