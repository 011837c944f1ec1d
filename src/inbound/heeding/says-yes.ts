import type { Understanding } from '../understanding/understand.ts';
import { fold } from './wants-to-leave.ts';

/** `\\b` knows Latin letters only. */
const word = (words: string) => new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'u');

const YES = new RegExp(
  '^(?:(?:hello|hi|hallo|bonjour|hola|ola)[ ,!]+)?(?:yes|yep|ok|okay|sure|i confirm|confirm(?:ed)?|ja|ich bestatige|bestatigt|oui|je confirme|si|confirmo|sim|はい|確認しました|نعم|اؤكد)(?!\\p{L})',
  'u',
);

/** Words of who did not ask for it, or is asked in error. */
const NO = [
  word(
    [
      "no|not|never|don't|didn't|wrong|mistake|spam|scam|phishing|remove|delete|stop|unsubscribe|cancel|who (?:are|is)",
      'nein|nicht|kein\\p{L}*|nie|niemals|falsch|irrtum|irrtumlich|versehen\\p{L}*|abmeld\\p{L}*|losch\\p{L}*|stopp',
      'non|pas|jamais|aucun\\p{L}*|erreur|supprim\\p{L}*|desinscri\\p{L}*|desabonn\\p{L}*',
      'nunca|jamas|error|equivoc\\p{L}*|elimin\\p{L}*|borr\\p{L}*|nao|engano|erro|apag\\p{L}*|remov\\p{L}*',
      'لا|لم|لن|ليس|لست|خطا|احذف\\p{L}*|ازالة',
    ].join('|'),
  ),
  /いいえ|ません|ない|間違|違い|迷惑|不要|拒否|身に覚え/,
];

/** Programs that do not say what they are: desks that took a request, and people who are away. */
const OF_PROGRAM = [
  word(
    [
      "ticket|case number|reference number|we(?: have|'ve)? received|thank(?:s| you) for (?:contacting|reaching out|getting in touch|your (?:e-?mail|mail|message|inquiry|enquiry|request))|automatic\\p{L}*|automated|vacation|holiday|on (?:\\p{L}+ )?leave|out of (?:the )?office|away",
      'fur (?:ihre|deine) (?:nachricht|e-?mail|mail|anfrage|kontaktaufnahme)|erhalten|automatisch\\p{L}*|urlaub|abwesend|buro',
      'pour votre (?:message|e-?mail|mail|courriel|demande)|avons (?:bien )?recu|automatique|vacances|conges?|absente?',
      'gracias por (?:su|tu|contactar\\p{L}*|escribir\\p{L}*|ponerse)|hemos recibido|automatic[ao]|vacaciones|ausente',
      'obrigad[oa] (?:pel[ao]|por)|recebemos|ferias',
      'تلقينا|استلمنا|لتواصلك\\p{L}*|اجازة|خارج المكتب|تلقايي',
    ].join('|'),
  ),
  /お問い?合わ?せ|受け?付け?|不在|休暇|自動/,
];

/**
 * Whether a reply to a confirmation mail means yes: it says so, or it is the mail sent back, with nothing that says no or may be a
 * program's. Programs that do not say what they are answer with words of their own, in any language, and do not quote. Who meant yes
 * still has the link, and consent must be theirs.
 */
export function saysYes({ opening, isQuoting }: Pick<Understanding, 'opening' | 'isQuoting'>): boolean {
  const said = fold(opening);
  if (NO.some((words) => words.test(said))) return false;
  if (YES.test(said) || said === '') return true;
  return isQuoting && !OF_PROGRAM.some((words) => words.test(said));
}
