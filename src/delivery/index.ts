// Delivery: handing messages to mail servers, and the ledger of what became of each.
// Owns the tables send_batches, messages, message_retries, refusals and send_limits.
// Knows no subscriber and no article: whoever delivers brings the finished mail and the query for who may get it.
export { eraseReplies } from './erase-queries.ts';
export { freezeBatches } from './batch-queries.ts';
export { checkMailServer, createMailer } from './create-mailer.ts';
export { deliverBatches } from './deliver-batches.ts';
export { deliverRetries } from './deliver-retries.ts';
export { openGate } from './limits/gate.ts';
export { tryOpenCircuits } from './transports/circuit.ts';
export { BACK_OFF, noteFault, noteSuccess, type BackOff } from './transports/circuit-queries.ts';
export { mailerOver } from './transports/mailer-over.ts';
export { overEachTransport } from './transports/over-each.ts';
export { routeReasons } from './transports/route.ts';
export { claimOutages } from './transports/route-queries.ts';
export {
  changeTransport,
  changeWarmUp,
  createTransport,
  newTransport,
  removeTransport,
  transportChanges,
  warmUpInput,
} from './transports/change-transports.ts';
export { checkTransport } from './transports/check-transport.ts';
export type { Transport } from './transports/transport.ts';
export { transportWarnings } from './transports/transport-warnings.ts';
export { getTransport, listTransports } from './transports/view-transports.ts';
export { changeLimit, limitInput, limitOf, type LimitTarget } from './limits/change-limit.ts';
export type { SendLimit } from './limits/limit.ts';
export { listLimits } from './limits/limit-queries.ts';
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
export { hasTakenMail, noteAccepted } from './transports/acceptance-queries.ts';
export type { RunResult, Trouble } from './tally.ts';
