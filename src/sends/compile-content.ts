import { getArticle, relatedArticles, type Article } from '../articles/index.ts';
import { compileArticleEmail, type CompileLimits, type EmailParts } from '../emails/index.ts';
import type { App } from '../platform/app.ts';
import type { Publication } from '../publications/index.ts';
import type { Send, SendContent } from './send.ts';
import { compileLetter, getLetter } from './write-letter.ts';

const RELATED_ARTICLES = 3;

/** What a letter says now, as its publication looks now. @throws InvalidInput when it cannot become an email, TooHard */
export async function letterContent(
  app: App,
  publication: Publication,
  send: Send,
  limits: CompileLimits = {},
): Promise<SendContent> {
  const { subject } = send;
  const { preheader, markdown } = await getLetter(app, publication.id, send.id);
  return contentOf(publication, await compileLetter(publication, { subject, preheader, markdown }, limits));
}

/** The article as it is now: edits during the hold are in the mail. @throws TooHard */
export async function articleContent(
  app: App,
  publication: Publication,
  article: Article,
  limits: CompileLimits = {},
): Promise<SendContent> {
  const related = await relatedArticles(app.db, article, RELATED_ARTICLES);
  const input = { brand: publication, article, body: publication.articleBody, related };
  const compiled = await compileArticleEmail(input, limits);
  return contentOf(publication, compiled);
}

/** The article of a send; undefined when it was withdrawn. */
export async function findSendableArticle(app: App, send: Send): Promise<Article | undefined> {
  const article = send.articleId === null ? undefined : await getArticle(app.db, send.articleId);
  return article?.verdict === 'new' && article.releasedAt !== null ? article : undefined;
}

function contentOf(publication: Publication, compiled: EmailParts): SendContent {
  const { slug, name, siteUrl, fromName, fromAddress, replyTo } = publication;
  const { subject, html, text } = compiled;
  return { subject, html, text, sender: { slug, name, siteUrl, fromName, fromAddress, replyTo } };
}
