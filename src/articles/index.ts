// Articles: what a publication's feeds and pushes bring, and what may become of it.
// Owns the tables feeds, feed_polls, articles and article_pages. An article may be sent when its verdict is `new`, from `releasedAt` on.
// Polling, parsing in a worker thread, identity, the flood guard.
export { addFeed, enqueueDuePolls, newFeed, requireFeed } from './feeds/add-feed.ts';
export { asMailed, VERDICTS, type Article, type Verdict } from './article.ts';
export { changeFeed, feedChanges, removeFeed, restoreFeed } from './feeds/change-feed.ts';
export { checkFeed, type CheckedFeed } from './feeds/check-feed.ts';
export { getFeed, listFeeds } from './feeds/feed-queries.ts';
export type { Feed } from './feeds/feed.ts';
export { HELD_CODES } from './holds/held.ts';
export {
  isEachReadJustNow,
  isReadJustNow,
  lockIfAllUnchanged,
  lockIfUnchanged,
  secondsAhead,
  warnOfUnread,
} from './holds/late-check.ts';
export { isEachPageLookedAt, warnOfGonePages, warnOfUnreadPages } from './pages/await-pages.ts';
export { lookAtPages } from './pages/look-at-pages.ts';
export { findWithdrawn, IS_WITHDRAWN } from './holds/withdrawn-queries.ts';
export { tellOfSilentFeeds } from './feeds/tell-of-silent-feeds.ts';
export { purgeArticlePages } from './pages/page-queries.ts';
export { pageQueue } from './pages/page-queue.ts';
export { recheckGonePages } from './pages/recheck-gone-pages.ts';
export { listPolls, purgePolls, type Poll } from './feeds/poll-history-queries.ts';
export { pollQueue } from './feeds/poll-queue.ts';
export { pollFeed, pollFeedJob } from './feeds/poll-feed.ts';
export { pushArticle, pushedArticle } from './push-article.ts';
export {
  databaseNow,
  findArticleByUrl,
  findPublished,
  getArticle,
  listArticles,
  listArticlesById,
  listHeadlines,
  listPublished,
  purgeArticleTexts,
  relatedArticles,
} from './queries.ts';
export { findPace, type Pace } from './pace-queries.ts';
export { pickArticle } from './pick-article.ts';
export { mailChanges, recordMailChanges, type MailChanges } from './edit-for-mail.ts';
export { listDecisionNames } from './holds/decision-queries.ts';
export { promoteDueArticles } from './holds/promote-due-articles.ts';
export {
  decisions,
  recordDecisions,
  recordForHeld,
  recordTakingBack,
  type Decisions,
  type Patience,
} from './holds/record-decision.ts';
export { findStrand, STRAND_WEEKS } from './strand-queries.ts';
export { versionOf, versionsOf, type ArticleForm } from './article-version.ts';
export { findMailedText } from './mailed-text-queries.ts';
export { hasItsText } from './has-its-text.ts';
export { numberArticles } from './number-queries.ts';
export { listRecentCategories } from './category-queries.ts';
