// Words: what the product says to people, a file per language.
// Owns no table. Knows no rule: whoever speaks brings the parameters.
export { deskIn, type Desk } from './desk/index.ts';
export type { NoticesWords } from './desk/notices-en.ts';
export type { ReviewWords } from './desk/review-en.ts';
export type { StatesWords } from './desk/states-en.ts';
export {
  addressIn,
  besideText,
  dayText,
  directionOf,
  languageFor,
  listText,
  momentText,
  READER_LANGUAGES,
  readerLanguageOf,
  shortDayText,
  speechIn,
  weekdayMomentText,
  weekdayText,
  type ReaderLanguage,
  type Speech,
} from './languages.ts';
export { invitationMailWords } from './invitations/say.ts';
export type { FactorChange, InvitationMailWords } from './invitations/invitations.ts';
export { digestName } from './mails/digest-name.ts';
export type { Rhythm } from './mails/digests-en.ts';
export type { Words } from './mails/en.ts';
export type { StrandKind } from './mails/follow-en.ts';
export type { Answer } from './reasons/answers.ts';
export type { LeftOut, LeftOutCode, LeftOutOfDigestCode } from './reasons/left-out.ts';
export { CAUSERS, type ReplyFault } from './reasons/failures.ts';
export type { LetterFault } from './reasons/letter-faults.ts';
export type { MailNeed, TemplateFault, TemplateProblem } from './reasons/template-faults.ts';
export type { PictureFault } from './reasons/picture-faults.ts';
export type { Cause, FeedFault, HeldCode, GapParams, Reason } from './reasons/reasons.ts';
export {
  answerSays,
  DESK_LANGUAGES,
  fieldFaultSays,
  deskLanguageOf,
  leftOutSays,
  leftOutWhy,
  letterFaultSays,
  pictureFaultSays,
  REASON_CODES,
  says,
  templateFaultSays,
  withWords,
  type DeskLanguage,
} from './reasons/say.ts';
export {
  readerSpeechIn,
  type Around as AroundWords,
  type CheckInboxWords,
  type ConfirmWords,
  type HistoryWords,
  type LeavingWords,
  type PauseWords,
  type PreferencesWords,
  type ReaderSpeech,
  type SignUpWords,
  type TooOften,
  type Trouble,
} from './readers/index.ts';
export { segmentSays } from './segments/say.ts';
export type { ReviewMailWords } from './reviews/reviews.ts';
export { reviewMailWords } from './reviews/say.ts';
export type {
  AlertCode,
  AlertNews,
  CertificateUse,
  SenderRecord,
  WatchCode,
  WatchNews,
} from './alerts/alerts.ts';
export type { Aspect, CheckCode, Found, WarningCode } from './checks/checks.ts';
export { ASPECTS } from './checks/checks.ts';
export {
  CHECK_CODES,
  findingSays,
  findingWords,
  isBlocker,
  passedSays,
  WARNING_CODES,
} from './checks/say-check.ts';
export { alertMailWords, alertSays, replyOf } from './alerts/say.ts';
