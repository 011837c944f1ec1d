// Sends: emails going to an audience, from article or letter to the last outcome.
// Owns the tables sends, send_contents, letters, send_progress and gaps; the messages themselves are delivery's.
// Plans, checks late, compiles once, freezes the audience, hands batches to delivery, pauses and cancels.
export { CANCELLABLE, cancelSend, PAUSABLE, pauseSend, resumeSend } from './change-send.ts';
export { articleKind } from './article-kind.ts';
export { letterKind } from './letter-kind.ts';
export type { Preparation, SendKinds } from './send-kind.ts';
export { decideHeld } from './decide-held.ts';
export { deleteLetter } from './delete-letter.ts';
export { deliverDueBatches, deliverDueRetries } from './deliver-due.ts';
export { giveSignOfLife, wakeUp } from './give-sign-of-life.ts';
export type { Gap } from './gap.ts';
export { holdForGap } from './hold-sends.ts';
export { holdWith } from './hold-late-letters.ts';
export { letterChanges, newLetter, RHYTHMS, scheduleFields } from './letter.ts';
export { planArticleSends } from './plan-article-sends.ts';
export { prepareDueSends } from './prepare-due-sends.ts';
export { sampleProgress } from './progress-queries.ts';
export { getSendPublication, type SendStory } from './queries.ts';
export { RESENDABLE, resendSend, type ResendableState } from './resend-send.ts';
export { refreshSchedules, scheduleLetter, unscheduleLetter } from './schedule-letter.ts';
export { SEND_STATUSES } from './send.ts';
export { tellOfOutages } from './tell-of-outages.ts';
export { sendTest, testFields } from './send-test.ts';
export {
  getSend,
  getSendStory,
  listSendStories,
  listSendMessages,
  listSends,
  type SendProgress,
  type SendView,
} from './view-sends.ts';
export { viewHeld, type Held } from './view-held.ts';
export { changeLetter, createLetter } from './write-letter.ts';
export { getSendDetails, type SendDetails } from './view-letter.ts';
