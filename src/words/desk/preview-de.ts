import { countDe } from './count.ts';
import type { PreviewWords } from './preview-en.ts';

export const previewDe: PreviewWords = {
  title: (subject) => `Vorschau: ${subject}`,
  crumb: 'Vorschau',
  backToWriting: 'Zurück zum Schreiben',
  backToSend: 'Zurück zur Sendung',
  check: 'Prüfen und planen',
  asReader: 'Ansehen als',
  asHint: 'Eine Adresse. Leer: jemand ohne Namen.',
  width: 'Breite',
  phone: 'Telefon',
  desktop: 'Computer',
  parts: 'Bilder und Text',
  pictures: 'Bilder',
  noPictures: 'Ohne Bilder',
  text: 'Nur Text',
  show: 'Anzeigen',
  light: 'Hell',
  dark: 'Dunkel',
  darkAs: 'Dunkel wie in',
  programs: { dark: 'wie in Apple Mail', gmail: 'wie in Gmail', outlook: 'wie in Outlook' },
  programHints: {
    dark: 'Die eigenen dunklen Farben der E-Mail: Apple Mail, Thunderbird, Samsung Mail.',
    gmail: 'Alle Farben umgekehrt: Gmail auf iPhones.',
    outlook: 'Helles wird dunkel: Outlook, Gmail auf Android.',
  },
  wide: (pixels) => `${pixels} breit`,
  asGets: (name) => `So bekommt es ${name}`,
  asNoName: 'So bekommt es jemand ohne Namen',
  asLongest: 'Mit den längsten Links',
  reader: 'Adresse',
  name: 'Name',
  noName: 'Kein Name',
  stranger: (address) => `${address} hat diese Publikation nicht abonniert.`,
  time: 'Zeit',
  noTime: 'Nicht geplant',
  size: 'Größe',
  sizeOf: (bytes, limit) => `${bytes} von ${limit}`,
  tooLarge: 'Gmail schneidet das Ende ab.',
  linkNoName: 'Jemand ohne Namen',
  linkLongest: 'Längste Links',
  noNameNote:
    'Mit [no name] markiert: Diese Person hat keinen Namen, und der Text hat kein anderes Wort dafür.',
  inInbox: 'Im Posteingang',
  noSubject: '(kein Betreff)',
  notYet: 'Es gibt noch keine Vorschau.',
  change: 'Text ändern',
  test: 'Testmail senden',
  to: 'An',
  toHint: 'Bis zu fünf Adressen, mit Kommas getrennt.',
  sendTest: 'Testmail senden',
  testMeans:
    'Genau die E-Mail, die alle bekommen, mit „[Test]“ vor dem Betreff. Ihre Links funktionieren, ändern aber nichts.',
  noAddress: 'Geben Sie eine Adresse für die Testmail ein.',
  tooManyAddresses: 'Eine Testmail kann an höchstens fünf Adressen gehen.',
  badAddress: (text) => `„${text}“ ist keine gültige E-Mail-Adresse.`,
  tooManyTests: (wait) => `Zu viele Testmails in kurzer Zeit. Versuchen Sie es in ${wait} noch einmal.`,
  sentAt: (time) => `Gesendet um ${time}.`,
  notSent: 'Nicht gesendet.',
  allAccepted: (count) =>
    count === 1
      ? 'Der Mailserver hat sie angenommen.'
      : count === 2
        ? 'Der Mailserver hat beide angenommen.'
        : `Der Mailserver hat alle ${count} angenommen.`,
  someAccepted: (accepted, count) =>
    `Der Mailserver hat ${accepted} von ${countDe(count, 'E-Mail', 'E-Mails')} angenommen.`,
  noneAccepted: 'Der Mailserver hat keine angenommen.',
  outcomes: {
    accepted: 'angenommen',
    recipient: 'abgelehnt: diese Adresse',
    content: 'abgelehnt: diese E-Mail',
    server: 'nicht angenommen: Der Mailserver kann sie gerade nicht annehmen',
    unknown: 'Verbindung abgebrochen: Niemand weiß, ob sie ankam',
  },
  suppressed: 'Diese Adresse ist gesperrt: An sie darf nichts gesendet werden.',
};
