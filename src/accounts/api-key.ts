import { randomBytes } from 'node:crypto';
import type { App } from '../platform/app.ts';
import { InvalidInput } from '../platform/errors.ts';
import { hashToken } from '../platform/keys.ts';
import { insertApiKey, listApiKeyRows, revokeApiKeyRow, touchApiKey, type ApiKey } from './queries.ts';

/**
 * Makes a key for the API. The key itself is shown once; only its SHA-256 is kept (SEC-08).
 * @returns `key` is `pr_<8 characters of prefix>_<43 characters>`.
 */
export async function createApiKey(
  app: App,
  name: string,
): Promise<{ id: number; name: string; key: string }> {
  const trimmed = name.trim();
  if (trimmed === '' || trimmed.length > 100) {
    throw new InvalidInput([
      { field: 'name', message: 'The name of the key must have 1 to 100 characters.' },
    ]);
  }
  const prefix = randomBytes(4).toString('hex');
  const key = `pr_${prefix}_${randomBytes(32).toString('base64url')}`;
  const id = await insertApiKey(app.db, { name: trimmed, prefix, keyHash: hashToken(key) });
  return { id, name: trimmed, key };
}

/** The live key this is, or undefined for one that is unknown, expired or revoked. */
export async function authenticateApiKey(
  app: App,
  key: string,
): Promise<{ id: number; name: string } | undefined> {
  if (!/^pr_[0-9a-f]{8}_[\w-]{43}$/.test(key)) return undefined;
  return touchApiKey(app.db, hashToken(key));
}

export function listApiKeys(app: App): Promise<ApiKey[]> {
  return listApiKeyRows(app.db);
}

/** @returns false when no live key has this id. */
export function revokeApiKey(app: App, id: number): Promise<boolean> {
  return revokeApiKeyRow(app.db, id);
}
