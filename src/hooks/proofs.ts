import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { HookCall, Refusal } from './provider.ts';

/** Compares without telling by its time how much was right; texts of any length. */
export function isSame(given: string, wanted: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(wanted));
}

export const hmac = (key: string | Buffer, text: string | Buffer, as: 'hex' | 'base64') =>
  createHmac('sha256', key).update(text).digest(as);

/**
 * For providers that sign nothing: the address is the secret. When there is a key as well, they must send it: `user:password` as
 * HTTP Basic, or anything as a bearer token.
 */
export function refusedByAuthorization(
  { headers }: Pick<HookCall, 'headers'>,
  keys: string[],
): { refused: Refusal } | undefined {
  if (keys.length === 0) return undefined;
  const [, scheme = '', token = ''] = /^(\w+) +(\S+)\s*$/.exec(headers['authorization'] ?? '') ?? [];
  const isBasic = scheme.toLowerCase() === 'basic';
  const given = isBasic ? Buffer.from(token, 'base64').toString('utf8') : token;
  // Every key is compared, so that the time tells nothing.
  const fits = keys.map((key) => isSame(given, key));
  return fits.includes(true) ? undefined : { refused: 'wrong-credentials' };
}

/** Whether a signed moment (seconds since 1970) is too long ago, or to come. */
export function isStale(seconds: string, now: Date, longestSeconds: number): boolean {
  const age = now.getTime() / 1000 - Number(seconds);
  return !/^\d{1,12}$/.test(seconds) || age > longestSeconds || age < -CLOCKS_DIFFER_SECONDS;
}

const CLOCKS_DIFFER_SECONDS = 300;
