// Sends: emails going to an audience, from the draft to the last outcome.
// Owns the tables sends, send_contents, send_progress and archived_mails; the messages themselves are delivery's.
// Looks once more at what is due, compiles it, freezes the audience, hands batches to delivery, pauses and cancels.
export { findMailArticles, listArticleMails, type ArticleMail } from './article-mail-queries.ts';
export { CANCELLABLE, cancelFields, cancelSend, UNREACHED } from './cancel-send.ts';
export { PAUSABLE, pauseSend, resumeSend } from './change-send.ts';
export { heedReturns } from './conclude-send.ts';
export { deliverDueBatches, deliverDueRetries } from './deliver-due.ts';
export {
  clearSchedule,
  deleteDraft,
  insertDraft,
  moveSchedule,
  setSchedule,
  updateDraft,
  type DraftColumns,
} from './draft-queries.ts';
export {
  dropHeldRows,
  giveReason,
  holdDueSends,
  listHeldSends,
  listSecondPersonIds,
  releaseHeldRows,
  type HeldSend,
} from './held-queries.ts';
export { claimUncounted, setCounted, type UncountedSend } from './counted-queries.ts';
export {
  insertPlannedSends,
  renameSends,
  replanSends,
  retellWithdrawn,
  withdrawPlannedSends,
  type PlannedSend,
} from './planned-queries.ts';
export { findNamesakes } from './namesake-queries.ts';
export { prepareDueSends } from './prepare-due-sends.ts';
export { getSendPublication, getSendRow, lockSend, setStrands, type SendStory } from './queries.ts';
export { exportMessages } from './export-messages.ts';
export { findSendMessages } from './find-messages.ts';
export { listProgress, sampleProgress, type ProgressSample } from './progress-queries.ts';
export { countResendable, RESENDABLE, resendSend, type ResendableState } from './resend-send.ts';
export {
  approveRow,
  chooseSubject,
  findSendUnderReview,
  holdRow,
  holdUnansweredRows,
  lockSendUnderReview,
  noteReview,
  takeSendsToReview,
  type SendUnderReview,
} from './review-queries.ts';
export { askSecondPerson } from './second-person.ts';
export { segmentNow } from './segment-of.ts';
export {
  SEND_STATUSES,
  type ContentArticle,
  type NewContent,
  type Send,
  type SendContent,
  type SendKindName,
  type SendStatus,
} from './send.ts';
export {
  contentOf,
  type Composition,
  type Preparation,
  type Variant,
  type SendKind,
  type SendKinds,
} from './send-kind.ts';
export { settleCancelledDigests } from './settle-cancelled-digests.ts';
export { tallyEndedSends, viewSendTally } from './tally-ended-sends.ts';
export { LONGEST_LINKS, NO_NAME, NO_NAME_MARK, previewMail, type MailPreview } from './preview-mail.ts';
export { sendTest, SUPPRESSED_REPLY, testFields, type TestResult } from './send-test.ts';
export { tellOfOutages } from './tell-of-outages.ts';
export {
  getSend,
  getSendStory,
  listSendMessages,
  listSends,
  listSendStories,
  type SendProgress,
  type SendView,
} from './view-sends.ts';
export {
  holdDigestForGap,
  hurryDigestSend,
  insertDigestSend,
  moveDigestSend,
  removePlannedSend,
} from './digest-send-queries.ts';
export { findCorrectionSend, insertCorrectionSend } from './correction-send-queries.ts';
export {
  findArchivedMail,
  findArchiveState,
  findNeighbours,
  listArchivedMails,
  listArchiveMonths,
  type ArchivedLine,
  type ArchivedMail,
  type ArchiveState,
} from './archive/archive-queries.ts';
export { findOwnCopy, type OwnCopy } from './archive/find-own-copy.ts';
export { searchArchive, type ArchivePage } from './archive/search-archive.ts';
export { putInArchive } from './archive/put-in-archive.ts';
export { listSendsOfTopic, moveSendsOfTopic, type NamedSend } from './topic-queries.ts';
