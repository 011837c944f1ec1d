/**
 * Bytes to text: byte order mark, then HTTP charset, then XML declaration, then UTF-8 (FED-10, RFC 7303), with the
 * labels of the WHATWG encoding standard. An unknown label counts as absent; broken bytes become U+FFFD.
 */
export function decodeBytes(bytes: Uint8Array, contentType: string | undefined): string {
  const label =
    markedEncoding(bytes) ??
    known(/charset\s*=\s*["']?\s*([\w.:+-]+)/i.exec(contentType ?? '')?.[1]) ??
    unmarkedUtf16(bytes) ??
    known(declaredEncoding(bytes)) ??
    'utf-8';
  return new TextDecoder(label).decode(bytes);
}

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
