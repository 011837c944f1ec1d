import type { OtherKind } from './import-reasons.ts';
import type { ImportWords } from './reasons.ts';

const COME_BACK = 'Zurückkommen kann sie nur selbst: durch Anmelden und Bestätigen.';
const EXPORT = 'Exportieren Sie die Liste aus Ihrem Programm als CSV und versuchen Sie es noch einmal.';
const TABLE = 'Exportieren Sie die Tabelle der Leser als CSV und versuchen Sie es noch einmal.';
const UNPACK = 'Entpacken Sie sie und versuchen Sie es noch einmal.';

const KINDS: Record<OtherKind, string> = {
  workbook:
    'Das ist eine Arbeitsmappe (etwa .xlsx oder .ods) oder eine Zip-Datei. Entpacken Sie sie, oder speichern Sie die Liste als CSV (UTF-8), und versuchen Sie es noch einmal.',
  'old-workbook':
    'Das ist eine alte Excel-Arbeitsmappe (.xls). Öffnen Sie sie in einer Tabellenkalkulation, speichern Sie die Liste als CSV (UTF-8) und versuchen Sie es noch einmal.',
  gzip: `Das ist eine gzip-Datei. ${UNPACK}`,
  bzip2: `Das ist eine bzip2-Datei. ${UNPACK}`,
  xz: `Das ist eine xz-Datei. ${UNPACK}`,
  '7-zip': `Das ist eine 7-Zip-Datei. ${UNPACK}`,
  rar: `Das ist eine rar-Datei. ${UNPACK}`,
  pdf: `Das ist ein PDF. ${EXPORT}`,
  sqlite: `Das ist eine SQLite-Datenbank. ${TABLE}`,
  rtf: 'Das ist ein Textdokument (RTF). Speichern Sie die Liste als CSV (UTF-8) und versuchen Sie es noch einmal.',
  picture: `Das ist ein Bild. ${EXPORT}`,
  'postgresql-dump': `Das ist der Dump einer PostgreSQL-Datenbank. ${TABLE}`,
  'web-page':
    'Das ist eine Webseite (HTML), vielleicht eine Anmeldeseite. Laden Sie den Export selbst als CSV herunter und versuchen Sie es noch einmal.',
  xml: 'Das ist XML. Exportieren Sie die Liste als CSV oder JSON und versuchen Sie es noch einmal.',
  'database-dump': `Das ist der Dump einer Datenbank. ${TABLE}`,
  sql: `Das ist SQL. ${TABLE}`,
  mail: `Das ist eine Mail, keine Liste. ${EXPORT}`,
};

