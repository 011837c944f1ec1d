import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { InvalidInput } from '../platform/errors.ts';

/** Writes to a new file, or to standard output. A file is for its owner alone: it holds addresses. */
export async function writeOut(file: string | undefined, pieces: AsyncIterable<string>): Promise<void> {
  const target = file === undefined ? process.stdout : createWriteStream(file, { flags: 'wx', mode: 0o600 });
  try {
    if (file !== undefined) await once(target, 'open');
    for await (const piece of pieces) if (!target.write(piece)) await once(target, 'drain');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new InvalidInput([
      { field: 'file', message: `The file ${file} exists. Choose another name, or delete it first.` },
    ]);
  }
  if (file === undefined) return;
  target.end();
  await finished(target);
}
