// Reports: what editors see at a glance.
// Owns no table: its SQL reads any and writes none.
export {
  listFeedStates,
  listHeldArticles,
  listLatestSends,
  listSubscriberCounts,
  type FeedState,
  type HeldArticle,
  type LatestSend,
  type SubscriberCount,
} from './queries.ts';
