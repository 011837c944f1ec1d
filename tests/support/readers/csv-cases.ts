import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface CsvCase {
  id: string;
  kind: 'parse' | 'import';
  bytes: Buffer;
  expect: {
    rows?: Record<string, string>[];
    imported?: number;
    mailable?: string[];
    not_mailable?: string[];
    contains?: { email: string; name?: string | null; first_name?: string; last_name?: string }[];
  };
}

const folder = path.resolve('tests/fixtures/csv');

/** Cases of `tests/fixtures/csv`. */
export function readCsvCases(file: 'cases.jsonl' | 'headers.jsonl'): CsvCase[] {
  return readFileSync(path.join(folder, file), 'utf8')
    .trim()
    .split('\n')
    .map((text) => {
      const found = JSON.parse(text) as CsvCase & { input?: string; file?: string };
      const bytes = found.file ? readFileSync(path.join(folder, found.file)) : Buffer.from(found.input ?? '');
      return { ...found, bytes };
    });
}

/** Bytes as they might arrive: in pieces of `size`. */
export async function* inPieces(bytes: Buffer, size = 65_536): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
