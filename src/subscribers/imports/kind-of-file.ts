import { meaningOf } from './column-names.ts';
import { UnreadableFile } from './import.ts';
import { readMailbox } from './mailbox.ts';

/** How the text of a list is laid out. */
export type Layout =
  | 'csv'
  | 'json'
  | 'json-lines'
  /** An address a line, perhaps with a name before it. */
  | 'mailboxes'
  | 'sympa-dump'
  | 'sympa-review'
  | 'ldif'
  | 'vcard';

const SPREADSHEET = 'Open it in a spreadsheet, save the list as CSV (UTF-8) and try again.';

const SIGNATURES: [bytes: string, message: string][] = [
  [
    'PK\u0003\u0004',
    'This is a workbook (such as .xlsx or .ods) or a zip file. Unpack it, or save the list as CSV (UTF-8), and try again.',
  ],
  ['\u00d0\u00cf\u0011\u00e0', `This is an old Excel workbook (.xls). ${SPREADSHEET}`],
  ['\u001f\u008b', 'This is a gzip file. Unpack it and try again.'],
  ['BZh', 'This is a bzip2 file. Unpack it and try again.'],
  ['\u00fd7zXZ', 'This is an xz file. Unpack it and try again.'],
  ['7z\u00bc\u00af', 'This is a 7-Zip file. Unpack it and try again.'],
  ['Rar!', 'This is a rar file. Unpack it and try again.'],
  ['%PDF', 'This is a PDF. Export the list from your program as CSV and try again.'],
  ['SQLite format 3', 'This is a SQLite database. Export the table of readers as CSV and try again.'],
  ['{\\rtf', 'This is a document (RTF). Save the list as CSV (UTF-8) and try again.'],
  ['\u0089PNG', 'This is a picture. Export the list from your program as CSV and try again.'],
  ['\u00ff\u00d8\u00ff', 'This is a picture. Export the list from your program as CSV and try again.'],
  ['PGDMP', 'This is a dump of a PostgreSQL database. Export the table of readers as CSV and try again.'],
];

const TEXTS: [pattern: RegExp, message: string][] = [
  [
    /^<(!doctype html|html|table|body|head|div)\b/i,
    'This is a web page (HTML), perhaps a page to sign in. Download the export itself, as CSV, and try again.',
  ],
  [/^<\?xml|^<[a-z][\w:-]*[\s>]/i, 'This is XML. Export the list as CSV or JSON and try again.'],
  [
    /^(--|\/\*!?|#).{0,200}\b(sql dump|postgresql database dump|mysqldump|mariadb dump)/i,
    'This is a dump of a database. Export the table of readers as CSV and try again.',
  ],
  [
    /^(insert into|create table|drop table|set names|begin;)\b/i,
    'This is SQL. Export the table of readers as CSV and try again.',
  ],
  [
    /^(from \S+ \w{3} \w{3} |return-path:|received:|mime-version:|message-id:)/i,
    'This is a mail, not a list. Export the list from your program as CSV and try again.',
  ],
];

/** @throws UnreadableFile for a file that is no text, with how to get the right one. */
export function refuseOtherKinds(head: Buffer): void {
  const start = head.toString('latin1');
  const found = SIGNATURES.find(([bytes]) => start.startsWith(bytes));
  if (found) throw new UnreadableFile(found[1]);
}

/**
 * @param head the first lines, without blanks before them.
 * @throws UnreadableFile for a text that is no list.
 */
export function layoutOf(head: string): Layout {
  const fault = TEXTS.find(([pattern]) => pattern.test(head));
  if (fault) throw new UnreadableFile(fault[1]);
  if (/^begin:vcard/i.test(head)) return 'vcard';
  if (/^(version:\s*1\s|dn::?\s)/i.test(head)) return 'ldif';
  if (/^\d+ member\(s\) in list/.test(head)) return 'sympa-review';
  if (
    /^email \S+@\S+$/m.test(head) &&
    /^(date|gecos|reception|subscribed|visibility|update_date) /m.test(head)
  )
    return 'sympa-dump';
  const first = head.split('\n', 1)[0]?.trim() ?? '';
  if (head.startsWith('[')) return 'json';
  if (head.startsWith('{')) return isJson(first) ? 'json-lines' : 'json';
  return readMailbox(first) ? 'mailboxes' : 'csv';
}

/** A reader on one line; what wraps a list of them is longer or has no address of its own. */
function isJson(line: string): boolean {
  try {
    const value = JSON.parse(line) as Record<string, unknown>;
    return (
      !Object.values(value).some(isListOfObjects) ||
      Object.keys(value).some((key) => meaningOf(key).is === 'email')
    );
  } catch {
    return false;
  }
}

const isListOfObjects = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && /\[\s*\{/.test(JSON.stringify(value).slice(0, 10_000));
