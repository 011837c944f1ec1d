import type { SignUpWords } from './sign-up-en.ts';

export const signUpDe: SignUpWords = {
  title: (name) => `${name} abonnieren`,
  pleaseCheck: 'Bitte prüfen: ',
  heading: (name) => `${name} per E-Mail`,
  lead: (site) => `Neue Artikel von ${site}, per E-Mail und so oft, wie Sie möchten.`,
  untilConfirmed: 'Nichts wird verschickt, bevor Sie bestätigen.',
  latest: 'Zuletzt erschienen',
  pastMails: 'Erst frühere Mails ansehen',
  discover: (name) => `Mehr von ${name}`,
  boxLead: 'Neue Artikel per E-Mail, so oft, wie Sie möchten.',
  consent: (name) =>
    `Mit dem Abonnieren stimmen Sie zu, Artikel von ${name} per E-Mail zu erhalten. Wie oft, ändern Sie mit einem Klick in jeder E-Mail; ebenso bestellen Sie ab.`,
  email: 'E-Mail-Adresse',
  subscribe: 'Abonnieren',
  onlySome: 'Nur einige Themen?',
  tickNone: 'Ohne Haken bekommen Sie alles.',
  together: 'Mit derselben Bestätigung auch diese?',
  leaveEmpty: 'Bitte leer lassen',
  slip: { didYouMean: 'Meinten Sie {address}?', changeIt: 'Ja, ändern', keepIt: 'Nein, sie stimmt' },
  backToForm: 'Zurück zum Formular',
};
