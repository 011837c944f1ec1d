import { randomBytes } from 'node:crypto';
import { asActor, inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { Conflict, InvalidInput } from '../platform/errors.ts';
import { hashToken } from '../platform/keys.ts';
import { insertApiKey, listApiKeyRows, revokeApiKeyRow, touchApiKey, type ApiKey } from './queries.ts';

/**
 * Makes a key for the API. The key itself is shown once; only its SHA-256 is kept (SEC-08).
 * @param request a UUID of the form that asks: sent once more, it makes no second key.
 * @throws InvalidInput, Conflict when this form has made its key already
 * @returns `key` is `pr_<8 characters of prefix>_<43 characters>`.
 */
export async function createApiKey(
  app: App,
  name: string,
  request: string | null = null,
): Promise<{ id: number; name: string; key: string }> {
  const trimmed = name.trim();
  if (trimmed === '' || trimmed.length > 100) {
    throw new InvalidInput([
      {
        field: 'name',
        message: 'The name of the key must have 1 to 100 characters.',
        fault: trimmed === '' ? { code: 'missing', params: {} } : { code: 'too-long', params: { most: 100 } },
      },
    ]);
  }
  const prefix = randomBytes(4).toString('hex');
  const key = `pr_${prefix}_${randomBytes(32).toString('base64url')}`;
  return inTransaction(app, async (inner) => {
    const { db } = inner;
    const id = await insertApiKey(db, { name: trimmed, prefix, keyHash: hashToken(key), request });
    if (id === undefined)
      throw new Conflict('key-was-made', 'This form has made its key already, and a key is shown once.');
    await audit(inner, {
      action: 'api-key.created',
      subject: `api-key:${id}`,
      details: { name: trimmed },
    });
    return { id, name: trimmed, key };
  });
}

/** The live key this is, or undefined for one that is unknown, expired or revoked. */
export async function authenticateApiKey(
  app: App,
  key: string,
): Promise<{ id: number; name: string } | undefined> {
  if (!/^pr_[0-9a-f]{8}_[\w-]{43}$/.test(key)) return undefined;
  const known = await touchApiKey(app.db, hashToken(key));
  if (!known) return undefined;
  const { id, name, isFirstUseToday } = known;
  // A line a day, not one a request, tells which keys are in use (SEC-10).
  if (isFirstUseToday) {
    await audit(asActor(app, `api-key:${name}`, id), { action: 'api-key.used', subject: `api-key:${id}` });
  }
  return { id, name };
}

export function listApiKeys(app: App): Promise<ApiKey[]> {
  return listApiKeyRows(app.db);
}

/** @returns false when no live key has this id. */
export function revokeApiKey(app: App, id: number): Promise<boolean> {
  return inTransaction(app, async (inner) => {
    const { db } = inner;
    const isRevoked = await revokeApiKeyRow(db, id);
    if (isRevoked) await audit(inner, { action: 'api-key.revoked', subject: `api-key:${id}` });
    return isRevoked;
  });
}
