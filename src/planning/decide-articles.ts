import {
  recordDecisions,
  recordForHeld,
  recordMailChanges,
  recordTakingBack,
  type Article,
  type Decisions,
  type MailChanges,
  type Patience,
} from '../articles/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { renameSends, replanSends, retellWithdrawn } from '../sends/index.ts';
import { ARTICLES_TO_SEND, SENDS_WITHOUT_ARTICLE } from './article-send-queries.ts';
import { planArticleSends } from './plan-article-sends.ts';

const THESE = 'a.id = any(cast(:ids as bigint[]))';
const OF_THESE = `${ARTICLES_TO_SEND} and ${THESE}`;

/**
 * Decides what becomes of articles: released ones wait for the hold and are mailed, some go out at once, others wait or are never
 * mailed. Their sends follow in the same transaction. What is being mailed stays as it is, and a repeat changes nothing.
 * @returns the articles that changed; `lastDecisionKey` takes all of it back.
 */
export function decideArticles(
  app: App,
  publicationId: number,
  decisions: Decisions,
  patience: Patience = {},
): Promise<Article[]> {
  return withTheirSends(app, (inner) => recordDecisions(inner, publicationId, decisions, patience));
}

/** Releases these (also ones that were dismissed, too old or in the baseline), or without ids all that are held. */
export function releaseArticles(
  app: App,
  publicationId: number,
  ids?: number[],
  patience: Patience = {},
): Promise<Article[]> {
  return ids
    ? decideArticles(app, publicationId, { release: ids }, patience)
    : withTheirSends(app, (inner) => recordForHeld(inner, publicationId, 'release', patience));
}

/** Refuses these, or without ids all that are held. They stay known and are not mailed. */
export function dismissArticles(app: App, publicationId: number, ids?: number[]): Promise<Article[]> {
  return ids
    ? decideArticles(app, publicationId, { dismiss: ids })
    : withTheirSends(app, (inner) => recordForHeld(inner, publicationId, 'dismiss'));
}

/**
 * Takes back what was decided last about articles, where nothing is mailed of it.
 * @param of everything that was decided at once, by its key; or articles by their ids.
 */
export function takeBackDecision(
  app: App,
  publicationId: number,
  of: { key: string } | { ids: number[] },
  patience: Patience = {},
): Promise<Article[]> {
  return withTheirSends(app, (inner) => recordTakingBack(inner, publicationId, of, patience));
}

/**
 * Changes title, standfirst or picture of an article for its mail only.
 * @throws InvalidInput, NotFound; Conflict when it is being mailed.
 */
export function editArticle(
  app: App,
  publicationId: number,
  id: number,
  changes: MailChanges,
): Promise<Article> {
  return inTransaction(app, async (inner) => {
    const article = await recordMailChanges(inner, publicationId, id, changes);
    await renameSends(inner.db, OF_THESE, { ids: [id] });
    return article;
  });
}

function withTheirSends(app: App, decide: (app: App) => Promise<Article[]>): Promise<Article[]> {
  return inTransaction(app, async (inner) => {
    const articles = await decide(inner);
    if (articles.length === 0) return articles;
    await planArticleSends(inner);
    const ids = articles.map(({ id }) => id);
    await replanSends(inner.db, OF_THESE, { ids });
    await retellWithdrawn(inner.db, `${SENDS_WITHOUT_ARTICLE} and ${THESE}`, { ids });
    return articles;
  });
}
