import { raiseAlert } from '../../alerts/index.ts';
import type { App } from '../../platform/app.ts';
import type { Article } from '../article.ts';
import type { HeldCode } from './held.ts';
import { claimUntold, hasToldFlood } from '../judging/known-queries.ts';

const SHOWN = 5;

/**
 * One alert for everything that one reading or push holds, in its transaction; not again for the same article and
 * reason, nor for each push of a flood.
 */
export async function tellOfHeld(app: App, publicationId: number, held: Article[]): Promise<void> {
  if (held.length === 0) return;
  const ids = held.map(({ id }) => id);
  const isPush = held.every(({ feedId }) => feedId === null);
  const isTold = isPush && (await hasToldFlood(app.db, publicationId));
  const claimed = await claimUntold(app.db, ids);
  // In the order in which they came, whatever the database found first.
  const untold = claimed.toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
  const news = isTold ? untold.filter(({ reason }) => reason?.code !== 'flood') : untold;
  if (news.length === 0) return;
  await raiseAlert(app, {
    publicationId,
    news: {
      code: 'articles-held',
      params: { title: news[0]?.title ?? '', count: news.length, groups: groupsOf(news) },
    },
  });
}

function groupsOf(articles: Article[]) {
  const byCode = Map.groupBy(articles, ({ reason }): HeldCode => reason?.code ?? 'flood');
  return [...byCode.values()].flatMap((some) => {
    const reason = some[0]?.reason;
    const titles = some.slice(0, SHOWN).map(({ title }) => title);
    return reason ? [{ titles, more: some.length - titles.length, reason }] : [];
  });
}