export const germanImports: ImportWords = {
  'row-too-wide': () => 'Diese Zeile hat mehr Zellen als die erste.',
  'row-without-address': () => 'Die Adresse fehlt.',
  'row-unnamed-cell': ({ column }) => `In Spalte ${column} steht etwas, aber sie hat keinen Namen.`,
  'row-name-too-long': ({ limit }) => `Der Name hat mehr als ${limit} Zeichen.`,
  'row-address-too-long': ({ limit }) => `Die Adresse hat mehr als ${limit} Zeichen.`,
  'row-address-controls': () => 'Die Adresse enthält Zeilenumbrüche oder Steuerzeichen.',
  'row-several-addresses': () =>
    'Hier stehen mehrere Adressen an einer Stelle: Geben Sie jeder eine eigene Zeile.',
  'row-not-an-address': () => 'Das ist keine E-Mail-Adresse, an die man Mail senden kann.',
  'row-open-quote': () => 'In dieser Zeile beginnt ein Anführungszeichen und endet nicht.',
  'row-odd-quotes': () => 'Die Anführungszeichen in dieser Zeile passen nicht zusammen.',
  'row-not-an-object': () => 'Diese Zeile ist kein JSON-Objekt.',
  'row-says-gone': ({ column, value }) => `So steht es in der Datei: ${column} ${told(value)}.`,
  'row-unknown-value': ({ column, value }) =>
    `Was das bedeutet, ist nicht bekannt: ${column} ist ${quoted(value)}.`,
  'row-unknown-topics': ({ topics }) =>
    `Hier gibt es kein Thema mit dem Namen ${topics.map(quoted).join(' oder ')}.`,
  'row-ended-reader': ({ because }, says) =>
    `Diese Person war Leser und hat den Newsletter verlassen. ${says(because)}`,
  'row-came-back': ({ because }, says) => `${says(because)} Danach hat sie hier bestätigt und bleibt Leser.`,
  'row-reads-other-topic': ({ because }, says) =>
    `${says(because)} Eine andere Zeile sagt, dass sie etwas anderes liest.`,
  'row-twice': () => 'Diese Adresse steht weiter oben in der Datei.',
  'row-other-says-gone': () => 'Eine andere Zeile der Datei sagt, dass diese Person keine Mail bekommt.',
  'row-unsubscribed': () => `Diese Person hat den Newsletter abbestellt. ${COME_BACK}`,
  'row-bounced': () =>
    'Mail an diese Adresse kam zurück. Zurückkommen kann nur die Person selbst: durch Anmelden und Bestätigen.',
  'row-complained': () => 'Diese Person hat sich über Mail beschwert und bekommt keine mehr.',
  'row-never-again': () => 'Diese Person will nie wieder Mail bekommen.',
  'row-erased': () => 'Die Daten dieser Person wurden gelöscht, sie darf keine Mail bekommen.',
  'row-blocked': () => 'Ein Betreiber hat diese Adresse gesperrt.',
  'row-left-elsewhere': () => `Eine Liste sagt, dass diese Person den Newsletter verlassen hat. ${COME_BACK}`,
  'row-known': () => 'Diese Person ist schon Leser, neu ist nichts.',
  'row-overtaken': () => 'Diese Person hat sich im selben Augenblick an- oder abgemeldet.',
  'file-without-addresses': () =>
    'Keine Spalte heißt „email“. Benennen Sie die Spalten in der ersten Zeile, und die mit den Adressen „email“.',
  'file-heading-broken': ({ line, because }, says) =>
    `Zeile ${line} soll die Spalten benennen. ${says(because)}`,
  'file-mixed-encodings': () =>
    'Die Datei mischt UTF-8 mit einer anderen Kodierung. Speichern Sie sie als CSV (UTF-8) und versuchen Sie es noch einmal.',
  'file-json-without-list': () =>
    'Das ist JSON, aber es enthält keine Liste von Objekten mit „email“. Schreiben Sie ein Objekt je Zeile, oder ein Array von Objekten.',
  'file-line-too-long': ({ line, limit }) =>
    `Zeile ${line} hat mehr als ${limit.toLocaleString('de')} Zeichen. Ist das eine Liste mit einer Zeile je Leser?`,
  'file-json-too-deep': () => 'Dieses JSON ist zu tief verschachtelt.',
  'file-json-too-long': () => 'Ein Objekt dieses JSON ist länger als eine Million Zeichen.',
  'file-of-other-kind': ({ kind }) => KINDS[kind],
  'import-stopped': () =>
    'Der Import endete mit einem Fehler des Programms, der im Log steht. Was schon übernommen war, bleibt.',
  'read-without-heading': () =>
    'Die Datei hat keine Überschriften: Paperround hat die Spalten an ihren Zellen erkannt.',
  'read-columns': ({ columns }) =>
    `Übernommen: ${columns
      .map(({ column, takenAs }) =>
        column.toLowerCase() === takenAs ? quoted(column) : `${quoted(column)} als ${uses(takenAs)}`,
      )
      .join(', ')}.`,
  'read-unused': ({ columns }) => `Nicht übernommen: ${columns.map(quoted).join(', ')}.`,
  'read-left-out': ({ columns }) => `Auf Wunsch ausgelassen: ${columns.map(quoted).join(', ')}.`,
  'read-all-as-readers': () =>
    'Keine Spalte sagt, wer den Newsletter verlassen hat: Alle in der Datei gelten als Leser.',
  'read-topics-unasked': ({ columns }) =>
    `${columns.map(quoted).join(', ')} nennt vielleicht Themen: --topics-column ${columns[0]} (in der API topicsColumn=…) übernimmt sie.`,
  'read-odd-moments': ({ rows, example, lines }) =>
    `In ${rows === 1 ? 'einer Zeile' : `${rows} Zeilen`} ist der Zeitpunkt der Einwilligung nicht lesbar, etwa ${quoted(example)} (${rows === 1 ? 'Zeile' : 'Zeilen'} ${lines.join(', ')}${rows > lines.length ? ', …' : ''}): Wann diese Leute zugestimmt haben, bleibt unbekannt.`,
  'read-odd-ways': ({ column, rows, example, lines }) =>
    `${quoted(column)} ist in ${rows === 1 ? 'einer Zeile' : `${rows} Zeilen`} nicht zu verstehen, etwa ${quoted(example)} (${rows === 1 ? 'Zeile' : 'Zeilen'} ${lines.join(', ')}${rows > lines.length ? ', …' : ''}): Diese Leute bekommen, was alle bekommen.`,
  'read-unknown-topics': ({ topics, more }) =>
    `Themen, die es hier nicht gibt: ${topics.map(({ name, rows }) => `${quoted(name)} (${rows})`).join(', ')}${more > 0 ? ` und ${more} weitere` : ''}.`,
};

const USES: Record<string, string> = {
  email: 'E-Mail-Adresse',
  name: 'Name',
  'part of the name': 'Teil des Namens',
  state: 'Status',
  'moment of consent': 'Zeitpunkt der Einwilligung',
  language: 'Sprache',
  topics: 'Themen',
};

const uses = (takenAs: string) =>
  takenAs
    .split(', ')
    .map((use) => USES[use] ?? use)
    .join(' und ');

const quoted = (text: string) => `„${text}“`;

function told(value: string | null): string {
  if (value === null) return 'fehlt';
  return value === '' ? 'ist leer' : `ist ${quoted(value)}`;
}
