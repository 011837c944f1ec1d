import { UnreadableFile } from './import.ts';
import { refuseOtherKinds } from './kind-of-file.ts';

/** No character has more bytes. */
const MAX_CHARACTER_BYTES = 4;

type Decode = (bytes: Buffer) => string;

/**
 * Bytes to text, piece by piece: UTF-8 and UTF-16 with or without a mark, else Windows-1252, which spreadsheets write in
 * the west. A file that mixes UTF-8 with something else is refused, because some names would come out wrong.
 * @throws UnreadableFile
 */
export async function* decodeText(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decode: Decode | undefined;
  for await (const piece of wholeCharacters(bytes)) {
    decode ??= chooseDecoder(piece);
    yield decode(piece);
  }
}

/** Enough for a look at what it is; also cuts between characters, so that none of UTF-8 is cut. */
const HEAD_BYTES = 1000;

async function* wholeCharacters(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let kept: Buffer = Buffer.alloc(0);
  let isHead = true;
  for await (const chunk of bytes) {
    const all = kept.length > 0 ? Buffer.concat([kept, chunk]) : chunk;
    if (isHead && all.length < HEAD_BYTES && !all.includes('\n')) {
      kept = all;
      continue;
    }
    isHead = false;
    const end = endOfCharacters(all);
    kept = all.subarray(end);
    if (end > 0) yield all.subarray(0, end);
  }
  if (kept.length > 0) yield kept;
}

/** Where the last character that has begun has not ended yet, its place; the end otherwise. */
function endOfCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(MAX_CHARACTER_BYTES, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** @throws UnreadableFile for what is no text at all. */
function chooseDecoder(start: Buffer): Decode {
  const head = start.subarray(0, HEAD_BYTES);
  refuseOtherKinds(head);
  if (head[0] === 0xff && head[1] === 0xfe) return streaming('utf-16le');
  if (head[0] === 0xfe && head[1] === 0xff) return streaming('utf-16be');
  const nulls = head.filter((byte) => byte === 0).length;
  if (nulls > head.length / 4) return streaming(head[0] === 0 ? 'utf-16be' : 'utf-16le');
  return utf8OrWindows();
}

/** Keeps half a character until the next piece. */
function streaming(encoding: string): Decode {
  const decoder = new TextDecoder(encoding);
  return (bytes) => decoder.decode(bytes, { stream: true });
}

function utf8OrWindows(): Decode {
  let decoder = new TextDecoder('utf-8', { fatal: true });
  let hasUtf8 = false;
  return (bytes) => {
    try {
      const text = decoder.decode(bytes);
      hasUtf8 ||= text.length !== bytes.length;
      return text;
    } catch {
      if (hasUtf8 || HAS_CHARACTER.test(new TextDecoder().decode(bytes)))
        throw new UnreadableFile({ code: 'file-mixed-encodings', params: {} });
      decoder = new TextDecoder('windows-1252');
      return decoder.decode(bytes);
    }
  };
}

/** Something beyond ASCII that was read as UTF-8 without fault. */
const HAS_CHARACTER = /[^\u0000-\u007f\ufffd]/;
