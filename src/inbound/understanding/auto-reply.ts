import { addressesIn, field, rawField } from '../mail/head.ts';
import type { Mail } from '../mail/read-mail.ts';
import type { Verdict } from './kind.ts';

/** Absence in a subject, as programs write it by themselves. */
const SUBJECT =
  /^\W*(?:auto(?:mat(?:ic|ed|ische?|isk|yczna|ique|ica))?[ -]?(?:reply|response|respuesta|antwort|antwoord|svar|odpowied[zź]|resposta|:|\()|automatisches? antwort|(?:ich bin )?abwesen|abwesenheit|out of (?:the )?office|on (?:vacation|holiday|leave)|vacation|away from|réponse automatique|absen(?:t|ce)\b|absence du bureau|respuesta autom|fuera de(?: la)? oficina|ausen(?:te|cia)|resposta autom|risposta automatica|fuori (?:ufficio|sede)|assente|niet aanwezig|afwezig|frånvar|fravær|ikke på kontoret|autosvar|poza biurem|nieobecn|mimo kancelář|автоответ|автоматический ответ|нет на месте|в отпуске|自動(?:返信|応答)|不在|外出中|自动(?:回复|答复)|自動回覆|休假|부재중|자동 ?(?:응답|회신)|رد تلقائي|خارج المكتب)|\b(?:out of (?:the )?office|auto(?:matic)?[- ]?reply|away from my mail|abwesenheitsnotiz|automatische antwort|réponse automatique|respuesta automática|risposta automatica|resposta automática)\b|自動返信|自动回复/iu;
/** “Automatic answer” before a colon, in whatever language and order: the word for automatic is the same in most. */
const PREFIX =
  /^(?:\p{L}+ ){0,2}(?:a[uv]tom[aáàā]{1,2}t|otomat|автомат|αυτ[οό]ματ)\p{L}*(?:[ -]\p{L}+){0,2} ?[:：]/iu;
/** Absence in words, when the subject is only "Re: …". */
const BODY =
  /\b(?:i (?:am|will be|'m|’m)(?: currently)? (?:out of (?:the )?office|away|on (?:vacation|holiday|leave|annual|maternity|parental))|will not be reading my mail|this is an auto(?:matic|mated)(?:ally)? (?:generated )?(?:reply|response)|limited access to (?:my )?e-?mail|ich bin (?:bis|vom|ab|zur ?zeit|derzeit|momentan)\b.{0,60}\b(?:nicht|abwesend|urlaub|büro)|je suis (?:absent|en congé|actuellement)|estoy (?:fuera|ausente|de vacaciones)|estou (?:ausente|fora|de férias)|sono (?:assente|fuori|in ferie)|ik ben (?:afwezig|niet aanwezig|met vakantie))/i;

/** Somebody's program answered: nothing is to be done, and nothing is to be answered (BNC-03). */
export function autoReplyOf(mail: Mail, words: string): Verdict | undefined {
  const by = hasHeader(mail) ? 'headers' : isInWords(mail, words) ? 'text' : undefined;
  return by && answerOf(mail, by);
}

/** The verdict that a program answered in the name of its sender. */
export function answerOf({ head }: Mail, by: 'headers' | 'text' = 'headers'): Verdict {
  const recipient = addressesIn(field(head, 'from'))[0] ?? null;
  return { kind: 'auto-reply', recipient, status: null, by, reason: 'absent', words: null };
}

function hasHeader({ head, reportType }: Mail): boolean {
  const submitted = rawField(head, 'auto-submitted').toLowerCase();
  return (
    reportType === 'disposition-notification' ||
    (submitted !== '' && !submitted.startsWith('no')) ||
    [
      'x-autoreply',
      'x-autorespond',
      'x-auto-reply',
      'x-autoresponder',
      'x-mail-autoreply',
      'x-autoreply-from',
      'x-amazon-auto-reply',
      'x-vacation',
    ].some((name) => head.has(name)) ||
    /^auto[_-]?reply\b/i.test(rawField(head, 'precedence')) ||
    /^vacation\b/i.test(rawField(head, 'delivered-by')) ||
    // What asks for no answer of programs was written by one.
    /\b(?:all|autoreply|oof)\b/i.test(rawField(head, 'x-auto-response-suppress'))
  );
}

/** Whether a subject is that of an absence note. */
export const saysAbsence = (subject: string): boolean => SUBJECT.test(subject) || PREFIX.test(subject);

const isInWords = (mail: Mail, words: string) =>
  saysAbsence(field(mail.head, 'subject')) || BODY.test(words.slice(0, 600));
