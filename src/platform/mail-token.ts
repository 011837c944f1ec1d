import { timingSafeEqual } from 'node:crypto';
import { decodeIds, encodeIds } from './id-bytes.ts';
import type { Keys } from './keys.ts';

/** 96 bits, as in RFC 2404: a local part has room for no more. */
const MAC_BYTES = 12;
/** RFC 4648 §6 in small letters, since mail servers change the case of addresses. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * An unforgeable token over `ids` (each a safe non-negative integer) for the local part of a mail address: small letters and
 * digits, 1.6 for each of 12 octets and of those that the ids take at seven bits each.
 * @param purpose a token for one is refused for every other (TOK-03).
 */
export function signMailToken(keys: Pick<Keys, 'derive'>, purpose: string, ids: number[]): string {
  const body = encodeIds(ids);
  return encodeBase32(Buffer.concat([body, keys.derive(labelOf(purpose), body).subarray(0, MAC_BYTES)]));
}

/** The ids of a token made for this purpose under any live secret, in whatever case it came; undefined when forged or malformed. */
export function readMailToken(
  keys: Pick<Keys, 'deriveEach'>,
  purpose: string,
  token: string,
): number[] | undefined {
  const bytes = decodeBase32(token.toLowerCase());
  if (!bytes || bytes.length <= MAC_BYTES) return undefined;
  const [body, given] = [bytes.subarray(0, -MAC_BYTES), bytes.subarray(-MAC_BYTES)];
  const isGenuine = keys
    .deriveEach(labelOf(purpose), body)
    .some((mac) => timingSafeEqual(given, mac.subarray(0, MAC_BYTES)));
  return isGenuine ? decodeIds(body) : undefined;
}

const labelOf = (purpose: string) => `mail:${purpose}`;

/** Two letters at once, by their ten bits. */
const PAIRS = Array.from(ALPHABET, (first) => Array.from(ALPHABET, (second) => first + second)).flat();

function encodeBase32(bytes: Buffer): string {
  let text = '';
  let value = 0;
  let bits = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0x3ffff;
    bits += 8;
    if (bits < 10) continue;
    bits -= 10;
    text += PAIRS[value >>> bits];
    value &= (1 << bits) - 1;
  }
  if (bits === 0) return text;
  const end = PAIRS[value << (10 - bits)] ?? '';
  return text + end.slice(0, bits > 5 ? 2 : 1);
}

/** Undefined for anything but the one spelling that `encodeBase32` gives. */
function decodeBase32(text: string): Buffer | undefined {
  if (!/^[a-z2-7]{1,64}$/.test(text)) return undefined;
  const bytes = Buffer.alloc(Math.floor((text.length * 5) / 8));
  let [value, bits, length] = [0, 0, 0];
  for (const letter of text) {
    value = ((value << 5) | ALPHABET.indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length++] = (value >>> bits) & 0xff;
  }
  return encodeBase32(bytes) === text ? bytes : undefined;
}
