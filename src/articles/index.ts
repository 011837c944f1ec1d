// Articles: what a publication's feeds and pushes bring, and what may become of it.
// Owns the tables feeds and articles. An article may be sent when its verdict is `new`, from `releasedAt` on.
// Polling, parsing in a worker thread, identity, the flood guard.
export { VERDICTS, type Article, type ArticleContent, type Verdict } from './article.ts';
export type { Feed } from './feed.ts';
export { getArticle, listArticles, relatedArticles } from './queries.ts';
