import { inTransaction, type App } from '../../platform/app.ts';
import { tellOfHeld } from '../holds/tell-of-held.ts';
import { lockArticles } from '../queries.ts';
import { askPages } from './ask-pages.ts';
import { hostOf, type Look, type Page } from './page.ts';
import { holdGonePages, letBackPages, listPages, listWitnesses, noteLooks } from './page-queries.ts';

const WITNESSES = 3;

/**
 * Job of the queue `article.pages`: looks whether the pages of articles are there. An article whose page is gone waits for an editor;
 * should it come back, it goes on.
 */
export async function lookAtPages(app: App, { articleIds }: { articleIds: number[] }): Promise<void> {
  const pages = await listPages(app.db, articleIds);
  const asked = await askPages(app, pages);
  const byHost = Map.groupBy(asked, ({ page }) => `${page.publicationId} ${hostOf(page)}`);
  const looks: Look[] = [];
  for (const some of byHost.values()) looks.push(...(await believed(app, some)));
  for (const [publicationId, some] of Map.groupBy(looks, ({ page }) => page.publicationId))
    await inTransaction(app, (inner) => note(inner, publicationId, some));
}

/** A site that shows no page at all is broken: what it says of its pages counts for nothing. */
async function believed(app: App, looks: Look[]): Promise<Look[]> {
  const isDoubtful = looks.some(({ sight }) => sight === 'gone');
  if (!isDoubtful || looks.some(({ sight }) => sight === 'found') || (await showsAnother(app, looks)))
    return looks;
  return looks.map((look) => ({ ...look, sight: 'unread' }));
}

/** Whether the site shows another article of ours, or where it has none its home page. */
async function showsAnother(app: App, looks: Look[]): Promise<boolean> {
  const [first] = looks;
  if (!first) return false;
  const { publicationId, siteUrl, url } = first.page;
  const except = looks.map(({ page }) => page.articleId);
  const others = await listWitnesses(app.db, {
    publicationId,
    host: hostOf(first.page),
    except,
    limit: WITNESSES,
  });
  const urls = others.length > 0 ? others : [new URL('/', url).href];
  const witnesses = urls.map((at): Page => ({
    articleId: 0,
    publicationId,
    url: at,
    siteUrl,
    etag: null,
    lastModified: null,
  }));
  return (await askPages(app, witnesses)).some(({ sight }) => sight === 'found');
}

async function note(app: App, publicationId: number, looks: Look[]): Promise<void> {
  const idsOf = (wanted: Look['sight']) =>
    looks.filter(({ sight }) => sight === wanted).map(({ page }) => page.articleId);
  await lockArticles(app.db, publicationId);
  await noteLooks(app.db, looks);
  const held = await holdGonePages(app.db, idsOf('gone'));
  await letBackPages(app.db, idsOf('found'));
  await tellOfHeld(app, publicationId, held);
  if (held.length > 0) app.log.warn({ event: 'articles.held', publicationId, count: held.length });
}
