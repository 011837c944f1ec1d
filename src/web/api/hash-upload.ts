import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { Conflict } from '../../platform/errors.ts';
import { readUpload, type Upload } from '../read-upload.ts';

interface HashedUpload {
  open(): Promise<Upload>;
  /** Of the whole file: what nobody has read is read now. */
  digest(): Promise<Buffer>;
  /** Lets go of what is still to come. */
  close(): void;
}

/** An upload that tells afterwards what was in it; a form's file is the same whatever its boundary. */
export function hashUpload(request: IncomingMessage, accepted: string[]): HashedUpload {
  const hash = createHash('sha256');
  let source: AsyncIterator<Buffer> | undefined;
  /** Whoever stops in the middle leaves the rest to `digest`. */
  async function* pass(from: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
    for (let next = await from.next(); next.done !== true; next = await from.next()) {
      hash.update(next.value);
      yield next.value;
    }
  }
  const open = async (): Promise<Upload> => {
    // A transaction that is run once more finds its file gone.
    if (source) throw new Conflict('database-busy', 'The database was busy. Please try again.');
    const { bytes, ...file } = await readUpload(request, accepted);
    hash.update(`${file.type} ${path.extname(file.name)}`);
    source = bytes[Symbol.asyncIterator]();
    return { bytes: pass(source), ...file };
  };
  return {
    open,
    async digest() {
      const rest = source ? pass(source) : (await open()).bytes;
      for await (const _ of rest);
      return hash.digest();
    },
    close: () => void source?.return?.().catch(() => {}),
  };
}
