// Reports: what editors see at a glance.
// Owns no table: its SQL reads any and writes none.
export {
  countDecisions,
  listFeedStates,
  listGapsInDoubt,
  listHeldArticles,
  listLatestSends,
  listOpenSends,
  listSignUpHolds,
  listSubscriberCounts,
  type Decisions,
  type FeedState,
  type HeldArticle,
  type LatestSend,
  type OpenSend,
  type SignUpHold,
  type SubscriberCount,
} from './queries.ts';
export { listCalendar } from './calendar-queries.ts';
export {
  ARTICLE_STATES,
  countArticles,
  findArticleRow,
  listArticleRows,
  type ArticleFilter,
} from './article-queries.ts';
export { fateOf, type Fate } from './fate.ts';
export {
  countLeavers,
  countSendsByGroup,
  listLeavers,
  listSendHistory,
  listSendsOf,
} from './send-queries.ts';
