import { databaseNow, getFeed, listPolls, type Feed, type Poll } from '../../../articles/index.ts';
import type { App } from '../../../platform/app.ts';
import type { Publication } from '../../../publications/index.ts';
import {
  fateOf,
  findFeedHealth,
  listArticleRows,
  listFeedDays,
  type FeedDay,
  type FeedHealth,
} from '../../../reports/index.ts';
import type { ToldArticle } from '../articles/ArticleRows.tsx';

const ENTRIES = 12;
const POLLS = 20;

export interface LoadedFeed {
  feed: Feed;
  health: FeedHealth;
  days: FeedDay[];
  polls: Poll[];
  articles: ToldArticle[];
}

/** @throws NotFound */
export async function loadFeed(
  { db }: Pick<App, 'db'>,
  { id: publicationId, timeZone }: Publication,
  id: number,
): Promise<LoadedFeed> {
  const feed = await getFeed(db, id, publicationId);
  const [health, days, polls, rows, now] = await Promise.all([
    findFeedHealth(db, id),
    listFeedDays(db, id, timeZone),
    listPolls(db, id, { before: 0, limit: POLLS }),
    listArticleRows(db, publicationId, { feedId: id }, { before: 0, limit: ENTRIES }),
    databaseNow(db),
  ]);
  return { feed, health, days, polls, articles: rows.map((row) => ({ row, fate: fateOf(row, now) })) };
}
