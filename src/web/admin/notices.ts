import type { Keys } from '../../platform/keys.ts';
import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Desk, NoticesWords } from '../../words/index.ts';

export type NoticeName = keyof NoticesWords;
/** Good news: a name, or a name and what it is about. */
export type Notice = NoticeName | { name: NoticeName; params: Record<string, string> };

/** A form that takes back what has just happened. */
export interface Undo {
  /** An address of ours that takes a POST. */
  to: string;
  fields?: Record<string, string>;
}

/** What the next page says first. */
export interface Said {
  says: string;
  undo?: Undo | undefined;
}

const saidShape = z.object({
  name: z.string(),
  params: z.record(z.string(), z.string()),
  undo: z.object({ to: z.string(), fields: z.record(z.string(), z.string()).optional() }).optional(),
});

const MAC_BYTES = 16;
const macOf = (keys: Keys, userId: number, body: string) =>
  keys.derive('said', `${userId}\0${body}`).subarray(0, MAC_BYTES);

/**
 * The address of a page that says this. A bare notice is named; one with words of people in it, or with a form, is signed for the
 * person, so that nobody can make our page say or offer something.
 */
export function pathSaying(keys: Keys, to: string, userId: number, notice: Notice, undo?: Undo): string {
  if (typeof notice === 'string' && !undo) return withQuery(to, 'notice', notice);
  const told = typeof notice === 'string' ? { name: notice, params: {} } : notice;
  const body = Buffer.from(JSON.stringify({ ...told, ...(undo && { undo }) })).toString('base64url');
  return withQuery(to, 'said', `${body}.${macOf(keys, userId, body).toString('base64url')}`);
}

/** What the address of a page says; undefined for what is not ours. */
export function saidBy(
  keys: Keys,
  query: Record<string, unknown>,
  userId: number,
  { words }: Desk,
): Said | undefined {
  const { notice, said } = query;
  if (typeof notice === 'string') return sayIn(words.notices, notice, {});
  const [body = '', mac = ''] = typeof said === 'string' ? said.split('.') : [];
  const given = Buffer.from(mac, 'base64url');
  if (given.length !== MAC_BYTES || !timingSafeEqual(given, macOf(keys, userId, body))) return undefined;
  const { name, params, undo } = saidShape.parse(JSON.parse(Buffer.from(body, 'base64url').toString()));
  const found = sayIn(words.notices, name, params);
  return found && { ...found, undo };
}

function sayIn(words: NoticesWords, name: string, params: Record<string, string>): Said | undefined {
  if (!Object.hasOwn(words, name)) return undefined;
  const found = words[name as NoticeName];
  return { says: typeof found === 'string' ? found : found(params) };
}

function withQuery(path: string, name: string, value: string): string {
  const [address = '', hash] = path.split('#', 2);
  const joined = `${address}${address.includes('?') ? '&' : '?'}${name}=${value}`;
  return hash === undefined ? joined : `${joined}#${hash}`;
}
