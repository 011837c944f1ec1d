import type { Reason } from '../../words/index.ts';
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

type OtherKind = Reason<'file-of-other-kind'>['params']['kind'];

const SIGNATURES: [bytes: string, kind: OtherKind][] = [
  ['PK\u0003\u0004', 'workbook'],
  ['\u00d0\u00cf\u0011\u00e0', 'old-workbook'],
  ['\u001f\u008b', 'gzip'],
  ['BZh', 'bzip2'],
  ['\u00fd7zXZ', 'xz'],
  ['7z\u00bc\u00af', '7-zip'],
  ['Rar!', 'rar'],
  ['%PDF', 'pdf'],
  ['SQLite format 3', 'sqlite'],
  ['{\\rtf', 'rtf'],
  ['\u0089PNG', 'picture'],
  ['\u00ff\u00d8\u00ff', 'picture'],
  ['PGDMP', 'postgresql-dump'],
];

const TEXTS: [pattern: RegExp, kind: OtherKind][] = [
  [/^<(!doctype html|html|table|body|head|div)\b/i, 'web-page'],
  [/^<\?xml|^<[a-z][\w:-]*[\s>]/i, 'xml'],
  [/^(--|\/\*!?|#).{0,200}\b(sql dump|postgresql database dump|mysqldump|mariadb dump)/i, 'database-dump'],
  [/^(insert into|create table|drop table|set names|begin;)\b/i, 'sql'],
  [/^(from \S+ \w{3} \w{3} |return-path:|received:|mime-version:|message-id:)/i, 'mail'],
];

const notAList = (kind: OtherKind) => new UnreadableFile({ code: 'file-of-other-kind', params: { kind } });

/** @throws UnreadableFile for a file that is no text. */
export function refuseOtherKinds(head: Buffer): void {
  const start = head.toString('latin1');
  const found = SIGNATURES.find(([bytes]) => start.startsWith(bytes));
  if (found) throw notAList(found[1]);
}

/**
 * @param head the first lines, without blanks before them.
 * @throws UnreadableFile for a text that is no list.
 */
export function layoutOf(head: string): Layout {
  const fault = TEXTS.find(([pattern]) => pattern.test(head));
  if (fault) throw notAList(fault[1]);
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
