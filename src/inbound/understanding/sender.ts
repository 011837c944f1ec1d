import { field, rawField } from '../mail/head.ts';
import type { Mail } from '../mail/read-mail.ts';
import { saysAbsence } from './auto-reply.ts';

const MACHINES =
  /\b(?:mailer[-_.]?daemon|mail[-_. ]?(?:delivery|daemon|administrator)|post(?:master|office)|delivery[-_ ]?(?:subsystem|system|status)|mail ?system|system ?administrator|mmdf|uucp|noreply|no-reply|do-?not-?reply|bounces?|mdaemon|abuse-?auto|microsoftexchange\w*)\b/i;
const FAILURE =
  /\b(?:undeliver\w*|(?:mail|message|delivery|returned|return(?:ed)? to sender)[^a-z]{0,3}.{0,30}(?:fail\w*|error|problem|returned|status|notification|delayed|warning)|fail(?:ed|ure)[ :-].{0,30}(?:deliver\w*|notice|mail|message)|failure notice|non[- ]?(?:remise|delivery|recapito)|returned mail|could not (?:be delivered|send)|not delivered|unzustellbar\w*|nicht zugestellt|zustellung|mislukt|niet bezorgd|non distribu\w*|non remis|échec|no se (?:pudo|ha podido) entregar|no entregado|devuelto|mancata consegna|não (?:foi )?entregue|falha na entrega)|недоставлен|не доставлено|配信不能|送信できません|エラー|退信|无法投递|배달/i;

/** What somebody answers or passes on. Its subject speaks of another mail. */
const ANSWER =
  /^\s*(?:re|aw|antw|wg|sv|vs|rv|res|enc|tr|rép|odp|fwd?|رد|返信|转发|回复)\s*(?:\[\d+\])?\s*[:：]/i;

/** Whether a mail server wrote it, not a person: its sender, an empty return path, or its subject says so. */
export const isOfMachine = (mail: Mail, envelopeFrom: string | undefined): boolean =>
  saysFailure(mail, envelopeFrom) || isFromMachine(mail);

const isFromMachine = ({ head }: Mail) => MACHINES.test(field(head, 'from'));

/** Whether something other than its sender says that it came back: programs write for many reasons. */
export const saysFailure = (mail: Mail, envelopeFrom: string | undefined): boolean =>
  envelopeFrom === '' ||
  /^<\s*>$/.test(rawField(mail.head, 'return-path')) ||
  namesFailure(mail, envelopeFrom);

/** The same, but for an empty return path, which answers of programs have as well (RFC 3834). */
function namesFailure({ head, reportType }: Mail, envelopeFrom: string | undefined): boolean {
  const subject = field(head, 'subject');
  const isOfPerson = ANSWER.test(subject) || saysAbsence(subject) || canBeAnswered(envelopeFrom);
  return (
    head.has('x-failed-recipients') ||
    reportType === 'delivery-status' ||
    (FAILURE.test(subject) && !isOfPerson)
  );
}

/** Whoever takes answers is no mail server, whatever the mail is about. */
const canBeAnswered = (envelopeFrom = '') => envelopeFrom !== '' && !MACHINES.test(envelopeFrom);

/** Whether it is of somebody's own mailbox, as far as its sender and its subject go: their program answers in their name. */
export const isInPersonsName = (mail: Mail, envelopeFrom: string | undefined): boolean =>
  !isFromMachine(mail) && !namesFailure(mail, envelopeFrom);

/** A server's own sender, which no absence note has. */
export const isOfDaemon = (mail: Mail): boolean =>
  /\b(?:mailer[-_.]?daemon|postmaster|mail delivery (?:sub)?system)\b/i.test(field(mail.head, 'from'));
