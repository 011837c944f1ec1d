import type { SettingsWords } from './settings-en.ts';

export const settingsDe: SettingsWords = {
  publication: 'Publikation',
  sender: 'Absender',
  articles: 'Artikel',
  review: 'Prüfung',
  sending: 'Versand',
  look: 'Aussehen und Worte',
  labels: {
    name: 'Name',
    description: 'Beschreibung',
    siteUrl: 'Website',
    postalAddress: 'Postanschrift',
    imprintUrl: 'Impressum',
    privacyUrl: 'Datenschutzerklärung',
    isListed: 'Auf der Startseite',
    timeZone: 'Zeitzone',
    language: 'Sprache',
    fromName: 'Name des Absenders',
    fromAddress: 'Adresse des Absenders',
    replyTo: 'Antworten gehen an',
    holdMinutes: 'Wartezeit in Minuten',
    floodLimit: 'Höchstens so viele neue Artikel auf einmal',
    reviewMinutes: 'Prüfzeit in Minuten',
    onSilence: 'Wenn niemand antwortet',
    secondPersonAbove: 'Zweite Person ab mehr Lesern als',
    articleBody: 'Die E-Mail zeigt',
    retryHours: 'Stunden, in denen Paperround es weiter versucht',
    undoSeconds: 'Sekunden, um „jetzt senden“ zurückzunehmen',
    tooLateHours: 'Stunden, nach denen eine Sendung zu spät ist',
    transports: 'Versandwege',
    accentColor: 'Akzentfarbe',
    logoUrl: 'Logo',
    consentText: 'Einwilligungstext',
  },
  hints: {
    description: 'Ein Satz auf der Anmeldeseite.',
    postalAddress: 'Das Gesetz verlangt sie, und sie steht in jeder E-Mail. Ohne sie geht nichts hinaus.',
    imprintUrl: 'Ihre eigene Seite; die Fußzeile verweist darauf.',
    privacyUrl: 'Ihre eigene Seite; das Anmeldefeld, die Seiten der Leser und jede E-Mail verweisen darauf.',
    replyTo: 'Leer: die Adresse des Absenders.',
    holdMinutes:
      'Die Zeit zwischen einem Artikel und seiner E-Mail. In ihr können Sie einen Tippfehler korrigieren oder den Artikel zurückziehen.',
    floodLimit:
      'Kommen mehr auf einmal, warten sie, bis Sie sie freigeben oder verwerfen: Ein kaputter Feed kann sein Archiv als Neuigkeiten ausgeben. Leer: Paperround lernt aus dem Feed, was üblich ist.',
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
    logoUrl: 'Webadresse eines Bildes.',
    consentText:
      'Steht unter dem Anmeldefeld und im Nachweis der Einwilligung. Links sind möglich: [Datenschutzerklärung](https://…). Leer: der eingebaute Satz.',
  },
  transportsHint: (names) =>
    `In der Reihenfolge, in der Sie sie wünschen, mit Kommas: Der erste, der funktioniert, nimmt die Mail. Es gibt ${names}.`,
  transport: (name) => `Versandweg **${name}**:`,
  bodies: { summary: 'Die Zusammenfassung und einen Knopf zur Website', full: 'Den ganzen Artikel' },
  silence: { send: 'Sie geht unverändert hinaus', hold: 'Sie wird zurückgehalten' },
  listed: { no: 'Nicht aufgeführt', yes: 'Neben den anderen aufgeführt' },
  ourWordsInEnglish: (language) => `${language}, unsere eigenen Worte auf Englisch`,
  savedMeanwhile: (value) =>
    value === ''
      ? 'Jemand hat dieses Feld inzwischen geleert. Speichern Sie noch einmal, wenn Ihr Wert bleiben soll.'
      : `Jemand hat hier inzwischen „${value}“ gespeichert. Speichern Sie noch einmal, wenn Ihr Wert bleiben soll.`,
  embed: {
    title: 'Das Anmeldefeld auf Ihrer Website',
    lede: (path) =>
      `Setzen Sie diese Zeile dorthin, wo das Anmeldefeld stehen soll, zum Beispiel unter jeden Artikel. Leser können sich auch auf der [Anmeldeseite](${path}) anmelden.`,
  },
};
