type Nothing = Record<string, never>;

/** A column and what it was taken for. */
export interface TakenAs {
  column: string;
  takenAs: string;
}

/** What a file is that is no list. */
export type OtherKind =
  | 'workbook'
  | 'old-workbook'
  | 'gzip'
  | 'bzip2'
  | 'xz'
  | '7-zip'
  | 'rar'
  | 'pdf'
  | 'sqlite'
  | 'rtf'
  | 'picture'
  | 'postgresql-dump'
  | 'web-page'
  | 'xml'
  | 'database-dump'
  | 'sql'
  | 'mail';

/** Why a row of a list was not taken in. */
interface RowReasons {
  'row-too-wide': Nothing;
  'row-without-address': Nothing;
  'row-unnamed-cell': { column: number };
  'row-name-too-long': { limit: number };
  'row-address-too-long': { limit: number };
  'row-address-controls': Nothing;
  'row-several-addresses': Nothing;
  'row-not-an-address': Nothing;
  'row-open-quote': Nothing;
  'row-odd-quotes': Nothing;
  'row-not-an-object': Nothing;
  /** `value`: null where the row has no such column. */
  'row-says-gone': { column: string; value: string | null };
  'row-unknown-value': { column: string; value: string };
  'row-unknown-topics': { topics: string[] };
  'row-twice': Nothing;
  'row-other-says-gone': Nothing;
  'row-unsubscribed': Nothing;
  'row-bounced': Nothing;
  'row-complained': Nothing;
  'row-never-again': Nothing;
  'row-erased': Nothing;
  'row-blocked': Nothing;
  'row-left-elsewhere': Nothing;
  'row-known': Nothing;
  'row-overtaken': Nothing;
}

/** Why a whole file was not taken in. */
interface FileReasons {
  'file-without-addresses': Nothing;
  'file-mixed-encodings': Nothing;
  'file-json-without-list': Nothing;
  'file-line-too-long': { line: number; limit: number };
  'file-json-too-deep': Nothing;
  'file-json-too-long': Nothing;
  'file-of-other-kind': { kind: OtherKind };
  'import-stopped': Nothing;
}

/** What there is to know of how a file was read. */
interface ReadingNotes {
  'read-without-heading': Nothing;
  'read-columns': { columns: TakenAs[] };
  'read-unused': { columns: string[] };
  'read-left-out': { columns: string[] };
  'read-all-as-readers': Nothing;
  'read-topics-unasked': { columns: string[] };
  /** `lines`: the first ones. */
  'read-odd-moments': { rows: number; example: string; lines: number[] };
  /** What is said of how mail comes and not understood; `lines`: the first ones. */
  'read-odd-ways': { column: string; rows: number; example: string; lines: number[] };
  /** `more`: how many others there are. */
  'read-unknown-topics': { topics: { name: string; rows: number }[]; more: number };
}

export interface ImportReasons extends RowReasons, FileReasons, ReadingNotes {}
