import { randomBytes } from 'node:crypto';
import type { Config } from '../platform/config.ts';
import { PICTURE_TYPES, type PictureType } from './picture.ts';

/** 128 bits. */
export const newToken = () => randomBytes(16).toString('base64url');

const PATH = `/media/([\\w-]{22})\\.(?:${PICTURE_TYPES.join('|')})`;

/** Absolute: it stands in emails. */
export const addressOf = (
  { publicUrl }: Pick<Config, 'publicUrl'>,
  { token, type }: { token: string; type: PictureType },
) => `${publicUrl}/media/${token}.${type}`;

/** The pictures that a text mentions, by token. */
export const tokensIn = (text: string): string[] => [
  ...new Set([...text.matchAll(new RegExp(PATH, 'g'))].map(([, token = '']) => token)),
];
