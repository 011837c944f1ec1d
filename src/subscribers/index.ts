// Subscribers: people's addresses within a publication, from sign-up to leaving.
// Owns the tables subscribers, confirmations, system_mails, consent_records, suppressions, confirmation_requests,
// sign_up_holds, sign_up_releases, departures, imports, import_chunks, import_outs, import_consents and import_refusals.
// Double opt-in, limits against list bombing, the preference page's choices, lists from elsewhere, erasure.
export { confirm, readConfirmation, resendConfirmation, type ConfirmationView } from './confirm.ts';
export { listConsentRecords } from './consent-queries.ts';
export { createSubscriber } from './create-subscriber.ts';
export { depart, undoDeparture } from './depart.ts';
export { listDueErasures, purgeDepartures } from './departure-queries.ts';
export { eraseSubscriber } from './erase.ts';
export { exportList, type ExportFormat } from './export-list.ts';
export { exportSubscriberData } from './export-data.ts';
export { importNow, tryImport, type ImportReport } from './imports/import-now.ts';
export {
  COLUMN_FIELDS,
  type ColumnChoices,
  type ColumnField,
  type Import,
  type ImportConsent,
  type ImportFormat,
} from './imports/import.ts';
export { purgeImports } from './imports/purge-imports.ts';
export { countReasons, getImport, listRefusals } from './imports/queries.ts';
export { receiveImport } from './imports/receive-import.ts';
export { runImport } from './imports/run-import.ts';
export { LINK_KEY, SEND_LINK_KEY } from './link-queries.ts';
export { linksOf, NOBODY, openLink, personalLinks, type PersonalLink } from './links.ts';
export {
  findSuppressionsOf,
  liftSuppression,
  liftSuppressionsOfSend,
  type Lifted,
} from './lift-suppression.ts';
export { markBounced } from './mark-bounced.ts';
export { neverMailAgain, undoNeverAgain, viewNeverAgain, type NeverAgainView } from './never-again.ts';
export { changeSubscriber, readPreferences, type Preferences } from './preferences.ts';
export { purgeUnconfirmed } from './purge.ts';
export { getSubscriber, listSubscribers } from './queries.ts';
export { letHeldMailsGo, releaseSignUps } from './release-held-mails.ts';
export { sendAlreadySubscribedMail, sendConfirmationMail, sendWelcomeMail } from './send-mails.ts';
export { requeueImports, requeueMails } from './requeue.ts';
export { signUp, type SignUp, type Visitor } from './sign-up.ts';
export type { NetworkHashes } from './turn.ts';
export { signUpFields, timeZoneField, topicsField } from './sign-up-input.ts';
export { findSuppression, listSuppressions, type Suppression } from './suppression-queries.ts';
export {
  consentSentence,
  SUBSCRIBER_STATUSES,
  type Choices,
  type Evidence,
  type Subscriber,
  type SubscriberStatus,
} from './subscriber.ts';
export {
  undoUnsubscribe,
  unsubscribe,
  unsubscribeEverywhere,
  viewUnsubscribe,
  type UnsubscribeView,
} from './unsubscribe.ts';
export { tellOfCrowds } from './tell-of-spikes.ts';
export { viewSubscriber } from './view-subscriber.ts';
