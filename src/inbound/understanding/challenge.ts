import { addressesIn, field } from '../mail/head.ts';
import type { Mail } from '../mail/read-mail.ts';
import type { Verdict } from './kind.ts';

/** Services and programs that hold mail back until its sender proves to be a person. */
const PROGRAMS =
  /\b(?:tmda|boxbe|spamarrest|bluebottle|sendio|mailinblack|qconfirm|asterisk-challenge|digiportal|choicemail|vade ?retro challenge|0spam|knockmail|uol\.com\.br antispam|antispamuol)\b/i;
/** The sender is asked to do something, for that one message to get through. */
const ASKS =
  /\b(?:confirm|verify|authenticate|prove|validate|bestätig\w*|confirme[rz]?|valide[rz]?|confirmar?|verificar?|conferm\w*)\b[^.]{0,120}\b(?:your (?:message|e-?mail|mail|identity|address)|you are (?:a )?(?:human|person|real|not)|delivery|deliver(?:ed)?|sender|ihre? (?:nachricht|e-?mail|mail)|absender|votre (?:message|e-?mail|mail|courriel|identité)|(?:su|tu) (?:mensaje|correo|identidad)|sua mensagem|tuo messaggio)\b/i;
const HELD =
  /\b(?:held|pending|quarantine\w*|not (?:yet )?(?:been )?delivered|wait\w*|anti-?spam|spam (?:filter|protection)|unknown sender|approved senders?|white-?list|guest ?list|zurückgehalten|en attente|retenid|retid|trattenut)\b/i;
const LINK = /https?:\/\/|reply to this|auf diese (?:nachricht|mail)|répond(?:re|ez) à ce|responda? a este/i;

/** A question for proof that a person wrote. It is never answered. */
export function challengeOf(mail: Mail, words: string): Verdict | undefined {
  const { head } = mail;
  const told = `${field(head, 'subject')}\n${words.slice(0, 3000)}`.replace(/\s+/g, ' ');
  const fromProgram = PROGRAMS.test(
    `${field(head, 'x-delivery-agent')} ${field(head, 'x-mailer')} ${field(head, 'from')} ${field(head, 'sender')}`,
  );
  if (!fromProgram && !head.has('x-tmda-confirm') && !(ASKS.test(told) && HELD.test(told) && LINK.test(told)))
    return undefined;
  const recipient = addressesIn(field(head, 'from'))[0] ?? null;
  return {
    kind: 'challenge',
    recipient,
    status: null,
    by: fromProgram ? 'headers' : 'text',
    reason: 'asks-for-proof',
    words: null,
  };
}
