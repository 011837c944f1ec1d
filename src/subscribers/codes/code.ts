import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { App } from '../../platform/app.ts';
import { plainDigits } from '../../platform/plain-digits.ts';

/** How long a code works after the mail with it was handed over. */
export const CODE_MINUTES = 30;

/** So many wrong ones end a code. The link in the mail still confirms. */
export const WRONG_TRIES = 5;

const DIGITS = 6;

/** What stands in the place of a nonce where no mail had a code, so that the work is the same (ENU-01). */
const NO_NONCE = Buffer.alloc(32);

/**
 * Six digits, derived as links are: the database alone yields no code, and a mail that is tried again has the same one.
 * @param nonce 32 random bytes. @param addressHash binds the code to its address.
 * @returns the code under every live secret, newest first: a mail has the first.
 */
export function codesOf(
  { keys }: Pick<App, 'keys'>,
  nonce: Buffer | null,
  addressHash: Buffer,
): [string, ...string[]] {
  const data = Buffer.concat([nonce ?? NO_NONCE, addressHash]);
  const [newest, ...earlier] = keys.deriveEach('code:confirm', data);
  return [sixDigits(newest), ...earlier.map(sixDigits)];
}

function sixDigits(bytes: Buffer): string {
  return String(bytes.readBigUInt64BE() % 10n ** BigInt(DIGITS)).padStart(DIGITS, '0');
}

/** In constant time. Both are six digits. */
export const isSameCode = (one: string, other: string): boolean =>
  timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** As people type and paste it: `482915`, `482 915`, `482-915`, full-width or with the digits of another script; of programs also a number. */
export const codeField = z.preprocess(
  (code) => (Number.isInteger(code) ? String(code).padStart(DIGITS, '0') : code),
  z
    .string({ error: 'Please enter the code from the mail.' })
    .max(100, 'A code has six digits.')
    .transform((text) => plainDigits(text.normalize('NFKC')).replace(/[\s\p{Cf}\p{Pd}.]/gu, ''))
    .pipe(z.string().regex(/^\d{6}$/, 'A code has six digits.')),
);
