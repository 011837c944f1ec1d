// Subscribers: people's addresses within a publication, from sign-up to leaving.
// Owns the tables subscribers, address_changes, confirmations, sign_up_codes, sign_up_companions, sign_up_proofs, sign_up_waits, consent_records, suppressions, confirmation_requests,
// sign_up_holds, sign_up_releases, sign_up_counts, subscriber_notes, leaving_reasons, departures, bulk_changes, bulk_chunks, bulk_befores, imports, import_chunks, import_outs, import_consents, import_changes, import_files and import_refusals.
// Double opt-in, limits against list bombing, the preference page's choices, lists from elsewhere, erasure.
export { askAddressChange, mayMove } from './address/ask-address-change.ts';
export { findOpenChange } from './address/address-queries.ts';
export type { AddressChange } from './address/address-change.ts';
export { movedAddressNotice, newAddressNotice } from './address/address-notices.ts';
export { confirmAddressChange, readAddressChange, type AddressView } from './address/confirm-address.ts';
export { keepAddress, readKeepAddress, type KeepView } from './address/keep-address.ts';
export {
  BULK_ACTIONS,
  pickedByIds,
  UNCHANGED,
  unchangedOf,
  type BulkAction,
  type BulkChange,
  type BulkWish,
  type Picked,
  type UnchangedCount,
} from './bulk/bulk.ts';
export { getBulkChange, listBulkChanges, purgeBulk } from './bulk/bulk-queries.ts';
export { bulkQueue, requeueBulk } from './bulk/bulk-queue.ts';
export { runBulk } from './bulk/run-bulk.ts';
export { foreseeBulk, startBulk, undoBulk, type BulkForecast } from './bulk/start-bulk.ts';
export {
  confirm,
  confirmByReply,
  readConfirmation,
  resendConfirmation,
  type ConfirmationView,
} from './confirmation/confirm.ts';
export { codeField, WRONG_TRIES } from './codes/code.ts';
export { confirmByCode, type CodeConfirmed } from './codes/confirm-by-code.ts';
export { listConsentRecords, type ConsentRecord } from './consent-queries.ts';
export { createSubscriber } from './sign-up/create-subscriber.ts';
export { depart, undoDeparture } from './leaving/depart.ts';
export { listDueErasures, purgeDepartures } from './leaving/departure-queries.ts';
export { LEAVING_REASONS } from './leaving/leaving-reason.ts';
export { listLeavingReasons, tellReason } from './leaving/leaving-reasons.ts';
export { purgeLeavingReasons, type ReasonCount } from './leaving/reason-queries.ts';
export { eraseSubscriber } from './leaving/erase.ts';
export { purgeSignUpCounts } from './funnel/count-queries.ts';
export {
  FUNNEL_DAYS,
  readFunnel,
  readFunnelRange,
  type Funnel,
  type FunnelRow,
  type FunnelSteps,
} from './funnel/read-funnel.ts';
export { createShownCounter } from './funnel/shown-counter.ts';
export { follow, MOST_FOLLOWED, stopFollowing } from './follows/follow.ts';
export { exportList, type ExportFormat } from './exports/export-list.ts';
export { exportSubscriberData } from './exports/export-data.ts';
export { importNow, tryImport, type ImportReport } from './imports/import-now.ts';
export {
  COLUMN_FIELDS,
  type ColumnChoices,
  type ColumnField,
  type Import,
  type ReasonCount as RowReasonCount,
  type ImportConsent,
  type ImportFormat,
  type UndoCounts,
} from './imports/import.ts';
export { purgeImports } from './imports/purge-imports.ts';
export { countCodes, countReasons, getImport, listRefusals } from './imports/queries.ts';
export { receiveImport, type ImportedFile } from './imports/receive-import.ts';
export { runImport } from './imports/run-import.ts';
export { UNDO_DAYS } from './imports/undo.ts';
export { undoImport } from './imports/undo-import.ts';
export { differenceOf, groupOf, type Difference } from './imports/difference.ts';
export { tryDraft, confirmDraft, draftImport, isSmall } from './imports/draft-import.ts';
export { listLatest } from './imports/file-queries.ts';
export { clarityOf, guessOf, type ColumnGuess } from './imports/guess-of.ts';
export { LINK_KEY, SEND_LINK_KEY } from './links/link-queries.ts';
export { openMailAddress, readMailAddress, type OpenedAddress } from './links/mail-address.ts';
export { mailAddresses, type MailAddresses } from './links/mail-addresses.ts';
export {
  linksOf,
  NOBODY,
  openLink,
  personalLinks,
  type OpenedLink,
  type PersonalLink,
} from './links/links.ts';
export {
  findSuppressionsOf,
  liftSuppression,
  liftSuppressionsOfSend,
  type Lifted,
} from './suppressions/lift-suppression.ts';
export { markAllBounced, markBounced } from './suppressions/mark-bounced.ts';
export { markComplained } from './suppressions/mark-complained.ts';
export {
  neverMailAgain,
  undoNeverAgain,
  viewNeverAgain,
  type NeverAgainView,
} from './leaving/never-again.ts';
export { viewOwnDataState, readOwnData, requestOwnData, type OwnDataState } from './own-data/own-data.ts';
export { changeSubscriber, readPreferences, type Preferences } from './preferences/preferences.ts';
export { purgeUnconfirmed } from './purge.ts';
export {
  countNewsletters,
  findSubscriberByEmail,
  getSubscriber,
  listSubscribers,
  SUBSCRIBER_COLUMNS,
} from './queries.ts';
export { sampleOfReaders } from './sample-queries.ts';
export { letHeldMailsGo, releaseSignUps } from './holds/release-held-mails.ts';
export {
  alreadySubscribedNotice,
  confirmationNotice,
  ownDataNotice,
  reminderNotice,
  welcomeNotice,
} from './reader-notices.ts';
export { remindUnconfirmed } from './reminders/remind-unconfirmed.ts';
export { importQueue } from './imports/import-queue.ts';
export { requeueImports } from './imports/requeue-imports.ts';
export { createCheckNeed } from './proofs/check-need.ts';
export { askAgain } from './person/ask-again.ts';
export { listNotes, type Note } from './person/note-queries.ts';
export { addNote, LONGEST_NOTE, removeNote } from './person/notes.ts';
export { takeBackLeaving } from './person/take-back-leaving.ts';
export { readTimeline, TIMELINE_KINDS, type TimelineEntry, type TimelinePage } from './person/timeline.ts';
export { countMails } from './person/timeline-queries.ts';
export { makeChallenge, readProof, type Proof } from './proofs/challenge.ts';
export { inSlowLane } from './proofs/slow-lane.ts';
export { createSignUps, ProofSpent, signUp } from './sign-up/sign-up.ts';
export { createVisitorCount } from './sign-up/count-visitor.ts';
export type { SignUp, Visitor } from './sign-up/wish.ts';
export { viewSignUpState } from './sign-up/sign-up-state.ts';
export { makeTicket, readTicket, type Ticket } from './sign-up/ticket.ts';
export { MAIL_EVERY_MINUTES } from './sign-up/turn.ts';
export {
  emailField,
  rhythmField,
  signUpFields,
  timeZoneField,
  topicsField,
  waysFields,
} from './sign-up/sign-up-input.ts';
export { findSuppression, listSuppressions, type Suppression } from './suppressions/suppression-queries.ts';
export {
  consentOf,
  maskAddress,
  SUBSCRIBER_STATUSES,
  type Choices,
  type Evidence,
  type Subscriber,
  type SubscriberStatus,
} from './subscriber.ts';
export {
  createLeaving,
  undoUnsubscribe,
  unsubscribe,
  unsubscribeEverywhere,
  viewUnsubscribe,
  type UnsubscribeView,
} from './leaving/unsubscribe.ts';
export { tellOfCrowds } from './holds/tell-of-spikes.ts';
export { viewSubscriber } from './view-subscriber.ts';
export { countMovedByDefault, countWhoChose } from './ways/change-default.ts';
export { changeTopicOfReaders } from './ways/change-topic.ts';
export { countTopicChosen } from './ways/topic-queries.ts';
export { changePublication } from './ways/change-publication.ts';
export { endDuePauses } from './ways/end-pauses.ts';
export { nextMailAt, zoneOf } from './ways/next-mail.ts';
export type { SubscriberChanges } from './ways/change-queries.ts';
export {
  holdMarks,
  listRhythmsToTell,
  noteToldOfDefault,
  raiseMarks,
  releaseMarks,
} from './ways/ways-queries.ts';
