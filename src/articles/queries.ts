import { changedRows, firstRow, rows, type Db } from '../platform/database.ts';
import { NotFound } from '../platform/errors.ts';
import type { Article, Verdict } from './article.ts';

export const ARTICLE_COLUMNS = `
  id, publication_id as "publicationId", feed_id as "feedId", key, url, title, summary, html, image_url as "imageUrl",
  authors, categories, comments_url as "commentsUrl", verdict, duplicate_of as "duplicateOf",
  published_at as "publishedAt", edited_at as "editedAt", first_seen_at as "firstSeenAt", released_at as "releasedAt"`;

export async function getArticle(db: Db, id: number): Promise<Article> {
  const found = await firstRow<Article>(db, `select ${ARTICLE_COLUMNS} from articles where id = ?`, [id]);
  if (!found) throw new NotFound(`The article ${id}`);
  return found;
}

/** Newest first. @param page.after only articles older than this id. */
export function listArticles(
  db: Db,
  publicationId: number,
  page: { verdict?: Verdict | undefined; after?: number | undefined; limit: number },
): Promise<Article[]> {
  return rows(
    db,
    `select ${ARTICLE_COLUMNS} from articles
     where publication_id = :publicationId and (:verdict::text is null or verdict = :verdict)
       and (:after::bigint = 0 or id < :after)
     order by id desc limit :limit`,
    { publicationId, verdict: page.verdict ?? null, after: page.after ?? 0, limit: page.limit },
  );
}

/** Recent published articles of the same publication that share a category with this one. */
export function relatedArticles(
  db: Db,
  article: Pick<Article, 'id' | 'publicationId' | 'categories'>,
  limit: number,
): Promise<Article[]> {
  return rows(
    db,
    `select ${ARTICLE_COLUMNS} from articles
     where publication_id = ? and id <> ? and categories && ?::text[] and url is not null
       and verdict in ('new', 'baseline', 'too-old') and coalesce(published_at, first_seen_at) <= now()
     order by coalesce(published_at, first_seen_at) desc, id desc limit ?`,
    [article.publicationId, article.id, article.categories, limit],
  );
}

/** Future-dated articles whose time has come may be sent. @returns how many. */
export function promoteFutureArticles(db: Db): Promise<number> {
  return changedRows(
    db,
    `update articles set verdict = 'new', released_at = now() where verdict = 'future' and published_at <= now()`,
  );
}
