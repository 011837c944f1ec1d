import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { App } from '../platform/app.ts';

/** A file that is made while it is read, so that its size costs no memory. */
export interface Download {
  fileName: string;
  type: string;
  pieces: AsyncGenerator<string>;
}

/** Answers with a file. What goes wrong with the first piece is thrown; later, the connection is cut, so that nobody takes a part for the whole. */
export async function sendDownload(
  app: Pick<App, 'log'>,
  response: Response,
  { fileName, type, pieces }: Download,
): Promise<void> {
  const first = await pieces.next();
  response.attachment(fileName).type(type).setHeader('Cache-Control', 'no-store');
  const rest = async function* () {
    if (!first.done) yield first.value;
    yield* pieces;
  };
  try {
    await pipeline(Readable.from(rest()), response);
  } catch (error) {
    // A caller who goes away is no fault of ours.
    if (response.closed && !response.writableFinished && isPremature(error)) return;
    app.log.warn({ event: 'download.failed', err: error });
    response.destroy();
  }
}

const isPremature = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
