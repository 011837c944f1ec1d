import { randomInt } from 'node:crypto';
import type { App } from '../../platform/app.ts';
import { replaceRecoveryCodes, takeRecoveryCode } from './factor-queries.ts';

const RECOVERY_CODES = 10;
/** Without those that are taken for one another; 50 bits. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz023456789';
const LENGTH = 10;

/** Makes new ones in place of the earlier ones. Only keyed hashes are kept, so they are shown once. */
export async function makeRecoveryCodes(app: App, userId: number): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newCode);
  await replaceRecoveryCodes(
    app.db,
    userId,
    codes.map((code) => hashesOf(app, userId, code)[0]),
  );
  return codes.map((code) => `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`);
}

/** Uses a code up; of two that try at once, one gets false. */
export const useRecoveryCode = (app: App, userId: number, typed: string): Promise<boolean> =>
  takeRecoveryCode(app.db, userId, hashesOf(app, userId, typed.toLowerCase()));

const newCode = () => Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');

const hashesOf = (app: App, userId: number, code: string) =>
  app.keys.deriveEach('recovery-code', `${userId}:${code}`);
