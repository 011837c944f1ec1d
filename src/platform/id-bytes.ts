/** A number of 53 bits takes eight bytes at seven bits each. */
const ID_BYTES = 8;

/** Safe non-negative integers, seven bits a byte, the lowest first, as in LEB128. */
export function encodeIds(ids: number[]): Buffer {
  const bytes = Buffer.allocUnsafe(ids.length * ID_BYTES);
  let length = 0;
  for (const id of ids) {
    if (!Number.isSafeInteger(id) || id < 0) throw new RangeError(`not an id: ${id}`);
    let rest = id;
    // Whole numbers of 32 bits are several times as fast: only the upper part of a large one is divided.
    for (; rest > 0x7fff_ffff; rest = Math.floor(rest / 0x80)) bytes[length++] = (rest % 0x80) + 0x80;
    for (; rest >= 0x80; rest >>>= 7) bytes[length++] = (rest & 0x7f) | 0x80;
    bytes[length++] = rest;
  }
  return bytes.subarray(0, length);
}

/** Undefined: no whole ids. */
export function decodeIds(body: Buffer): number[] | undefined {
  const ids: number[] = [];
  let value = 0;
  let scale = 1;
  for (const byte of body) {
    value += (byte % 0x80) * scale;
    scale *= 0x80;
    if (byte < 0x80) {
      ids.push(value);
      value = 0;
      scale = 1;
    }
  }
  return scale === 1 ? ids : undefined;
}
