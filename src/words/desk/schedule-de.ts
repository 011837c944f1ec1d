import { countDe } from './count.ts';
import type { ScheduleWords } from './schedule-en.ts';

const people = (count: number, isExact: boolean) =>
  `${isExact ? '' : 'etwa '}${countDe(count, 'Person', 'Personen')}`;

export const scheduleDe: ScheduleWords = {
  title: 'Prüfen und einplanen',

  check: 'Prüfung',
  checkAgain: 'Erneut prüfen',
  nothingBlocks: 'Es spricht nichts dagegen.',
  itCannotGo: 'Es kann noch nicht hinausgehen.',
  toLookAt: (count) =>
    count === 0
      ? ''
      : count === 1
        ? 'Ein Hinweis zum Ansehen.'
        : `${countDe(count, 'Hinweis', 'Hinweise')} zum Ansehen.`,
  toMend: (count) =>
    count === 1
      ? 'Eines muss vorher in Ordnung kommen.'
      : `${countDe(count, 'Punkt', 'Punkte')} müssen vorher in Ordnung kommen.`,
  stillLooking: (what) => `Noch in Arbeit: ${what}.`,
  notChecked: (what) => `Ließ sich von hier aus nicht prüfen: ${what}.`,
  aspects: { links: 'Links', pictures: 'Bilder', sender: 'DNS des Absenders' },
  aspectOther: 'anderes',
  passed: (count) => countDe(count, 'Prüfung bestanden', 'Prüfungen bestanden'),
  changeSubject: 'Betreff ändern',
  changeText: 'Text ändern',
  changeTextAt: (line) => `Zeile ${line} ändern`,
  changeSettings: 'Einstellungen öffnen',
  changeAudience: 'Publikum ändern',
  changePicks: 'Artikel auswählen',
  changeArticle: 'Artikel öffnen',
  makeSmaller: 'Bild verkleinern',
  showMe: 'Stelle zeigen',
  ignore: 'Bewusst so lassen',
  ignoreThat: (what) => `Bewusst so lassen: ${what}`,
  heed: 'Zurücknehmen',
  ignoredBy: (name, moment) => `${name} hat das bewusst so gelassen, ${moment}.`,
  somebody: 'Jemand',
  inTheInbox: 'Im Posteingang',
  preview: 'Vorschau',
  sendTest: 'Testmail senden',

  when: 'Wann',
  whenLegend: 'Wann es hinausgeht',
  now: 'Sofort',
  nowMeans: (seconds) =>
    seconds === 0
      ? 'Es geht gleich hinaus.'
      : `Sie können das ${countDe(seconds, 'Sekunde', 'Sekunden')} lang zurücknehmen.`,
  atTime: (city) => `Zu einer Uhrzeit in ${city}`,
  today: 'Heute',
  tomorrow: 'Morgen',
  anotherDay: 'Anderer Tag',
  day: 'Tag',
  time: 'Uhrzeit, 24 Stunden',
  timeZone: 'Zeitzone',
  otherZone: (zone) => `${zone}: andere Zeitzone wählen`,
  sayIt: 'Sagen, was das bedeutet',
  summaryNow: (subject, count, isExact, seconds) =>
    `„${subject}“ geht an ${people(count, isExact)}, ${seconds === 0 ? 'und zwar gleich' : `und zwar in ${countDe(seconds, 'Sekunde', 'Sekunden')}, wenn Sie es nicht zurücknehmen`}.`,
  summaryAt: (subject, count, isExact, moment, city, relative) =>
    `„${subject}“ geht an ${people(count, isExact)} am ${moment} in ${city}, ${relative}.`,
  takes: (duration, rate) => `Das dauert etwa ${duration} bei ${rate} in der Sekunde.`,
  nobodyNow: 'Zurzeit bekäme es niemand.',
  pastAt: (time) => `${time} ist vorbei. Wählen Sie eine spätere Zeit.`,
  noSuchTime: 'Die Uhrzeit muss eine von 24 Stunden sein, etwa 7, 7:30 oder 17:30.',
  noSuchDay: 'Wählen Sie einen Tag.',
  noSuchZone: 'Das ist keine Zeitzone.',
  alsoThatDay: (list) => `Am selben Tag: ${list}.`,
  alsoOne: (subject, time) => `„${subject}“ um ${time}`,
  sendNow: (count, isExact) => `Jetzt an ${people(count, isExact)} senden`,
  scheduleFor: (day, time) => `Für ${day}${time && `, ${time} Uhr`} einplanen`,
  scheduleOther: 'Einplanen',
  until:
    'Bis dahin können Sie es verschieben, zurückholen oder abbrechen. Danach gelten Anhalten und Abbrechen noch für alle, die es noch nicht haben.',
  blocked: (what) => `Es lässt sich nicht einplanen: ${what}`,
  mayNotSend: 'Sie dürfen schreiben, aber nicht senden. Bitten Sie jemanden, der es darf, es einzuplanen.',
  changedMeanwhile:
    'Jemand hat den Text geändert, nachdem Sie diese Seite geöffnet haben. Sehen Sie ihn noch einmal an, dann planen Sie ihn ein.',
  isUnderWay: 'Es geht schon hinaus.',

  goesOutIn: 'Geht hinaus',
  anyMoment: 'jeden Augenblick',
  at: (moment, zone) => `${moment} (${zone})`,
  undoUntil: (time) => `Geht um ${time} hinaus. Noch hat es niemand.`,
  secondsLeft: 'Sekunden zum Zurücknehmen',
  move: 'Verschieben',
  takeBack: 'Zurückholen und bearbeiten',
  takeBackMeans: 'Es wird wieder ein Entwurf. Niemand bekommt es, bis Sie es neu einplanen.',
  cancel: 'Abbrechen',
  cancelMeans: 'Es ist vorbei. Niemand bekommt es.',
  cancelDigestMeans: 'Niemand bekommt diese. Ihre Artikel kommen mit der nächsten; nichts geht verloren.',
  sendItNow: 'Jetzt senden',
  sendNowMeans: (count, isExact) => `Es geht gleich an ${people(count, isExact)}.`,
  skipMeans: 'Es geht gleich hinaus und lässt sich nicht mehr zurücknehmen.',
  whoGetsIt: 'Wer es bekommt',
  readersNow: 'Personen zurzeit',
  readersAbout: 'Personen, etwa',
  countedAgain:
    'Kurz vor dem Versand wird neu gezählt: Wer bis dahin dazukommt, bekommt es; wer sich abmeldet, nicht.',
  theMail: 'Die Mail',
  asReadersGetIt: 'Die Mail, wie sie ankommt',
  openPreview: 'Vorschau öffnen',

  isHeld: 'Es geht nicht von selbst hinaus.',
  heldMeans: 'Niemand bekommt es, bis jemand entscheidet.',
  heldDigestMeans:
    'Niemand bekommt sie, bis jemand entscheidet. Bis dahin kommen ihre Artikel mit der nächsten; nichts geht verloren.',
  decide: 'Entscheiden',
  review: 'Durchsehen',
  release: 'Freigeben',
  releaseMeans: (count, isExact) => `Es geht jetzt an ${people(count, isExact)}.`,
  releaseRest: 'Es geht dort weiter, wo es war.',
  moveMeans: 'Es geht zu der Zeit hinaus, die Sie wählen.',
  moveOnlyThis: 'Nur diese wird verschoben: Die nächste hat ihre gewohnte Zeit.',
  drop: 'Verwerfen',
  dropMeans: 'Es geht nie hinaus. Das lässt sich nicht zurücknehmen.',

  tooLateTitle: 'Zum Zurücknehmen ist es zu spät',
  tooLate: 'Es ging schon hinaus, als Sie den Knopf drückten.',
  tooLatePause: 'Halten Sie es an, um es für alle zu stoppen, die es noch nicht haben.',
  pause: 'Anhalten',
  openSend: 'Sendung öffnen',
};
