import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { makeDataFolder } from './data-folder.ts';
import type { GivenSign } from './sign-of-life.ts';

/** What this machine knows of the installation beside its database: an older database is recognised by it. */
export interface KnownSign {
  sign: number;
  at: Date;
  /** The file lies where it was written; false for a copy of it. */
  isOriginal: boolean;
}

const fileShape = z.object({ sign: z.int(), at: z.iso.datetime(), born: z.string() });

/** Undefined where this machine never ran on that database, or the file cannot be read. */
export function readSignFile(dataDir: string, mark: string): KnownSign | undefined {
  const file = fileOf(dataDir, mark);
  try {
    const { sign, at, born } = fileShape.parse(JSON.parse(readFileSync(file, 'utf8')));
    return { sign, at: new Date(at), isOriginal: born === '' || born === (bornOf(file) ?? born) };
  } catch {
    return undefined;
  }
}

/** Appears whole or not at all, and only after the database has it. */
export function writeSignFile(dataDir: string, { mark, sign, at }: GivenSign): void {
  const file = fileOf(dataDir, mark);
  if (!existsSync(path.dirname(file))) makeDataFolder(path.dirname(file));
  const draft = `${file}.${process.pid}`;
  const descriptor = openSync(draft, 'w', 0o600);
  try {
    // The name changes, the birth of the file does not.
    writeSync(descriptor, `${JSON.stringify({ sign, at: at.toISOString(), born: bornOf(draft) ?? '' })}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, file);
}

/** When a file was made, in nanoseconds; undefined where the file system does not say. A copy is younger than its original. */
export function bornOf(file: string): string | undefined {
  const { birthtimeNs } = statSync(file, { bigint: true });
  return birthtimeNs > 0n ? String(birthtimeNs) : undefined;
}

const fileOf = (dataDir: string, mark: string) => path.join(dataDir, 'signs', `${mark}.json`);
