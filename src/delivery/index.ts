// Delivery: handing messages to mail servers, and the ledger of what became of each.
// Owns the tables send_batches, messages, message_retries and refusals.
// Knows no subscriber and no article: whoever delivers brings the finished mail and the query for who may get it.
export { eraseReplies } from './erase-queries.ts';
export { freezeBatches } from './batch-queries.ts';
export { deliverBatches } from './deliver-batches.ts';
export { deliverRetries } from './deliver-retries.ts';
export { overEachTransport } from './routes/over-each.ts';
export { routeReasons } from './routes/route.ts';
export { claimOutages } from './routes/route-queries.ts';
export {
  DELIVERY_SETTINGS,
  OUTCOME_STATES,
  type DeliverySettings,
  type DeliveryTask,
  type Letter,
  type RefusalKind,
} from './ledger.ts';
export {
  countMessages,
  dropRetries,
  listMessages,
  type MessageCounts,
  type MessageEntry,
  type MessageState,
} from './message-queries.ts';
export { REOPENABLE, reopenMessages, type ReopenableState } from './reopen-queries.ts';
export { claimRetries, type ClaimedRetries } from './retry-queries.ts';
export { sideBySide } from './side-by-side.ts';
export {
  countRefusals,
  dropRefusals,
  findCommonRefusal,
  findFirstTries,
  hearBatches,
  listUnjudgedSends,
  takeDoubtedReaders,
  takeProvedBounces,
  takeRefusalGroups,
  type CommonRefusal,
  type FirstTries,
  type RefusalGroup,
} from './refusal-queries.ts';
export type { RunResult, Trouble } from './tally.ts';
