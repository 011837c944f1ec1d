import type { Readable } from 'node:stream';
import { MOST_KEPT } from '../store/inbound-mail.ts';

/** Reads a mail to its end and keeps the beginning. @throws when the connection ends before the mail */
export async function takeOctets(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const room = MOST_KEPT - length;
    if (room <= 0) continue;
    chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
    length += Math.min(chunk.length, room);
  }
  return Buffer.concat(chunks);
}
