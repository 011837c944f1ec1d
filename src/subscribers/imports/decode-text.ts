import { UnreadableFile } from './import.ts';

const NEWLINE = 0x0a;
/** Longer than any row: a file without line breaks is decoded in pieces of this size. */
const MAX_LINE_BYTES = 1_000_000;

type Decode = (bytes: Buffer) => string;

/**
 * Bytes to text, piece by piece: UTF-8 and UTF-16 with or without a mark, else Windows-1252, which spreadsheets write in
 * the west. A file that mixes UTF-8 with something else is refused, because some names would come out wrong.
 * @throws UnreadableFile
 */
export async function* decodeText(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decode: Decode | undefined;
  for await (const piece of wholeLines(bytes)) {
    decode ??= chooseDecoder(piece);
    yield decode(piece);
  }
}

/** Cuts behind line breaks, so that no character of UTF-8 is cut. */
async function* wholeLines(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let kept: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    kept.push(end > 0 ? chunk.subarray(0, end) : chunk);
    size += chunk.length;
    if (end === 0 && size < MAX_LINE_BYTES) continue;
    yield Buffer.concat(kept);
    kept = end > 0 ? [chunk.subarray(end)] : [];
    size = kept[0]?.length ?? 0;
  }
  if (size > 0) yield Buffer.concat(kept);
}

/** @throws UnreadableFile for what is no text at all. */
function chooseDecoder(start: Buffer): Decode {
  const head = start.subarray(0, 1000);
  if (head.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'))) {
    throw new UnreadableFile('This is a workbook or a zip file. Save the list as CSV (UTF-8) and try again.');
  }
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
      if (hasUtf8 || HAS_CHARACTER.test(new TextDecoder().decode(bytes))) throw new UnreadableFile(MIXED);
      decoder = new TextDecoder('windows-1252');
      return decoder.decode(bytes);
    }
  };
}

const MIXED = 'The file mixes UTF-8 with another encoding. Save it as CSV (UTF-8) and try again.';
/** Something beyond ASCII that was read as UTF-8 without fault. */
const HAS_CHARACTER = /[^\u0000-\u007f\ufffd]/;
