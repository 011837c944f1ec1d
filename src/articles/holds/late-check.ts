import { inTransaction, type App } from '../../platform/app.ts';
import type { Reason } from '../../words/index.ts';
import type { Article } from '../article.ts';
import { askForReading, isReadLately, listUnread } from '../judging/reading-queries.ts';
import { listArticlesById, lockArticles } from '../queries.ts';
import type { Db } from '../../platform/database.ts';
import { pollQueue } from '../feeds/poll-queue.ts';

/**
 * Whether the article's feed was read just now, so that its mail is the article as the feed has it. Otherwise its
 * reading is asked for, once for all articles of the feed: come back in a second. A feed that cannot be read is waited
 * for a minute; one that nobody reads (paused, gone, pushed articles) not at all.
 */
export function isReadJustNow(app: App, { feedId }: Article): Promise<boolean> {
  if (feedId === null) return Promise.resolve(true);
  return inTransaction(app, async ({ db, jobs }) => {
    if (await isReadLately(db, feedId)) return true;
    if (await askForReading(db, feedId)) await jobs.add(db, pollQueue, { feedId });
    return false;
  });
}

/** The same for several articles; every feed that was not read is asked for. */
export async function isEachReadJustNow(app: App, articles: Article[]): Promise<boolean> {
  const byFeed = new Map(articles.map((article) => [article.feedId, article]));
  let areRead = true;
  for (const article of byFeed.values()) if (!(await isReadJustNow(app, article))) areRead = false;
  return areRead;
}

const SHOWN = 5;

/** The first of them by name. */
export const namesOf = (titles: string[]) => ({
  titles: titles.slice(0, SHOWN),
  more: Math.max(0, titles.length - SHOWN),
});

/** The warning of a send that does not wait any longer: its articles are as their feeds were read before. */
export async function warnOfUnread(db: Db, articles: Article[]): Promise<Reason<'feeds-unread'> | undefined> {
  const ids = new Set(articles.flatMap(({ feedId }) => feedId ?? []));
  if (ids.size === 0) return undefined;
  const feeds = await listUnread(db, [...ids]);
  return feeds.length === 0 ? undefined : { code: 'feeds-unread', params: namesOf(feeds) };
}

/**
 * Keeps articles of the publication as they are until the transaction ends, and says whether this one is still what it
 * was when it was read.
 */
export async function lockIfUnchanged(db: Db, article: Article): Promise<boolean> {
  return lockIfAllUnchanged(db, article.publicationId, [article]);
}

/** The same for several articles of one publication. */
export async function lockIfAllUnchanged(
  db: Db,
  publicationId: number,
  articles: Article[],
): Promise<boolean> {
  await lockArticles(db, publicationId);
  const now = await listArticlesById(
    db,
    articles.map(({ id }) => id),
  );
  return articles.every((article) => isUnchanged(article, now.get(article.id)));
}

function isUnchanged(article: Article, now: Article | undefined): boolean {
  const isSame = (one: Date | null, other: Date | null) => one?.getTime() === other?.getTime();
  return (
    now !== undefined &&
    now.verdict === article.verdict &&
    now.url === article.url &&
    isSame(now.editedAt, article.editedAt) &&
    isSame(now.mailEditedAt, article.mailEditedAt) &&
    isSame(now.goesOutAt, article.goesOutAt) &&
    isSame(now.publishedAt, article.publishedAt)
  );
}

/** Clocks differ: what is dated only so little ahead is new at once, and its mail waits for the moment. */
const TOLERANCE_SECONDS = 10 * 60;

/** How long the mail of an article that may be sent waits for its date; an editor's release does not wait for a far one. */
export function secondsAhead({ publishedAt }: Pick<Article, 'publishedAt'>, now: Date): number {
  const ahead = publishedAt === null ? 0 : (publishedAt.getTime() - now.getTime()) / 1000;
  return ahead > 0 && ahead <= TOLERANCE_SECONDS ? ahead : 0;
}
