/** What people write who want no more mail, folded as `fold` does. A whole line must say it: a sentence that only holds the word may say the opposite. */
const LEAVING = [
  // English
  'unsubscribe|unsubscribe me|stop|stop it|stop mailing me|stop emailing me|remove me|remove me from (?:this|the|your) (?:mailing )?list|take me off (?:this|the|your) (?:mailing )?list|opt out|opt me out|cancel (?:my|the) subscription|i want to unsubscribe|no more (?:mails?|emails?)',
  // German
  'abmelden|abmeldung|abbestellen|abbestellung|austragen|stopp|mich abmelden|mich austragen|melden sie mich ab|melde mich ab|tragen sie mich aus|newsletter abbestellen|newsletter abmelden|keine (?:weiteren )?(?:mails|e-?mails)(?: mehr)?|ich mochte mich abmelden',
  // French
  'desabonner|desabonnement|desinscrire|desinscription|(?:me|se) desabonner|(?:me|se) desinscrire|desabonnez[- ]moi|desinscrivez[- ]moi|arret|plus de (?:mails|e-?mails)|je (?:veux|souhaite) me (?:desabonner|desinscrire)',
  // Spanish
  'baja|dar(?:me)? de baja|deme de baja|(?:quiero|deseo) darme de baja|cancelar (?:mi |la )?suscripcion|anular (?:mi |la )?suscripcion|desuscribir(?:me|se)?|no mas (?:correos|mensajes)',
  // Portuguese
  'cancelar (?:minha |a )?(?:inscricao|assinatura|subscricao)|anular (?:a )?(?:subscricao|inscricao)|descadastrar|descadastre-me|remover|quero (?:sair|cancelar)|sair da lista|parar',
  // Japanese
  '(?:メール|メルマガ)?の?(?:配信|購読|登録)(?:を|の)?(?:停止|解除|中止)(?:して(?:下さい|ください)|希望|(?:を)?(?:お願い(?:します|いたします|致します)|希望します))?|退会(?:します|希望|したい)?|解約(?:します|希望)?|解除|停止',
  // Arabic
  '(?:اريد )?الغاء (?:ال)?اشتراك(?:ي)?|الغ اشتراكي|الغوا اشتراكي|الغاء|ايقاف|توقف|اوقفوا الرسائل',
].join('|');

const WITH_MANNERS = new RegExp(
  `^(?:(?:please|kindly|hello|hi|bitte|hallo|merci de|veuillez|svp|s'il vous plait|bonjour|por favor|hola|ola|favor|من فضلك|رجاء)[ ,]+)*(?:${LEAVING})(?:[ ,]+(?:please|thanks|thank you|bitte|danke|vielen dank|merci|svp|s'il vous plait|por favor|gracias|obrigad[oa]|من فضلك|شكرا))*$`,
);

/** Whether the first line of a reply says in words, in one of our languages, that its writer wants no more mail. */
export const wantsToLeave = (firstLine: string): boolean => WITH_MANNERS.test(fold(firstLine));

/** Without accents, marks and punctuation around, in small letters; the forms of Arabic's alif as one. */
export const fold = (line: string): string =>
  line
    .normalize('NFKD')
    .replace(/[\u0300-\u036F\u064B-\u065F\u0670]/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[أإآ]/g, 'ا')
    .replace(/^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu, '')
    .replace(/\s+/g, ' ');
