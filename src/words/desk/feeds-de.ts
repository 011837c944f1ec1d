import { countDe } from './count.ts';
import type { feedNoticesEn, FeedsWords } from './feeds-en.ts';

export const feedsDe: FeedsWords = {
  title: 'Feeds',
  lede: 'Woher Ihre Artikel kommen und wie gut Paperround sie lesen kann.',
  feed: (name) => `Feed „${name}“`,
  add: 'Feed hinzufügen',
  none: 'Noch kein Feed',
  noneText: 'Nennen Sie die Adresse Ihrer Website: Paperround findet den Feed.',
  readLast: 'Zuletzt gelesen',
  never: 'noch nicht',
  readsAgain: 'Wird wieder gelesen',
  notRead: 'wird nicht gelesen',
  every: (minutes) => `alle ${minutes} Minuten`,
  everyWished: (minutes) => `alle ${minutes} Minuten, oder wie der Feed es wünscht`,
  newThisWeek: 'Neu diese Woche',
  asUsual: (least, most) => (least === most ? `wie üblich: ${least}` : `wie üblich: ${least} bis ${most}`),
  pictures: 'Mit Bild',
  ofNewest: (count) => `der neuesten ${count}`,
  unchanged: 'unverändert',
  brought: (fresh) => (fresh === 0 ? 'nichts Neues' : `${fresh} neu`),
  heldThen: (held) => `${held} zurückgehalten`,
  failed: 'misslungen',
  noAnswer: 'keine Antwort',
  milliseconds: (text) => `${text} ms`,
  saw: 'Was wir sahen',
  sawLede: 'Die neuesten Einträge des Feeds und was aus ihnen wurde.',
  sawNone: 'Noch nichts: Das erste Lesen folgt binnen einer Minute.',
  entry: 'Eintrag',
  dated: 'Datum',
  verdict: 'Urteil',
  why: 'Warum',
  undated: 'ohne Datum',
  doctor: 'Befund',
  doctorFine: 'Paperround hat nichts gefunden, was an diesem Feed besser sein sollte.',
  noPictures: (without, all) =>
    `${countDe(without, 'Eintrag', 'Einträge')} von ${all} ${without === 1 ? 'hat' : 'haben'} kein Bild`,
  noPicturesHint: 'Für die Mail eines Artikels können Sie selbst ein Bild wählen.',
  history: 'Letzte 14 Tage',
  day: (day, reads, failed) =>
    `${day}: ${reads}-mal gelesen, ${failed === 0 ? 'keinmal misslungen' : `${failed}-mal misslungen`}`,
  readings: 'Wie es gelesen wurde',
  allReadings: 'Die letzten Male',
  time: 'Zeit',
  outcome: 'Ergebnis',
  answer: 'Antwort',
  size: 'Größe',
  took: 'Dauer',
  ifItFails: 'Wenn es misslingt',
  ifItFailsText:
    'Paperround versucht es wieder, nach immer längeren Pausen. Nach drei Fehlern oder einer Stunde bekommen Admins eine Mail. Artikel, die auf ihre Mail warten, gehen so hinaus, wie sie zuletzt gelesen wurden.',
  failingSince: (reason) =>
    `${reason} Paperround versucht es von selbst wieder; „Jetzt lesen“ versucht es sofort.`,
  goneText: (reason) =>
    `${reason} Er wird nicht mehr gelesen. Ändern Sie die Adresse, lesen Sie ihn wieder, oder entfernen Sie ihn.`,
  pausedText: 'Er ist angehalten: Paperround liest ihn erst wieder, wenn Sie ihn fortsetzen.',
  readNow: 'Jetzt lesen',
  edit: 'Ändern',
  pause: 'Anhalten',
  resume: 'Fortsetzen',
  remove: 'Entfernen',
  more: (name) => `Mehr zu: ${name}`,
  articles: 'Seine Artikel',
  openFeed: 'Feed öffnen',
  form: {
    addTitle: 'Feed hinzufügen',
    addLede:
      'Die Adresse Ihrer Website oder ihres Feeds. Was heute darin steht, gilt als alt und wird nicht versendet; der nächste Artikel schon.',
    url: 'Adresse',
    urlHint: 'Etwa https://site.example oder die eines RSS-, Atom- oder JSON-Feeds.',
    add: 'Diesen Feed hinzufügen',
    found: 'Das ist eine Webseite. Paperround hat ihren Feed gefunden:',
    foundSome: (count) => `Das ist eine Webseite. Paperround hat ${count} Feeds gefunden:`,
    otherAddress: 'Eine andere Adresse',
    editTitle: (name) => `Feed „${name}“ ändern`,
    editUrlHint:
      'Sind die meisten Artikel bekannt, ist der Feed umgezogen. Sonst wird nicht versendet, was jetzt darin steht.',
    pollMinutes: 'Minuten zwischen zwei Malen',
    pollMinutesHint: '5 bis 1.440. Ihre Zahl gilt vor dem Wunsch des Feeds.',
    save: 'Speichern',
    cancel: 'Zurück',
  },
  removal: {
    title: (name) => `Feed „${name}“ entfernen?`,
    lede: 'Er wird dann nicht mehr gelesen.',
    waiting: (count) =>
      count === 0
        ? 'Kein Artikel daraus wartet auf seine Mail.'
        : `${countDe(count, 'Artikel daraus wartet', 'Artikel daraus warten')} auf die Mail und ${count === 1 ? 'wird' : 'werden'} zurückgehalten, bis Sie entscheiden.`,
    known: 'Was er brachte, bleibt bekannt. Fügen Sie ihn wieder hinzu, wird nichts zweimal versendet.',
    remove: 'Diesen Feed entfernen',
    keep: 'Behalten',
    pauseInstead: 'Stattdessen anhalten',
  },
};

export const feedNoticesDe: typeof feedNoticesEn = {
  'feed-added': ({ name = '' }) =>
    `„${name}“ ist hinzugefügt. Das erste Lesen folgt binnen einer Minute; was jetzt darin steht, wird nicht versendet.`,
  'feed-read': ({ fresh = '' }) =>
    fresh === '0'
      ? 'Gelesen. Nichts Neues.'
      : `Gelesen. Neu: ${countDe(Number(fresh), 'Artikel', 'Artikel')}.`,
  'feed-unread': 'Er ließ sich nicht lesen. Der Grund steht unten.',
  'feed-busy': 'Er wird gerade gelesen. Sehen Sie in einer Minute wieder nach.',
  'feed-paused': ({ name = '' }) =>
    `„${name}“ ist angehalten. Er wird erst wieder gelesen, wenn Sie ihn fortsetzen.`,
  'feed-resumed': ({ name = '' }) => `„${name}“ wird wieder gelesen.`,
  'feed-changed': 'Der Feed ist gespeichert.',
  'feed-removed': ({ name = '' }) => `„${name}“ ist entfernt. Seine Artikel bleiben bekannt.`,
  'feed-restored': 'Der Feed ist wieder da, wie er war.',
};
