import type { SignUpWords } from './sign-up-en.ts';

export const signUpDe: SignUpWords = {
  title: (name) => `${name} abonnieren`,
  pleaseCheck: 'Bitte prüfen: ',
  heading: (name) => `${name} per E-Mail`,
  lead: (site) => `Neue Artikel von ${site}, per E-Mail und so oft, wie Sie möchten.`,
  promises: [
    'So oft, wie Sie möchten: jeder Artikel, einmal am Tag oder einmal die Woche',
    'Nichts, bevor Sie bestätigen',
    'Abbestellen mit einem Klick, in jeder E-Mail',
  ],
  latest: 'Zuletzt erschienen',
  discover: (name) => `Mehr von ${name}`,
  boxLead: 'Neue Artikel per E-Mail, so oft, wie Sie möchten.',
  consent: (name) =>
    `Mit dem Abonnieren stimmen Sie zu, Artikel von ${name} per E-Mail zu erhalten. Wie oft, ändern Sie mit einem Klick in jeder E-Mail; ebenso bestellen Sie ab.`,
  email: 'E-Mail-Adresse',
  subscribe: 'Abonnieren',
  onlySome: 'Nur einige Themen?',
  tickNone: 'Ohne Haken bekommen Sie alles.',
  leaveEmpty: 'Bitte leer lassen',
  checkTitle: (name) => `Sehen Sie in Ihr Postfach – ${name}`,
  check: 'Sehen Sie in Ihr Postfach',
  checkLead: 'Noch ein Schritt: Öffnen Sie die E-Mail, die unterwegs ist, und drücken Sie ihren Knopf.',
  slip: {
    typed: 'Sie haben eingegeben:',
    meant: 'Meinten Sie',
    andThen: 'Dann',
    again: 'geben Sie Ihre Adresse noch einmal ein',
  },
  comesFrom: 'Sie kommt von',
  nothingYet:
    'Nach einigen Minuten nichts da? Sehen Sie im Spam-Ordner nach. Es dauert länger, wenn sich viele aus Ihrem Netz anmelden oder wenn Sie eben einen anderen Newsletter bestellt haben.',
  stillNothing: {
    question: 'Nach 15 Minuten immer noch nichts?',
    link: 'Geben Sie Ihre Adresse noch einmal ein',
    rest: 'und achten Sie auf Tippfehler. Dann schicken wir eine neue E-Mail.',
  },
  blockedOnce: (contact) =>
    `Haben Sie Ihre Adresse hier einmal gesperrt oder unsere Mail als Spam gemeldet? Dann dürfen wir Ihnen nicht schreiben. Bitte wenden Sie sich an ${contact}.`,
};
