import {
  asMailed,
  databaseNow,
  getArticle,
  isReadJustNow,
  lockIfUnchanged,
  relatedArticles,
  secondsAhead,
  type Article,
} from '../articles/index.ts';
import { compileArticleEmail, type CompileLimits } from '../emails/index.ts';
import type { App } from '../platform/app.ts';
import { Conflict } from '../platform/errors.ts';
import { listTopics, topicsOf, type Publication } from '../publications/index.ts';
import { WITHDRAWN } from './plan-article-sends.ts';
import { contentOf, type Preparation, type SendKind, type Send, type SendContent } from '../sends/index.ts';

const RELATED_ARTICLES = 3;
/** The reading of a feed that an article waits for takes about so long. */
const LOOK_AGAIN_SECONDS = 1;

/** The send of one article: it goes to its topics, waits for the last reading of its feed, and is withdrawn with its article. */
export const articleKind: SendKind = {
  async prepare(app, send, publication, limits) {
    const article = await findSendableArticle(app, send);
    if (!article) return { is: 'withdrawn', reason: WITHDRAWN };
    const seconds = await secondsToWait(app, article);
    if (seconds > 0) return { is: 'early', seconds };
    return {
      is: 'ready',
      variants: [{ content: await contentOfArticle(app, publication, article, limits) }],
      topicIds: topicsOf(article.categories, await listTopics(app.db, publication.id)),
      lockSource: (db) => lockIfUnchanged(db, article),
    } satisfies Preparation;
  },
  async preview(app, send, publication) {
    const article = await findSendableArticle(app, send);
    if (!article) throw new Conflict('article-withdrawn', 'The article of this send was withdrawn.');
    return contentOfArticle(app, publication, article);
  },
};

async function secondsToWait(app: App, article: Article): Promise<number> {
  if (!(await isReadJustNow(app, article))) return LOOK_AGAIN_SECONDS;
  return secondsAhead(article, await databaseNow(app.db));
}

/** Undefined when it was withdrawn. */
async function findSendableArticle(app: App, send: Send): Promise<Article | undefined> {
  const article = send.articleId === null ? undefined : await getArticle(app.db, send.articleId);
  return article?.verdict === 'new' && article.releasedAt !== null ? article : undefined;
}

/** The article as it is now: edits during the hold are in the mail. @throws TooHard */
async function contentOfArticle(
  app: Pick<App, 'db'>,
  publication: Publication,
  article: Article,
  limits: CompileLimits = {},
): Promise<SendContent> {
  const related = (await relatedArticles(app.db, article, RELATED_ARTICLES)).map(asMailed);
  const input = { brand: publication, article: asMailed(article), body: publication.articleBody, related };
  return contentOf(publication, await compileArticleEmail(input, limits));
}

/** What the mail of an article would be now, whatever becomes of it. @throws TooHard */
export async function previewArticle(
  app: Pick<App, 'db'>,
  publication: Publication,
  article: Article,
): Promise<SendContent> {
  return contentOfArticle(app, publication, article);
}
