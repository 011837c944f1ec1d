// Reports: what editors see at a glance.
// Owns no table: its SQL reads any and writes none.
export { confirmationFigures, readerDays, readerFigures } from './figures.ts';
export {
  countKnownArticles,
  listGoingSends,
  listNextSends,
  listPastSends,
  listTroubledSends,
  summarizeHeldArticles,
  type Confirmations,
  type HeldGroup,
  type ReaderCounts,
  type ReaderDay,
  type TodaySend,
} from './today-queries.ts';
export {
  countDecisions,
  listFeedStates,
  listGapsInDoubt,
  listHeldArticles,
  listOpenSends,
  listSignUpHolds,
  listSubscriberCounts,
  type Decisions,
  type FeedState,
  type OpenSend,
  type SignUpHold,
} from './queries.ts';
export { listAudit, type AuditFilter, type AuditLine } from './audit-queries.ts';
export { exportAudit } from './export-audit.ts';
export {
  countConfirmationMails,
  listDigestDays,
  listIncidents,
  listKeysThatEnd,
  listUnmailed,
  type Incident,
} from './watch-queries.ts';
export { listCalendar, type CalendarEntry } from './calendar-queries.ts';
export {
  ARTICLE_STATES,
  countArticles,
  findArticleRow,
  listArticleRows,
  type ArticleCounts,
  type ArticleFilter,
  type ArticleRow,
  type ArticleState,
} from './article-queries.ts';
export { fateOf, type Fate } from './fate.ts';
export {
  countLeavers,
  countSendsByGroup,
  listLeavers,
  listSendHistory,
  listSendsOf,
  type HistoryEntry,
  type Leaver,
  type ListedSend,
  type SendGroup,
} from './send-queries.ts';
export {
  findFeedHealth,
  listFeedDays,
  listFeedNames,
  type FeedDay,
  type FeedHealth,
} from './feed-queries.ts';
export { searchArticles, searchSends, type ArticleHit, type SendHit } from './search-queries.ts';
