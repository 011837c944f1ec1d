import { decodeDamaged } from './decode-damaged.ts';

/**
 * Bytes to text: byte order mark, then HTTP charset, then XML declaration, then UTF-8 (FED-10, RFC 7303), with the
 * labels of the WHATWG encoding standard. An unknown label counts as absent. Bytes that are proper UTF-8 are so under
 * any one-byte name of a declaration; those that are not, under the name of UTF-8, are read as what they must be.
 */
export function decodeBytes(bytes: Uint8Array, contentType: string | undefined): string {
  const marked = markedEncoding(bytes);
  if (marked !== undefined) return new TextDecoder(marked).decode(bytes);
  const named = known(/charset\s*=\s*["']?\s*([\w.:+-]+)/i.exec(contentType ?? '')?.[1]);
  const declared = unmarkedUtf16(bytes) ?? known(declaredEncoding(bytes));
  const label = named ?? declared ?? 'utf-8';
  if (label !== 'utf-8' && (named !== undefined || !ONE_BYTE.test(label)))
    return new TextDecoder(label).decode(bytes);
  const utf8 = asUtf8(bytes);
  if (label === 'utf-8') return utf8 ?? decodeDamaged(bytes, otherName(declared));
  return utf8 !== undefined && utf8.length < bytes.length ? utf8 : new TextDecoder(label).decode(bytes);
}

const ONE_BYTE = /^(windows-|iso-8859-|koi8-|macintosh|x-mac|ibm)/;
const otherName = (label: string | undefined) => (label === 'utf-8' ? undefined : label);

/** Undefined when it is not proper UTF-8. */
function asUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** What stands at the places of control characters was meant as in Windows-1252: `don` + U+0092 + `t`. */
export function asWindows1252(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (character) =>
    WINDOWS_1252.decode(Uint8Array.of(character.charCodeAt(0))),
  );
}

const WINDOWS_1252 = new TextDecoder('windows-1252');

function markedEncoding(bytes: Uint8Array): string | undefined {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return 'utf-8';
  if (startsWith(bytes, 0xff, 0xfe)) return 'utf-16le';
  if (startsWith(bytes, 0xfe, 0xff)) return 'utf-16be';
  return undefined;
}

/** `<?` or `<x` in two-byte units tells its own encoding (XML 1.0 appendix F). */
function unmarkedUtf16(bytes: Uint8Array): string | undefined {
  if (startsWith(bytes, 0x3c, 0x00)) return 'utf-16le';
  if (startsWith(bytes, 0x00, 0x3c)) return 'utf-16be';
  return undefined;
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 400)).toString('latin1');
  const label = /^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']\s*([\w.:+-]+)/i.exec(head)?.[1];
  // A declaration that could be read byte by byte is not in UTF-16, whatever it says.
  return label && /^utf-?16/i.test(label) ? 'utf-8' : label;
}

function known(label: string | undefined): string | undefined {
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

function startsWith(bytes: Uint8Array, ...prefix: number[]): boolean {
  return prefix.every((byte, index) => bytes[index] === byte);
}
