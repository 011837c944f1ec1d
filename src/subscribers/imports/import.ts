import { AppError, type FieldError } from '../../platform/errors.ts';
import type { Topic } from '../../publications/index.ts';
import { says, type Reason } from '../../words/index.ts';

/** A list of readers brought over from elsewhere. `receiving`: its file is still being read. */
export interface Import {
  id: number;
  publicationId: number;
  status: 'draft' | 'receiving' | 'running' | 'finished' | 'failed' | 'undoing' | 'undone';
  /** It only says what would happen. */
  isTrial: boolean;
  consentSource: string;
  /** When the people agreed, where their rows do not say it. */
  consentAt: Date | null;
  counts: ImportCounts;
  /** What each column was taken for, and what else there is to know of how the file was read. */
  columns: TakenColumn[];
  /** What else there is to know of how the file was read. */
  notes: Reason[];
  /** As whoever uploaded it calls it; empty where it came by a program. */
  fileName: string;
  /** What somebody said of the columns. */
  choices: ColumnChoices;
  /** Why the columns are not understood. */
  faults: FieldError[];
  /** Of a trial: the first cells of each column. */
  samples: ColumnSamples[];
  /** Until when it can be undone; null for what cannot be. */
  undoUntil: Date | null;
  undoneAt: Date | null;
  undoCounts: UndoCounts;
  /** Why it failed. */
  error: Reason | null;
  createdAt: Date;
  finishedAt: Date | null;
}

/** `rows` is the sum of the others once the import is finished. */
export interface ImportCounts {
  rows: number;
  added: number;
  updated: number;
  /** Readers whose subscription the file ended: it says that they left. */
  ended: number;
  /** Good rows that changed nothing: known, left, bounced, suppressed, twice in the file. */
  skipped: number;
  /** Rows that could not be read, or hold no usable address. */
  refused: number;
}

/** What became of the people of an import that is undone. */
export interface UndoCounts {
  /** Readers it had added: gone. */
  removed: number;
  /** Readers it had added who got mail since: unsubscribed, so that the links in that mail work. */
  unsubscribed: number;
  /** Names that came back, and people who wait to confirm again. */
  restored: number;
  /** Readers it had added or changed who left, bounced or complained since: they stay as they are. */
  left: number;
  /** Readers who chose, wrote or were changed since: they stay as they are. */
  touched: number;
}

/** What stands in a column of a file, as far as its first rows show. */
export interface ColumnSamples {
  column: string;
  samples: string[];
}

/** How many rows one code kept out, and where the first of them stand. */
export interface CodeCount {
  code: Reason['code'];
  count: number;
  lines: number[];
}

/** A row that was not taken in. */
export interface Refusal {
  /** Of the file, counted from 1; the first one of a row with line breaks in it. */
  line: number;
  email: string | null;
  reason: Reason;
}

/** How many rows one reason kept out. */
export interface ReasonCount {
  reason: Reason;
  rows: number;
  firstLine: number;
  /** The first ten. */
  lines: number[];
}

/** A column and what it was taken for: `email`, `name`, `state`, …, `nothing` or `ignored`. */
export interface TakenColumn {
  column: string;
  takenAs: string;
}

/** Where and when the people of a list agreed (CON-04), and who says so. */
export interface ImportConsent {
  source: string;
  at: Date | undefined;
  channel: string;
  caller: string;
}

/** What a column can be mapped to by hand. */
export const COLUMN_FIELDS = [
  'email',
  'name',
  'first-name',
  'last-name',
  'consent-at',
  'language',
  'state',
  'topics',
  'rhythm',
  'time-zone',
  'local-hour',
  'busy-day-cap',
  'paused-until',
] as const;
export type ColumnField = (typeof COLUMN_FIELDS)[number];

/** What somebody said by hand about the columns of a file, by their names. */
export interface ColumnChoices {
  ignored: string[];
  mapped: { field: ColumnField; column: string }[];
}

/** All that reading a file needs to know. */
export interface Reading {
  format: ImportFormat;
  choices: ColumnChoices;
  /** What topics a file may name. */
  topics: Topic[];
  /** Moments after it are no evidence. */
  now: Date;
}

/** The file as a whole cannot be read. */
export class UnreadableFile extends AppError {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super('unreadable-file', says(reason));
    this.reason = reason;
  }
}

/** What a file of readers is written in. */
export type ImportFormat = 'csv' | 'json-lines';
