import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { FetchRefused } from './fetch-failure.ts';

/** Some servers compress what is compressed already. */
const MAX_LAYERS = 3;

type Inflate = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;
const gunzip: Inflate = promisify(zlib.gunzip);
const inflate: Inflate = promisify(zlib.inflate);
const inflateRaw: Inflate = promisify(zlib.inflateRaw);
const brotli: Inflate = promisify(zlib.brotliDecompress);
const zstd: Inflate = promisify(zlib.zstdDecompress);
const UNMARKED: [string, Inflate][] = [
  ['br', brotli],
  ['deflate', inflateRaw],
];

/**
 * A body without its compression, told by its first bytes rather than by its header: servers announce gzip and send
 * plain text, compress without a word or twice, or name an encoding that is none (`utf-8`, `aws-chunked`). No layer may
 * grow beyond `maxBytes`, so that a bomb ends early. @throws FetchRefused
 */
export async function inflateBody(bytes: Buffer, announced: string, maxBytes: number): Promise<Buffer> {
  const encodings = new Set(
    announced
      .toLowerCase()
      .split(',')
      .map((encoding) => encoding.trim()),
  );
  let body = encodings.has('aws-chunked') ? withoutChunks(bytes) : bytes;
  for (let layer = 0; layer < MAX_LAYERS; layer += 1) {
    const by = inflaterOf(body, encodings);
    if (!by) return body;
    const plain = await by(body, { maxOutputLength: maxBytes }).catch(failed);
    if (!plain) return body;
    body = plain;
  }
  return body;
}

/** Deflate and brotli have no mark of their own, so what cannot be inflated by them counts as plain. */
function inflaterOf(bytes: Buffer, encodings: Set<string>): Inflate | undefined {
  if (startsWith(bytes, 0x1f, 0x8b)) return gunzip;
  if (startsWith(bytes, 0x28, 0xb5, 0x2f, 0xfd)) return zstd;
  if (bytes.length === 0 || isText(bytes)) return undefined;
  if (bytes[0] === 0x78 && bytes.readUInt16BE(0) % 31 === 0) return inflate;
  // Each once, for nothing tells that there is another layer of it.
  for (const [name, by] of UNMARKED)
    if (encodings.delete(name)) return (body, options) => by(body, options).catch(asPlain);
  return undefined;
}

const startsWith = (bytes: Buffer, ...prefix: number[]) => prefix.every((byte, at) => bytes[at] === byte);

/** As feeds and pages begin, in any encoding: blanks, `<`, `{`, `[` or a byte order mark. */
function isText(bytes: Buffer): boolean {
  return /^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff|\0)?\s*[<{[]/.test(
    bytes.subarray(0, 200).toString('latin1'),
  );
}

class NotCompressed extends Error {}

function asPlain(error: unknown): never {
  if (isTooLarge(error)) throw error;
  throw new NotCompressed();
}

const isTooLarge = (error: unknown) => (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE';

function failed(error: unknown): undefined {
  if (isTooLarge(error)) throw new FetchRefused('too-large');
  if (error instanceof NotCompressed) return undefined;
  throw new FetchRefused('bad-response');
}

/** The frames that Amazon S3 takes uploads in, which some keep: `400;chunk-signature=…`. */
function withoutChunks(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const frame = /^([0-9a-f]{1,8});chunk-signature=[0-9a-f]{1,128}\r\n/i.exec(
      bytes.subarray(at, at + 200).toString('latin1'),
    );
    if (!frame) return parts.length > 0 ? Buffer.concat(parts) : bytes;
    const start = at + frame[0].length;
    const length = Number.parseInt(frame[1] ?? '0', 16);
    parts.push(bytes.subarray(start, start + length));
    at = start + length + 2;
  }
  return Buffer.concat(parts);
}
