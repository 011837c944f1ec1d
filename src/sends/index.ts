// Sends: emails going to an audience, from article to the last outcome.
// Owns the tables sends and send_contents; the messages themselves are delivery's.
// Plans, checks late, compiles once, freezes the audience, hands batches to delivery, pauses and cancels.
export { cancelSend, pauseSend, resumeSend } from './change-send.ts';
export { deliverDueBatches, deliverDueRetries, type DeliverOptions } from './deliver-due.ts';
export { planArticleSends } from './plan-article-sends.ts';
export { prepareDueSends } from './prepare-due-sends.ts';
export { getSendPublication } from './queries.ts';
export { SEND_STATUSES } from './send.ts';
export { getSend, listSendMessages, listSends, type SendView } from './view-sends.ts';
