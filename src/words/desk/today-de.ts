import { countDe } from './count.ts';
import type { TodayWords } from './today-en.ts';

const NUMBERS = ['Kein', 'Eine', 'Zwei', 'Drei', 'Vier', 'Fünf', 'Sechs', 'Sieben', 'Acht', 'Neun', 'Zehn'];

export const todayDe: TodayWords = {
  now: (day, time, place) => `${day}, ${time} Uhr in ${place}`,
  refresh: 'Neu laden',
  stopped: 'Es wird nichts versendet.',
  going: 'Gerade wird versendet.',
  needs: (count) =>
    count === 1
      ? 'Eine Sache braucht eine Entscheidung.'
      : `${NUMBERS[count] ?? count} Dinge brauchen eine Entscheidung.`,
  calm: 'Alles in Ordnung. Es gibt nichts zu entscheiden.',
  next: (subject, when) => `Nächste Mail: ${subject}, ${when}.`,
  checks: 'Prüfungen',
  feeds: 'Feeds',
  feedsRead: (time) => `gelesen ${time}`,
  feedsNone: 'noch keiner',
  feedsWaiting: 'noch nicht gelesen',
  feedsFailing: (count) => countDe(count, 'gestört', 'gestört'),
  server: 'Mailserver',
  serverFine: 'nimmt Post an',
  serverMailbox: 'nicht verbunden',
  serverTrouble: 'nimmt keine Post an',
  serverSlow: 'ist langsam',
  sender: 'Absender',
  senderFine: (when) => `SPF, DKIM und DMARC sind in Ordnung, gesehen ${when}`,
  senderUnseen: 'DNS wird gerade befragt',
  senderFaults: (says, when) => `${says} Gesehen ${when}.`,
  articles: 'Artikel',
  articlesFine: 'keiner wartet auf Sie',
  articlesHeld: (count) => `${countDe(count, 'Artikel', 'Artikel')} zurückgehalten`,
  confirmations: 'Bestätigungen',
  confirmationsNone: 'zuletzt keine Anmeldung',
  confirmationsShare: (share) => `${share} bestätigen`,
  confirmationsWait: 'einige warten',
  needsYou: 'Braucht eine Entscheidung',
  toAnswer: (when) => `fällig ${when}`,
  since: (when) => `seit ${when}`,
  heldArticles: (count) =>
    count === 1
      ? 'Ein Artikel wird zurückgehalten'
      : `${countDe(count, 'Artikel', 'Artikel')} werden zurückgehalten`,
  heldArticlesMean: (count) =>
    count === 1
      ? 'Niemand bekommt ihn, bis Sie ihn freigeben.'
      : 'Niemand bekommt sie, bis Sie sie freigeben.',
  lookAtThem: 'Ansehen',
  lookAtIt: 'Ansehen',
  feedFails: (name) => `Der Feed ${name} lässt sich nicht lesen`,
  feedMeans: 'Neue Artikel daraus werden so lange nicht versendet.',
  feedSilent: (name) => `Der Feed ${name} bringt nichts Neues`,
  feedSilentMeans:
    'So lange war er in drei Monaten noch nie still. Falls Sie etwas veröffentlicht haben, sehen Sie nach, ob es im Feed steht.',
  remedies: {
    'articles-not-mailed': 'Artikel ansehen',
    'digests-empty': 'Artikel ansehen',
    'confirmations-bounce': 'Anmeldungen ansehen',
    'api-key-ends': 'Neuen Schlüssel erstellen',
    'sender-records-gone': 'Absender ansehen',
    'certificate-ends': '',
    'disk-fills': '',
  },
  addIt: 'Eintragen',
  mailboxOnly: 'Mails bleiben im eingebauten Postfach',
  mailboxMeans:
    'Es ist kein Mailserver verbunden, darum bekommen Leser noch nichts. Sie können alle Mails im Postfach lesen.',
  openMailbox: 'Postfach öffnen',
  connectServer: 'Mailserver verbinden',
  copies: 'Möglicherweise schon versendet',
  sendThem: (count) => (count === 1 ? 'Versenden' : `Alle ${count} versenden`),
  sentByOther: 'Eine andere Kopie hat sie versendet …',
  dropMeans: 'Von hier aus werden sie nie versendet. Das lässt sich nicht rückgängig machen.',
  dropThem: (count) => (count === 1 ? 'Verwerfen' : `Alle ${count} verwerfen`),
  goingNow: 'Wird gerade versendet',
  goingNone: 'Nichts.',
  goingNoneFeeds: (minutes) => `Nichts. Neue Artikel gehen ${minutes} nach ihrem Erscheinen hinaus.`,
  acceptedOf: (accepted, audience) => `${accepted} von ${audience} angenommen`,
  preparing: 'Die Mail wird vorbereitet.',
  rate: (perSecond) => `${perSecond} je Sekunde`,
  left: (duration) => `noch etwa ${duration}`,
  watch: 'Ansehen',
  pause: 'Anhalten',
  goesOutNext: 'Geht als Nächstes hinaus',
  nextNone: 'Nichts ist eingeplant.',
  openCalendar: 'Kalender öffnen',
  whatToDo: (subject) => `Was tun mit: ${subject}`,
  seeIt: 'Ansehen',
  takeBack: 'Zurückziehen und bearbeiten',
  cancel: 'Abbrechen',
  readers: 'Leser',
  asideLabel: 'Leser und letzte Sendungen',
  activeReaders: 'aktive Leser',
  more: (count) => `${count} mehr als vor 30 Tagen`,
  fewer: (count) => `${count} weniger als vor 30 Tagen`,
  same: 'so viele wie vor 30 Tagen',
  joined: 'dazugekommen',
  leftPlural: 'abgemeldet',
  todayWord: 'heute',
  growth: (joined, left) =>
    `In den letzten 30 Tagen kamen ${countDe(joined, 'Person', 'Personen')} dazu, ${countDe(left, 'Person hat', 'Personen haben')} sich abgemeldet.`,
  confirmShare: (share) => `${share} der Anmeldungen aus 30 Tagen sind bestätigt.`,
  notYet: (count) => `${countDe(count, 'steht', 'stehen')} noch aus.`,
  lastSends: 'Letzte Sendungen',
  allSends: 'Alle Sendungen',
  lastNone: 'Es wurde noch nichts versendet.',
  leftAfter: (count) => `${count} abgemeldet`,
  publicationsTitle: (count, needs) =>
    needs === 0
      ? `${countDe(count, 'Publikation', 'Publikationen')}. Alles in Ordnung.`
      : `${countDe(count, 'Publikation', 'Publikationen')}. ${needs === 1 ? 'Eine braucht' : `${NUMBERS[needs] ?? needs} brauchen`} eine Entscheidung.`,
  publication: 'Publikation',
  stands: 'Stand',
  nextMail: 'Nächste Mail',
  needYou: (count) => `${countDe(count, 'Entscheidung', 'Entscheidungen')} offen`,
  noPublication: 'Es gibt noch keine Publikation.',
};
