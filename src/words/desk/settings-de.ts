import { deliverySettingsDe } from './delivery-settings-de.ts';
import type { SettingsWords } from './settings-en.ts';

type Rhythm = 'each' | 'daily' | 'weekly';

const RHYTHM: Record<Rhythm, string> = {
  each: 'jeden Artikel einzeln',
  daily: 'eine tägliche Zusammenfassung',
  weekly: 'eine wöchentliche Zusammenfassung',
};
const OLD: Record<Rhythm, string> = {
  each: 'jedes Artikels einzeln',
  daily: 'einer täglichen Zusammenfassung',
  weekly: 'einer wöchentlichen Zusammenfassung',
};
const numbers = new Intl.NumberFormat('de-DE');
const count = (readers: number) => numbers.format(readers);

export const settingsDe: SettingsWords = {
  pageNames: {
    publication: 'Publikation',
    sender: 'Absender und Domain',
    transports: 'Mailserver',
    rhythm: 'Rhythmus',
    embed: 'Anmeldefeld',
    languages: 'Sprachen',
    hooks: 'Hooks und Webhooks',
  },
  ledes: {
    transports: 'Mails gehen über den ersten Server, der funktioniert.',
    embed: 'Das Feld unter Ihren Artikeln und der Code, mit dem es dorthin kommt.',
    languages: 'Worin die Seiten und Mails für Leser geschrieben sind.',
  },
  articles: 'Jeder Artikel',
  rhythm: 'Wie oft Leser Mails bekommen',
  review: 'Prüfung',
  labels: {
    name: 'Name',
    description: 'Beschreibung',
    siteUrl: 'Website',
    postalAddress: 'Postanschrift',
    imprintUrl: 'Impressum',
    privacyUrl: 'Datenschutzerklärung',
    isListed: 'Auf der Startseite',
    archive: 'Öffentliches Archiv',
    archiveIndexed: 'Suchmaschinen',
    signUpCheck: 'Prüfung bei der Anmeldung',
    timeZone: 'Zeitzone',
    language: 'Sprache',
    languages: 'Sprachen für Leser',
    fromName: 'Name des Absenders',
    fromAddress: 'Adresse des Absenders',
    replyTo: 'Antworten gehen an',
    inboundDomain: 'Rückläufer kommen an bei',
    holdMinutes: 'Wartezeit in Minuten',
    floodLimit: 'Höchstens so viele neue Artikel auf einmal',
    reviewMinutes: 'Prüfzeit in Minuten',
    onSilence: 'Wenn niemand antwortet',
    secondPersonAbove: 'Zweite Person ab mehr Lesern als',
    articleBody: 'Die E-Mail zeigt',
    checkPages: 'Kurz vor einer E-Mail',
    defaultRhythm: 'Neue Leser bekommen',
    busyDayCap: 'Höchstens so viele einzelne Mails am Tag',
    dailyAt: 'Uhrzeit der täglichen Zusammenfassung',
    weeklyOn: 'Tag der wöchentlichen Zusammenfassung',
    weeklyAt: 'Uhrzeit der wöchentlichen Zusammenfassung',
    digestMinArticles: 'Mindestzahl der Artikel einer Zusammenfassung',
    digestMaxArticles: 'Höchstzahl der Artikel einer Zusammenfassung',
    retryHours: 'Stunden, in denen Paperround es weiter versucht',
    undoSeconds: 'Sekunden, um „jetzt senden“ zurückzunehmen',
    tooLateHours: 'Stunden, nach denen eine Sendung zu spät ist',
    waveMinutes: 'Minuten zwischen den ersten Lesern und den anderen',
    softBounceSends: 'So viele Sendungen dürfen zurückkommen, bevor ein Leser keine mehr bekommt',
    softBounceDays: '… verteilt auf mindestens so viele Tage',
    transports: 'Versandwege',
    consentText: 'Einwilligungstext',
  },
  hints: {
    description: 'Ein Satz auf der Anmeldeseite.',
    postalAddress: 'Das Gesetz verlangt sie, und sie steht in jeder E-Mail. Ohne sie geht nichts hinaus.',
    imprintUrl: 'Ihre eigene Seite; die Fußzeile verweist darauf.',
    privacyUrl: 'Ihre eigene Seite; das Anmeldefeld, die Seiten der Leser und jede E-Mail verweisen darauf.',
    archive:
      'Alle können Mails lesen, die an die ganze Leserschaft gingen, sie durchsuchen und ihnen per Feed folgen. Persönliche Links fehlen darin. Sie können jede Mail auf ihrer Seite herausnehmen.',
    archiveIndexed: 'Ob Suchmaschinen das Archiv zeigen dürfen.',
    signUpCheck:
      'Wenn sich ungewöhnlich viele anmelden, rechnet der Browser ein, zwei Sekunden, bevor eine Anmeldung zählt. Wer das getan hat, bekommt die Mail sofort; die anderen warten. Immer: auch wenn es ruhig ist.',
    replyTo: 'Leer: die Adresse des Absenders.',
    inboundDomain:
      'Eine Domain, deren Post Paperround annimmt: Rückläufer, Beschwerden und Mails, die ab- oder anmelden oder bestätigen. Sie zählt nur, wenn der Betreiber INBOUND_SMTP oder INBOUND_IMAP gesetzt hat. Leer: die Domain der Absenderadresse.',
    holdMinutes:
      'Die Zeit zwischen einem Artikel und seiner E-Mail. In ihr können Sie einen Tippfehler korrigieren oder den Artikel zurückziehen.',
    floodLimit:
      'Kommen mehr auf einmal, warten sie, bis Sie sie freigeben oder verwerfen: Ein kaputter Feed kann sein Archiv als Neuigkeiten ausgeben. Leer: Paperround lernt aus dem Feed, was üblich ist.',
    checkPages:
      'Fehlt die Seite eines Artikels dann auf Ihrer Website (404 oder 410), wartet der Artikel auf Sie und geht nicht hinaus. Eine Seite, die nicht lesbar ist, hält keine Mail auf.',
    defaultRhythm: 'Bis sie selbst wählen. Wer gewählt hat, behält seine Wahl.',
    busyDayCap:
      'Für jeden Leser. An einem vollen Tag kommen die übrigen Artikel am Ende des Tages in einer Mail. Leer: keine Grenze. Leser können eine andere Zahl wählen.',
    digestMinArticles:
      'Hätte die Zusammenfassung eines Lesers weniger, warten ihre Artikel auf die nächste. Keiner geht verloren.',
    digestMaxArticles: 'Sind es mehr, sagt die Zusammenfassung, wie viele noch auf Ihrer Website stehen.',
    reviewMinutes:
      'So lange können Redakteure eine automatische E-Mail ansehen, bevor sie hinausgeht. Alle bekommen eine Mail mit einem Link. 0: Niemand wird gefragt.',
    secondPersonAbove:
      'Eine Sendung, die für mehr Leser geplant ist, wartet, bis jemand anderes sie genehmigt. Leer: Nichts wartet.',
    retryHours:
      'So lange versucht Paperround es wieder, wenn der Mailserver eines Lesers um Geduld bittet. Danach verfällt die Nachricht; Sie können sie noch einmal senden.',
    undoSeconds:
      'Was Sie jetzt senden, wartet so lange, und Sie können es zurückholen. Bis dahin bekommt es niemand.',
    tooLateHours:
      'Eine Sendung, die länger nicht hinausgehen konnte, wird zurückgehalten. Sie geht nicht mehr von selbst hinaus, sondern fragt Sie.',
    waveMinutes:
      'Eine Sendung an mehr als 2.000 Leser geht zuerst an einen von hundert (mindestens 200). Kommt davon zu viel zurück, hält sie an, bevor die anderen sie bekommen. 0: Sie geht an alle auf einmal.',
    softBounceSends:
      'Ein Postfach, das es nicht gibt, bekommt sofort keine Mail mehr. Eines, das voll oder gestört ist, nach so vielen Sendungen hintereinander; kommt eine Mail an, beginnt das Zählen von vorn.',
    consentText:
      'Steht unter dem Anmeldefeld und im Nachweis der Einwilligung. Links sind möglich: [Datenschutzerklärung](https://…). Leer: der eingebaute Satz.',
  },
  languagesHint: (names) =>
    `Kürzel mit Kommas. Wer zu Besuch ist, bekommt die erste Sprache des eigenen Browsers, die hier steht, sonst die obige. Es gibt ${names}.`,
  transportsHint: (names) =>
    `In der Reihenfolge, in der Sie sie wünschen, mit Kommas: Der erste, der funktioniert, nimmt die Mail. Es gibt ${names}.`,
  transport: (name) => `Versandweg **${name}**:`,
  bodies: { summary: 'Die Zusammenfassung und einen Knopf zur Website', full: 'Den ganzen Artikel' },
  rhythms: {
    each: 'Jeden Artikel in einer eigenen Mail',
    daily: 'Eine tägliche Zusammenfassung',
    weekly: 'Eine wöchentliche Zusammenfassung',
  },
  weekdays: {
    monday: 'Montag',
    tuesday: 'Dienstag',
    wednesday: 'Mittwoch',
    thursday: 'Donnerstag',
    friday: 'Freitag',
    saturday: 'Samstag',
    sunday: 'Sonntag',
  },
  nextDaily: (moment, city) => `Nächste tägliche Zusammenfassung: ${moment} in ${city}.`,
  nextWeekly: (moment, city) => `Nächste wöchentliche Zusammenfassung: ${moment} in ${city}.`,
  move: {
    title: 'Speichern und Leser umstellen?',
    moves: (readers, from, to) =>
      `${readers === 1 ? '1 Leser, der nie gewählt hat, bekommt' : `${count(readers)} Leser, die nie gewählt haben, bekommen`} ab jetzt ${RHYTHM[to]} statt ${OLD[from]}.`,
    keep: (readers) =>
      readers === 0
        ? 'Bisher hat niemand gewählt.'
        : readers === 1
          ? '1 Leser, der gewählt hat, behält seine Wahl.'
          : `${count(readers)} Leser, die gewählt haben, behalten ihre Wahl.`,
    told: 'Wer umgestellt wird, liest es in der nächsten Mail, mit einem Knopf, der es lässt, wie es war.',
    button: (readers) => `Speichern und ${count(readers)} Leser umstellen`,
    leave: 'So lassen, wie es ist',
  },
  silence: { send: 'Sie geht unverändert hinaus', hold: 'Sie wird zurückgehalten' },
  pages: { no: 'Den Feed noch einmal lesen', yes: 'Den Feed und die Seiten noch einmal lesen' },
  listed: { no: 'Nicht aufgeführt', yes: 'Neben den anderen aufgeführt' },
  archived: { no: 'Kein Archiv', yes: 'Alle können frühere Mails lesen' },
  indexed: { no: 'Dürfen das Archiv nicht zeigen', yes: 'Dürfen das Archiv zeigen' },
  checks: { auto: 'Wenn sich ungewöhnlich viele anmelden', always: 'Immer', never: 'Nie' },
  ourWordsInEnglish: (language) => `${language}, unsere eigenen Worte auf Englisch`,
  savedMeanwhile: (value) =>
    value === ''
      ? 'Jemand hat dieses Feld inzwischen geleert. Speichern Sie noch einmal, wenn Ihr Wert bleiben soll.'
      : `Jemand hat hier inzwischen „${value}“ gespeichert. Speichern Sie noch einmal, wenn Ihr Wert bleiben soll.`,
  ...deliverySettingsDe,
  embed: {
    title: 'Auf Ihrer Website',
    lede: (path) =>
      `Setzen Sie diesen Code dorthin, wo das Anmeldefeld stehen soll, zum Beispiel unter jeden Artikel. Leser können sich auch auf der [Anmeldeseite](${path}) anmelden.`,
    kind: 'Art des Codes',
    kinds: { script: 'Skript', element: 'Skript und Element', frame: 'Rahmen', form: 'Einfaches Formular' },
    accent: 'Farbe auf Ihrer Website',
    corners: 'Ecken',
    cornersOf: { rounded: 'Leicht gerundet', square: 'Eckig', round: 'Rund' },
    scheme: 'Hell oder dunkel',
    schemes: { reader: 'Wie beim Leser eingestellt', light: 'Immer hell', dark: 'Immer dunkel' },
    schemeHint: 'Nur für einen Rahmen. Das Feld des Skripts richtet sich nach Ihrer Seite.',
    show: 'Zeigen',
    preview: 'Das Feld auf Ihrer Website',
    real: 'Das ist das echte Feld: Eine Adresse, die Sie hier eingeben, bekommt eine Bestätigungsmail.',
  },
};
