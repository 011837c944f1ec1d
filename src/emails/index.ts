// Emails: what readers see in their inbox. MJML + Liquid compiled once per send, in a child process, then spliced per reader.
// Owns templates/ and the words in them; no table. Knows no SMTP: it gives subject, HTML, text and headers.
// Compiled emails are plain strings with opaque slots, so they can be stored.
export {
  checkDigestTemplate,
  checkTemplates,
  listTemplateVariables,
  compileArticleEmail,
  compileCorrectionEmail,
  compileDigestEmail,
  compileLetterEmail,
  setDigestPress,
  type CompileLimits,
} from './compile/compile-in-child.ts';
export { composeMovedAddress, composeNewAddress, composeTakenAddress } from './notices/compose-address.ts';
export { composeAlert } from './notices/compose-alert.ts';
export { composeAlreadySubscribed } from './notices/compose-already-subscribed.ts';
export { composeConfirmation } from './notices/compose-confirmation.ts';
export { composeOwnData } from './notices/compose-own-data.ts';
export { composeReminder } from './notices/compose-reminder.ts';
export { composeReview } from './notices/compose-review.ts';
export { composePersonLink, type FactorChange } from './notices/compose-person-link.ts';
export { composeSignInLink } from './notices/compose-sign-in-link.ts';
export { composeWelcome } from './notices/compose-welcome.ts';
export { bulkHeaders, systemHeaders } from './headers.ts';
export { oneLine } from './clean-text.ts';
export type { DigestPiece } from './digest/digest-email.ts';
export type { DigestPress } from './digest/digest-press.ts';
export type { DigestShape } from './digest/forms.ts';
export { printDigest, type DigestEdition, type PrintedDigest } from './digest/print-digest.ts';
export type { DigestPressInput } from './digest/set-digest-press.ts';
export {
  EMPTY_ARTICLE,
  MAIL_TEMPLATES,
  PART_TEMPLATES,
  type Brand,
  type EmailArticle,
  type EmailParts,
  type MailTemplate,
  type OwnTemplates,
  type TemplateName,
} from './model.ts';
export { templateFiles } from './compile/template-files.ts';
export { tellFaults } from './letter/tell-faults.ts';
export { nameValues, withDefaults } from './letter/placeholders.ts';
export { htmlToText } from './frame/text-part.ts';
export { fillSlots, piecesOf, slot } from './compile/slots.ts';
export { asShown, MAIL_LOOKS, type MailLook } from './views/as-shown.ts';
export { ownWords, withoutOwnMarks, withoutOwnParts } from './frame/own-parts.ts';
export { lookOf } from './frame/look.ts';
export { publicCopy } from './frame/public-copy.ts';
export { besideSubject } from './views/beside-subject.ts';
export { finishedBytes } from './compile/size-budget.ts';
