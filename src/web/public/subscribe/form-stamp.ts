import { timingSafeEqual } from 'node:crypto';
import type { App } from '../../../platform/app.ts';

const DAY_MS = 24 * 3600_000;
/** Faster than this no person types an address (BOMB-03). */
const QUICKEST_MS = 2000;

/** When a form of ours was made, signed: `<milliseconds in base 36>.<MAC>`. */
export function makeStamp({ keys, now }: Pick<App, 'keys' | 'now'>): string {
  const time = now().getTime().toString(36);
  return `${time}.${mac(keys, time)}`;
}

export type StampSays = 'none' | 'fine' | 'quick' | 'old' | 'forged';

/**
 * What a stamp says of its sender: `none` for forms on other sites, which have no stamp; `quick` within two seconds, as
 * browsers fill forms in by themselves; `old` after a day, as tabs stay open.
 */
export function readStamp({ keys, now }: Pick<App, 'keys' | 'now'>, stamp: string): StampSays {
  if (stamp === '') return 'none';
  const [time = '', given = ''] = stamp.split('.');
  const expected = Buffer.from(mac(keys, time));
  const isGenuine =
    given.length === expected.length &&
    timingSafeEqual(Buffer.from(given.padEnd(expected.length)).subarray(0, expected.length), expected);
  const ageMs = now().getTime() - Number.parseInt(time, 36);
  if (!isGenuine) return 'forged';
  if (ageMs > DAY_MS) return 'old';
  return ageMs < QUICKEST_MS ? 'quick' : 'fine';
}

function mac(keys: App['keys'], time: string): string {
  return keys.derive('form-stamp', time).subarray(0, 16).toString('base64url');
}
