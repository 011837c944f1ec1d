const [TAB, LF, CR, SPACE] = [0x09, 0x0a, 0x0d, 0x20];

/** A header field in relaxed form (RFC 6376 §3.4.2), without its line end. @param field may be folded. */
export function relaxedField(field: string): string {
  const colon = field.indexOf(':');
  const name = field.slice(0, colon).replace(/[ \t]+$/, '');
  const value = field.slice(colon + 1).replaceAll(/(?:[ \t]|\r\n(?=[ \t]))+/g, ' ');
  return `${name.toLowerCase()}:${value.replace(/^ /, '').replace(/ $/, '')}`;
}

const endsLine = (bytes: Uint8Array, end: number) =>
  end >= 2 && bytes[end - 2] === CR && bytes[end - 1] === LF;

/** RFC 6376 §3.4.4: blanks reduced, none at line ends, no empty lines at the end, one final line end. */
export function relaxedBody(body: Buffer): Buffer {
  const relaxed = Buffer.allocUnsafe(body.length + 2);
  let length = 0;
  let isAfterBlank = false;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0;
    if (byte === SPACE || byte === TAB) {
      isAfterBlank = true;
      continue;
    }
    const isLineEnd = byte === CR && body[at + 1] === LF;
    if (isAfterBlank && !isLineEnd) relaxed[length++] = SPACE;
    isAfterBlank = false;
    relaxed[length++] = byte;
    if (isLineEnd) {
      relaxed[length++] = LF;
      at += 1;
    }
  }
  while (endsLine(relaxed.subarray(0, length), length)) length -= 2;
  if (length === 0) return relaxed.subarray(0, 0);
  relaxed[length++] = CR;
  relaxed[length++] = LF;
  return relaxed.subarray(0, length);
}
