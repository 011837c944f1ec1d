// Reports: what editors see at a glance.
// Owns no table: its SQL reads any and writes none.
export {
  listFeedStates,
  listGapsInDoubt,
  listHeldArticles,
  listLatestSends,
  listOpenSends,
  listSignUpHolds,
  listSubscriberCounts,
  type FeedState,
  type HeldArticle,
  type LatestSend,
  type OpenSend,
  type SignUpHold,
  type SubscriberCount,
} from './queries.ts';
