import { germanAddress } from './address-de.ts';
import { germanFollow } from './follow-de.ts';
import { germanCorrection, germanDigest, germanRhythm } from './digests-de.ts';
import type { Words } from './en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');

export const german: Words = {
  by: (names) => `Von ${names}`,
  minutesToRead: (minutes) => `${minutes} Min. Lesezeit`,
  pictureOf: (title) => `Bild: ${title}`,
  readOnSite: 'Auf der Website lesen',
  continueReading: 'Auf der Website weiterlesen',
  shortened: 'Dieser Artikel war zu lang für eine E-Mail und endet hier.',
  share: 'Teilen:',
  shareOn: (name) => `Auf ${name} teilen`,
  shareByEmail: 'E-Mail',
  shareByEmailSays: 'Per E-Mail teilen',
  think: 'Was meinen Sie dazu?',
  comment: 'Einen Kommentar schreiben',
  related: 'Das könnte Sie auch interessieren',
  moreOnSite: (count) =>
    plural(count, { one: 'und ein weiterer auf der Website', other: 'und # weitere auf der Website' }),
  embeds: {
    video: 'Video ansehen',
    audio: 'Anhören',
    post: 'Beitrag ansehen',
    other: 'Auf der Seite ansehen',
  },
  digest: germanDigest,
  rhythm: germanRhythm,
  follow: germanFollow,
  correction: germanCorrection,
  whyArticle: (name, site) => `Sie erhalten diese E-Mail, weil Sie ${name} auf ${site} abonniert haben.`,
  unsubscribe: 'Abbestellen',
  preferences: 'Einstellungen',
  viewInBrowser: 'Im Browser ansehen',
  archive: {
    publicCopy: (moment) =>
      `Dies ist die öffentliche Fassung einer E-Mail vom ${moment}. Persönliche Links und Adressen fehlen darin.`,
    getIt: 'Per E-Mail abonnieren',
    pastMails: 'Alle bisherigen E-Mails',
  },
  imprint: 'Impressum',
  privacy: 'Datenschutzerklärung',
  topics: 'Themen',
  code: {
    subject: (code, name) => `${code} ist Ihr Code für ${name}`,
    works: (minutes) => `Der Code gilt ${minutes} Minuten.`,
  },
  confirmation: {
    preheader:
      'Geben Sie ihn dort ein, wo Sie sich angemeldet haben, oder drücken Sie den Knopf in dieser Mail.',
    heading: 'Nur noch ein Schritt',
    request: (name, site, moment) =>
      `Am ${moment} hat jemand, wahrscheinlich Sie, darum gebeten, neue Artikel von ${name} (${site}) an diese Adresse zu senden.`,
    codeLabel: 'Diesen Code dort eingeben, wo Sie sich angemeldet haben:',
    orButton: 'Seite schon zu? Dieser Knopf tut dasselbe:',
    button: 'Meine Adresse bestätigen',
    together: (names) => `Code und Knopf bestätigen auch ${names}.`,
    validity: (minutes, days) =>
      `Der Code gilt ${minutes} Minuten, der Knopf ${plural(days, { one: 'einen Tag', other: '# Tage' })}. Bis Sie bestätigen, wird Ihnen nichts geschickt.`,
    byReply: 'Oder antworten Sie einfach auf diese E-Mail: Auch das bestätigt Ihre Adresse.',
    ignore: 'Das waren nicht Sie? Dann ignorieren Sie diese E-Mail, es geschieht nichts weiter.',
    neverAgainAsk: 'Damit niemand diese Adresse noch einmal anmelden kann:',
    neverAgain: 'nie wieder E-Mails an mich',
    whatIsThis: (name) => `Was ist ${name}? Mehr dazu hier:`,
    why: (name) =>
      `Sie erhalten diese eine E-Mail, weil Ihre Adresse im Anmeldeformular von ${name} eingegeben wurde. Bis Sie bestätigen, steht sie auf keiner Liste.`,
  },
  reminder: {
    subject: (name) => `Möchten Sie ${name} noch bekommen?`,
    preheader: 'Sie haben sich angemeldet und noch nicht bestätigt. Das ist die einzige Erinnerung.',
    heading: 'Noch fehlt ein Schritt',
    body: (name, day) =>
      `Am ${day} hat jemand, wahrscheinlich Sie, ${name} an diese Adresse bestellt. Das ist noch nicht bestätigt. Wenn Sie es noch möchten:`,
    ifNot: (day) =>
      `Wenn nicht, tun Sie nichts. Das ist die einzige Erinnerung, und nach dem ${day} wird Ihre Adresse gelöscht.`,
  },
  ownData: {
    subject: (name) => `Ihre Daten bei ${name}`,
    heading: 'Ihre Daten',
    body: (name, moment) =>
      `Am ${moment} hat jemand, vermutlich Sie, die Daten angefordert, die ${name} über Sie speichert.`,
    button: 'Meine Daten ansehen',
    validity: 'Dort können Sie alles herunterladen oder löschen lassen. Der Knopf gilt einen Tag.',
    why: (name) =>
      `Sie bekommen diese eine E-Mail, weil sie auf Ihrer Seite mit der Auswahl bei ${name} angefordert wurde.`,
  },
  address: germanAddress,
  welcome: {
    subject: (name) => `Willkommen bei ${name}`,
    heading: 'Sie haben abonniert',
    body: (name) => `Danke für Ihre Bestätigung. Die nächsten Artikel von ${name} kommen an diese Adresse.`,
    mails: {
      each: 'Sie bekommen eine Mail zu jedem Artikel.',
      daily: 'Sie bekommen eine Mail am Tag.',
      weekly: 'Sie bekommen eine Mail in der Woche.',
    },
    first: (moment) => `Die erste: ${moment}, wenn bis dahin etwas Neues erschienen ist.`,
    firstWithArticle: 'Die erste kommt mit dem nächsten Artikel.',
    control: (hasTopics) =>
      hasTopics
        ? 'Worüber und wie oft wir Ihnen schreiben, bestimmen Sie: Themen und Häufigkeit ändern oder abbestellen geht jederzeit.'
        : 'Wie oft wir Ihnen schreiben, bestimmen Sie: Ändern oder abbestellen geht jederzeit.',
    why: (name, site) =>
      `Sie erhalten diese E-Mail, weil Sie Ihr Abonnement von ${name} auf ${site} bestätigt haben.`,
  },
  alreadySubscribed: {
    heading: 'Sie haben bereits abonniert',
    body: (name, site, moment) =>
      `Am ${moment} hat jemand, wahrscheinlich Sie, diese Adresse bei ${name} (${site}) angemeldet. Sie war schon eingetragen, es hat sich also nichts geändert.`,
    codeLabel: 'Möchten Sie dort etwas ändern, wo Sie eben waren? Dann geben Sie dort diesen Code ein:',
    control: 'Kommen keine E-Mails an? Sehen Sie im Spam-Ordner nach, oder prüfen Sie Ihre Einstellungen.',
    ignore: 'Das waren nicht Sie? Dann ignorieren Sie diese E-Mail, es geschieht nichts weiter.',
    why: (name) =>
      `Sie erhalten diese E-Mail, weil Ihre Adresse im Anmeldeformular von ${name} eingegeben wurde.`,
  },
};
