// Delivery: handing messages to mail servers, and the ledger of what became of each.
// Owns the tables send_batches, messages, message_retries, refusals and send_tallies.
// Knows no subscriber and no article: `deliverDue` is given the finished mail and the query for who may get it.
export { eraseReplies } from './messages/erase-queries.ts';
export { deliverDue, type DeliverOptions } from './deliver-due.ts';
export { freezeBatches, freezeManyContents } from './batches/batch-queries.ts';
export { routeReasons } from './routes/route.ts';
export { listOutages } from './routes/route-queries.ts';
export { OUTCOME_STATES, type DeliveryTask, type EncodedMail, type RefusalKind } from './ledger.ts';
export {
  countMessages,
  dropRetries,
  listMessages,
  searchMessages,
  type MessageCounts,
  type MessageEntry,
  type MessagePage,
  type MessageState,
} from './messages/message-queries.ts';
export { createMessageIds } from './messages/message-id.ts';
export { findReaderMessage, type ReaderMessage } from './messages/reader-message-queries.ts';
export {
  REOPENABLE,
  countReopenable,
  reopenMessages,
  type ReopenableState,
} from './retries/reopen-queries.ts';
export {
  countRefusals,
  dropRefusals,
  findCommonRefusal,
  findFirstTries,
  hasRefusals,
  KINDS_OF_REFUSALS,
  hearBatches,
  listUnjudgedSends,
  takeDoubtedReaders,
  takeProvedBounces,
  takeRefusalGroups,
  type CommonRefusal,
  type FirstTries,
  type RefusalGroup,
} from './messages/refusal-queries.ts';
export { keepTally, viewTally, type Tally } from './tallies/tally-send.ts';
export type { RunResult, Trouble } from './journal/run-result.ts';
