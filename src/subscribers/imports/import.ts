import { AppError } from '../../platform/errors.ts';

/** A list of readers brought over from elsewhere. `receiving`: its file is still being read. */
export interface Import {
  id: number;
  publicationId: number;
  status: 'receiving' | 'running' | 'finished' | 'failed';
  consentSource: string;
  /** When the people agreed, where their rows do not say it. */
  consentAt: Date | null;
  counts: ImportCounts;
  /** Why it failed: a sentence for people. */
  error: string | null;
  createdAt: Date;
  finishedAt: Date | null;
}

/** `rows` is the sum of the others once the import is finished. */
export interface ImportCounts {
  rows: number;
  added: number;
  updated: number;
  /** Good rows that changed nothing: known, left, bounced, suppressed, twice in the file. */
  skipped: number;
  /** Rows that could not be read, or hold no usable address. */
  refused: number;
}

/** A row that was not taken in. */
export interface Refusal {
  /** Of the file, counted from 1; the first one of a row with line breaks in it. */
  line: number;
  email: string | null;
  reason: string;
}

/** Where and when the people of a list agreed (CON-04), and who says so. */
export interface ImportConsent {
  source: string;
  at: Date | undefined;
  channel: string;
  caller: string;
}

/** The file as a whole cannot be read. */
export class UnreadableFile extends AppError {
  constructor(message: string) {
    super('unreadable-file', message);
  }
}

/** What a file of readers is written in. */
export type ImportFormat = 'csv' | 'json-lines';
