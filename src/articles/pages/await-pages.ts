import { inTransaction, type App } from '../../platform/app.ts';
import type { Db } from '../../platform/database.ts';
import type { Publication } from '../../publications/index.ts';
import type { Reason } from '../../words/index.ts';
import type { Article } from '../article.ts';
import { namesOf } from '../holds/late-check.ts';
import { askForPages, countWaitedFor, listJustGone, listUnreadPages } from './page-queries.ts';
import { pageQueue } from './page-queue.ts';

type Asking = Pick<Publication, 'id' | 'checkPages'>;

const idsOf = (articles: Article[]) => articles.map(({ id }) => id);

/**
 * Whether the pages of these articles were looked at just now, where the publication wants that. Otherwise they are asked for, once:
 * come back in a second. Pages that do not answer are waited for a minute.
 */
export function isEachPageLookedAt(app: App, { checkPages }: Asking, articles: Article[]): Promise<boolean> {
  if (!checkPages || articles.length === 0) return Promise.resolve(true);
  return inTransaction(app, async ({ db, jobs }) => {
    const articleIds = await askForPages(db, idsOf(articles));
    if (articleIds.length > 0) await jobs.add(db, pageQueue, { articleIds });
    return (await countWaitedFor(db, idsOf(articles))) === 0;
  });
}

/** The warning of a send whose articles may be gone from their site: nobody could see. */
export async function warnOfUnreadPages(
  db: Db,
  { checkPages }: Asking,
  articles: Article[],
): Promise<Reason<'pages-unread'> | undefined> {
  const titles = checkPages ? await listUnreadPages(db, idsOf(articles)) : [];
  return titles.length === 0 ? undefined : { code: 'pages-unread', params: namesOf(titles) };
}

/** The warning of a digest that goes out without articles whose pages are gone. */
export async function warnOfGonePages(
  db: Db,
  { id, checkPages }: Asking,
): Promise<Reason<'articles-left-out'> | undefined> {
  const titles = checkPages ? await listJustGone(db, id) : [];
  return titles.length === 0 ? undefined : { code: 'articles-left-out', params: namesOf(titles) };
}
