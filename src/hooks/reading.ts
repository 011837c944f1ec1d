import { storable } from '../platform/storable.ts';

/** Reading what somebody else wrote: whatever is not as documented is empty, and nothing throws. */

type Json = Record<string, unknown>;

/** The texts of a call: without what the database cannot hold. */
export const textIn = (value: unknown): string =>
  typeof value === 'string'
    ? storable(value)
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : '';

export const recordIn = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};

export const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Events that come in a list, or one alone. */
export const recordsIn = (value: unknown): Json[] =>
  (Array.isArray(value) ? value : [value]).map((one) => recordIn(one));

/** @returns undefined when it is no JSON, or no list or object. */
export function jsonIn(body: Buffer | string): unknown {
  try {
    const value: unknown = JSON.parse(body.toString());
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** An address alone, out of `Name <address>`, too. */
export function mailboxIn(value: unknown): string | null {
  const text = textIn(value);
  const [, within = text] = /<([^<>]*)>\s*$/.exec(text) ?? [];
  const address = within.trim();
  return address.includes('@') && address.length <= 320 ? address : null;
}

/** Seconds since 1970, a date in words, or now: a moment that nobody can have meant is none. @param now the moment of the call. */
export function momentIn(value: unknown, now: Date): Date {
  const text = textIn(value);
  const isNumber = /^\d{1,13}(?:\.\d+)?$/.test(text);
  const moment = isNumber ? new Date(Math.round(Number(text) * 1000)) : new Date(text);
  const isSound = moment.getTime() > 0 && moment.getTime() < now.getTime() + DAY_MS;
  return isSound ? moment : now;
}

const DAY_MS = 24 * 3600 * 1000;
