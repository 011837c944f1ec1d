import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { InvalidInput } from '../platform/errors.ts';

/** Far more than a million rows with every column that Mailchimp exports. Whoever wants less counts for itself. */
const MAX_BYTES = 1024 ** 3;

/** A file as it arrives. */
export interface Upload {
  bytes: AsyncIterable<Buffer>;
  /** As the sender calls it; empty when it is the body itself. */
  name: string;
  /** Lower-case, without parameters, as the sender says. */
  type: string;
  /** What the form says before its file. */
  fields: Record<string, string>;
}

/**
 * The file in a request, as it arrives: the body itself or the first file of a form.
 * @param accepted media types of the body.
 * @throws InvalidInput
 */
export async function readUpload(request: IncomingMessage, accepted: string[]): Promise<Upload> {
  const type = mediaType(request.headers['content-type']);
  if (accepted.includes(type))
    return type === FORM ? readForm(request) : { bytes: whole(request), name: '', type, fields: {} };
  throw fault('Content-Type', `Send the file as ${accepted.join(' or ')}.`);
}

export const FORM = 'multipart/form-data';

/** Other names of the same types, as programs send them. */
const ALIASES: Record<string, string> = {
  'application/csv': 'text/csv',
  'text/tab-separated-values': 'text/csv',
  'text/plain': 'text/csv',
  'application/ndjson': 'application/x-ndjson',
  'application/jsonl': 'application/x-ndjson',
  'application/x-jsonlines': 'application/x-ndjson',
};

function readForm(request: IncomingMessage): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const form = openForm(request);
    const fields: Record<string, string> = {};
    form.on('field', (name, value) => {
      fields[name] = value;
    });
    form.on('file', (_field, file, name, _encoding, type) => {
      // What goes wrong with the request ends the file as well, or whoever reads it would wait for ever; and the form tells its
      // file of a missing end, whether or not anybody reads it yet: an error that nobody hears ends the process.
      const cut = () => file.destroy(brokenOff());
      file.on('error', cut);
      request.once('close', () => request.complete || cut());
      form.once('error', cut);
      resolve({ bytes: whole(file), name, type: mediaType(type), fields });
    });
    form.on('error', (error) =>
      reject(isCut(error) ? brokenOff() : fault('', 'The form could not be read. Check its boundary.')),
    );
    request.once('close', () => reject(brokenOff()));
    form.on('finish', () => reject(fault('file', 'There is no file in the form.')));
    request.pipe(form);
  });
}

/** @throws InvalidInput for a form without a boundary. */
function openForm(request: IncomingMessage): BusboyInstance {
  try {
    return new Busboy({
      headers: { ...request.headers, 'content-type': request.headers['content-type'] ?? '' },
      limits: { files: 1, fields: 20, fieldSize: 10_000, parts: 21 },
    });
  } catch {
    throw fault('Content-Type', 'The form could not be read. multipart/form-data needs a boundary.');
  }
}

async function* upToLimit(stream: Readable): AsyncGenerator<Buffer> {
  let size = 0;
  // Whoever stops reading early still has an answer to give: the connection must live on, and what comes is let go.
  const chunks: AsyncIterable<Buffer> = stream.iterator({ destroyOnReturn: false });
  try {
    for await (const chunk of chunks) {
      size += chunk.length;
      // Express's own errors look like this; the API answers 413.
      if (size > MAX_BYTES) throw Object.assign(new Error('The upload is too large.'), { status: 413 });
      yield chunk;
    }
  } finally {
    if (!stream.destroyed) stream.resume();
  }
}

/** A connection that ends in mid-file looks like one to the database otherwise (ECONNRESET). */
async function* whole(stream: Readable): AsyncGenerator<Buffer> {
  try {
    yield* upToLimit(stream);
  } catch (error) {
    throw error instanceof Error && 'status' in error ? error : brokenOff();
  }
}

const isCut = (error: unknown) => error instanceof Error && /unexpected end/i.test(error.message);

const brokenOff = () => Object.assign(new Error('The upload ended early.'), { status: 400 });

function mediaType(header: string | undefined): string {
  const type = (header ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  return ALIASES[type] ?? type;
}

function fault(field: string, message: string): InvalidInput {
  return new InvalidInput([{ field, message }]);
}
