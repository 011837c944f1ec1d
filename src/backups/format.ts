import { AppError } from '../platform/errors.ts';

/**
 * The plain form of a backup, inside gzip: a first line, then records. A record is a line of JSON; that of a table is followed by
 * its rows as COPY writes them, in pieces (a line with the length, then so many bytes), and a piece of length 0.
 */
export const FIRST_LINE = 'PAPERROUND BACKUP';
export const FORMAT = 1;
/** No honest line or piece is longer. */
export const LONGEST = 64 * 1024 * 1024;

export interface Head {
  format: number;
  /** Version of the program that made it. */
  program: string;
  /** The moment of the snapshot, and the latest sign of life in it. */
  madeAt: string;
  signAt: string | null;
  server: string;
  mark: string | null;
  migrations: string[];
  /** Of the secrets it was used with. */
  fingerprints: string[];
  /** Only on request. */
  secrets?: string[];
}

export interface TableTotal {
  table: string;
  rows: number;
  bytes: number;
  /** Of its rows as COPY writes them. */
  sha256: string;
}

export interface Sequence {
  table: string;
  column: string;
  value: number;
}

export interface Tail {
  tables: TableTotal[];
  sequences: Sequence[];
}

/** What a whole and sound file holds. */
export interface BackupSummary extends Tail {
  head: Head;
}

export const damaged = (detail: string, cause?: unknown) =>
  new AppError(
    'backup-is-damaged',
    `This backup is damaged: ${detail}. Nothing was changed. Use another backup.`,
    { cause },
  );
