import { field, rawField } from '../mail/head.ts';
import type { Mail } from '../mail/read-mail.ts';

const MACHINES =
  /\b(?:mailer[-_.]?daemon|mail[-_. ]?(?:delivery|daemon|administrator)|post(?:master|office)|delivery[-_ ]?(?:subsystem|system|status)|mail ?system|system ?administrator|mmdf|uucp|noreply|no-reply|do-?not-?reply|bounces?|mdaemon|abuse-?auto|microsoftexchange\w*)\b/i;
const FAILURE =
  /\b(?:undeliver\w*|(?:mail|message|delivery|returned|return(?:ed)? to sender)[^a-z]{0,3}.{0,30}(?:fail\w*|error|problem|returned|status|notification|delayed|warning)|fail(?:ed|ure)[ :-].{0,30}(?:deliver\w*|notice|mail|message)|failure notice|non[- ]?(?:remise|delivery|recapito)|returned mail|could not (?:be delivered|send)|not delivered|unzustellbar\w*|nicht zugestellt|zustellung|mislukt|niet bezorgd|non distribu\w*|non remis|échec|no se (?:pudo|ha podido) entregar|no entregado|devuelto|mancata consegna|não (?:foi )?entregue|falha na entrega)|недоставлен|не доставлено|配信不能|送信できません|エラー|退信|无法投递|배달/i;

/** Whether a mail server wrote it, not a person: its sender, an empty return path, or its subject says so. */
export function isOfMachine(mail: Mail, envelopeFrom: string | undefined): boolean {
  return saysFailure(mail, envelopeFrom) || MACHINES.test(field(mail.head, 'from'));
}

/** Whether something other than its sender says that it came back: programs write for many reasons. */
export function saysFailure(mail: Mail, envelopeFrom: string | undefined): boolean {
  const { head } = mail;
  return (
    envelopeFrom === '' ||
    /^<\s*>$/.test(rawField(head, 'return-path')) ||
    head.has('x-failed-recipients') ||
    mail.reportType === 'delivery-status' ||
    FAILURE.test(field(head, 'subject'))
  );
}

/** A server's own sender, which no absence note has. */
export const isOfDaemon = (mail: Mail): boolean =>
  /\b(?:mailer[-_.]?daemon|postmaster|mail delivery (?:sub)?system)\b/i.test(field(mail.head, 'from'));
