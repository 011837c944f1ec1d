// Feedback: what came back from mail servers, and what follows from it for readers and for a send.
// Owns the table events. Delivery keeps refusals and counts, subscribers keeps suppressions, sends acts on a cause.
// Thresholds of bounces and refusals, whose fault they are, which mailboxes are dead, and what comes back later.
export { hasManyBounces, hasManyComplaints, MANY_ANSWERS, type Answers } from './answers.ts';
export { findCause, tooLarge, type Alarm } from './find-cause.ts';
export { judgeRefusals, suppressProved } from './judge-refusals.ts';
export { findMailed } from './returns/find-mailed.ts';
export { purgeEvents } from './returns/event-queries.ts';
export { hearReturns, listBlamingDomains, listUnheardSends } from './returns/heard-queries.ts';
export { keepRefusals } from './returns/keep-refusals.ts';
export { isEventPlace, listEvents } from './returns/list-events.ts';
export { listReaderReturns, listReturnGroups, type ReaderReturn } from './returns/send-returns-queries.ts';
export { takeReturns } from './returns/take-returns.ts';
export { RETURN_TYPES, type Returned } from './returns/returned.ts';
