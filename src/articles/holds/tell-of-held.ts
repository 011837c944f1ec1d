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
  const untold = await claimUntold(app.db, ids);
  const news = isTold ? untold.filter(({ reason }) => reason?.code !== 'flood') : untold;
  if (news.length === 0) return;
  const [first] = news;
  const count = news.length;
  await raiseAlert(app, {
    publicationId,
    headline: count === 1 ? 'An article is held' : `${count} articles are held`,
    about: count === 1 ? (first?.title ?? '') : `${first?.title} and ${count - 1} more`,
    what: whatOf(news),
    advice: 'Nothing of it is mailed until you decide: release or dismiss it on the overview page.',
    reply: '',
  });
}

function whatOf(articles: Article[]): string {
  const byCode = Map.groupBy(articles, ({ reason }): HeldCode => reason?.code ?? 'flood');
  return [...byCode.values()]
    .map((some) => {
      const titles = some.slice(0, SHOWN).map(({ title }) => `“${title}”`);
      const more = some.length > SHOWN ? ` and ${some.length - SHOWN} more` : '';
      return `${titles.join(', ')}${more}: ${some[0]?.reason?.says ?? ''}`;
    })
    .join(' ');
}
