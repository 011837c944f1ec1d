import type { OtherKind } from './import-reasons.ts';
import type { ImportWords } from './reasons.ts';

const COME_BACK = 'Only they can come back, by signing up and confirming.';
const SPREADSHEET = 'Open it in a spreadsheet, save the list as CSV (UTF-8) and try again.';
const EXPORT = 'Export the list from your program as CSV and try again.';
const TABLE = 'Export the table of readers as CSV and try again.';
const UNPACK = 'Unpack it and try again.';

const KINDS: Record<OtherKind, string> = {
  workbook:
    'This is a workbook (such as .xlsx or .ods) or a zip file. Unpack it, or save the list as CSV (UTF-8), and try again.',
  'old-workbook': `This is an old Excel workbook (.xls). ${SPREADSHEET}`,
  gzip: `This is a gzip file. ${UNPACK}`,
  bzip2: `This is a bzip2 file. ${UNPACK}`,
  xz: `This is an xz file. ${UNPACK}`,
  '7-zip': `This is a 7-Zip file. ${UNPACK}`,
  rar: `This is a rar file. ${UNPACK}`,
  pdf: `This is a PDF. ${EXPORT}`,
  sqlite: `This is a SQLite database. ${TABLE}`,
  rtf: 'This is a document (RTF). Save the list as CSV (UTF-8) and try again.',
  picture: `This is a picture. ${EXPORT}`,
  'postgresql-dump': `This is a dump of a PostgreSQL database. ${TABLE}`,
  'web-page':
    'This is a web page (HTML), perhaps a page to sign in. Download the export itself, as CSV, and try again.',
  xml: 'This is XML. Export the list as CSV or JSON and try again.',
  'database-dump': `This is a dump of a database. ${TABLE}`,
  sql: `This is SQL. ${TABLE}`,
  mail: `This is a mail, not a list. ${EXPORT}`,
};

export const englishImports: ImportWords = {
  'row-too-wide': () => 'This row has more cells than the first one.',
  'row-without-address': () => 'The address is missing.',
  'row-unnamed-cell': ({ column }) => `There is something in column ${column}, which has no name.`,
  'row-name-too-long': ({ limit }) => `The name has more than ${limit} characters.`,
  'row-address-too-long': ({ limit }) => `The address has more than ${limit} characters.`,
  'row-address-controls': () => 'The address has line breaks or control characters in it.',
  'row-several-addresses': () => 'There are several addresses in one place: give each a line of its own.',
  'row-not-an-address': () => 'This is not an email address that mail can be sent to.',
  'row-open-quote': () => 'A quote is opened in this row and not closed.',
  'row-odd-quotes': () => 'The quotes in this row do not fit.',
  'row-not-an-object': () => 'This line is not a JSON object.',
  'row-says-gone': ({ column, value }) => `The file says so: ${column} is ${told(value)}.`,
  'row-unknown-value': ({ column, value }) => `What it means is not known: ${column} is ${quoted(value)}.`,
  'row-unknown-topics': ({ topics }) =>
    `There is no topic here that is called ${topics.map(quoted).join(' or ')}.`,
  'row-ended-reader': ({ because }, says) => `This person was a reader and has left. ${says(because)}`,
  'row-came-back': ({ because }, says) =>
    `${says(because)} They confirmed here after that and stay a reader.`,
  'row-reads-other-topic': ({ because }, says) =>
    `${says(because)} Another row says that they read something else.`,
  'row-twice': () => 'This address stands further up in the file.',
  'row-other-says-gone': () => 'Another row of the file says that this person gets no mail.',
  'row-unsubscribed': () => `This person unsubscribed. ${COME_BACK}`,
  'row-bounced': () =>
    'Mail to this address bounced. Only the person can come back, by signing up and confirming.',
  'row-complained': () => 'This person complained about mail and gets none any more.',
  'row-never-again': () => 'This person asked never to be mailed again.',
  'row-erased': () => 'This person had their data erased and must not be mailed.',
  'row-blocked': () => 'An operator has blocked this address.',
  'row-left-elsewhere': () => `A list says that this person left. ${COME_BACK}`,
  'row-known': () => 'This person is a reader already; nothing is new.',
  'row-overtaken': () => 'This person signed up or left at the same moment.',
  'file-without-addresses': () =>
    'No column is named "email". Name the columns in the first line, and the one with the addresses "email".',
  'file-heading-broken': ({ line, because }, says) =>
    `Line ${line} should name the columns. ${says(because)}`,
  'file-mixed-encodings': () =>
    'The file mixes UTF-8 with another encoding. Save it as CSV (UTF-8) and try again.',
  'file-json-without-list': () =>
    'This is JSON, but there is no list of objects in it that have an "email". Write one object a line, or one array of objects.',
  'file-line-too-long': ({ line, limit }) =>
    `Line ${line} has more than ${limit.toLocaleString('en')} characters. Is this a list with a line for each reader?`,
  'file-json-too-deep': () => 'This JSON is nested too deeply.',
  'file-json-too-long': () => 'One object of this JSON is longer than a million characters.',
  'file-of-other-kind': ({ kind }) => KINDS[kind],
  'import-stopped': () =>
    'It stopped at a fault in the program, which is logged. What was taken in before stays.',
  'read-without-heading': () =>
    'The file has no heading: Paperround told from the cells what the columns are.',
  'read-columns': ({ columns }) =>
    `Taken: ${columns
      .map(({ column, takenAs }) =>
        column.toLowerCase() === takenAs ? quoted(column) : `${quoted(column)} as ${takenAs}`,
      )
      .join(', ')}.`,
  'read-unused': ({ columns }) => `Not taken over: ${columns.map(quoted).join(', ')}.`,
  'read-left-out': ({ columns }) => `Left out by hand: ${columns.map(quoted).join(', ')}.`,
  'read-all-as-readers': () => 'No column says who left: everybody in the file counts as a reader.',
  'read-topics-unasked': ({ columns }) =>
    `${columns.map(quoted).join(', ')} may name topics: --topics-column ${columns[0]} (in the API topicsColumn=…) takes them over.`,
  'read-odd-moments': ({ rows, example, lines }) =>
    `${rows} ${rows === 1 ? 'row has a moment' : 'rows have moments'} of consent that cannot be read, such as ${quoted(example)} (line${rows === 1 ? '' : 's'} ${lines.join(', ')}${rows > lines.length ? ', …' : ''}): when these people agreed is kept as unknown.`,
  'read-odd-ways': ({ column, rows, example, lines }) =>
    `${quoted(column)} is not understood in ${rows} ${rows === 1 ? 'row' : 'rows'}, such as ${quoted(example)} (line${rows === 1 ? '' : 's'} ${lines.join(', ')}${rows > lines.length ? ', …' : ''}): these people get what the publication gives to everybody.`,
  'read-unknown-topics': ({ topics, more }) =>
    `Topics that are not here: ${topics.map(({ name, rows }) => `${quoted(name)} (${rows})`).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
};

const quoted = (text: string) => `"${text}"`;

function told(value: string | null): string {
  if (value === null) return 'missing';
  return value === '' ? 'empty' : quoted(value);
}
