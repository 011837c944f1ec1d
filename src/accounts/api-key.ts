import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { asActor, inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { Conflict } from '../platform/errors.ts';
import { parseInput } from '../platform/input.ts';
import { saying } from '../platform/issue-fault.ts';
import { hashToken } from '../platform/keys.ts';
import {
  insertApiKey,
  listApiKeyRows,
  revokeApiKeyRow,
  touchApiKey,
  type ApiKey,
  type KnownKey,
} from './key-queries.ts';
import { SCOPES } from './scope.ts';

/** What a new key is. */
export const newApiKey = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, 'The name of the key must have 1 to 100 characters.')
    .max(100, 'The name of the key must have 1 to 100 characters.'),
  scopes: z
    .array(z.enum(SCOPES, `A scope is one of ${SCOPES.join(', ')}.`))
    .min(1, 'Name at least one scope: a key without one opens nothing.')
    .transform((scopes) => SCOPES.filter((scope) => scopes.includes(scope))),
  /** Null: all, those to come included. */
  publicationIds: z
    .array(z.int())
    .min(1, 'Name at least one publication, or leave them out for all.')
    .nullable()
    .default(null),
  /** Null: never. */
  expiresAt: z
    .date()
    .refine((at) => at.getTime() > Date.now(), saying('This moment has passed already.', 'past-time'))
    .nullable()
    .default(null),
});
export type NewApiKey = z.input<typeof newApiKey>;

/** May do everything everywhere. */
const EVERYTHING = { scopes: ['admin' as const], publicationIds: null, expiresAt: null };

/**
 * Makes a key for the API. The key itself is shown once; only its SHA-256 is kept (SEC-08).
 * @param rights left out: it may do everything everywhere.
 * @param request a UUID of the form that asks: sent once more, it makes no second key.
 * @throws InvalidInput, Conflict when this form has made its key already
 * @returns `key` is `pr_<8 characters of prefix>_<43 characters>`.
 */
export async function createApiKey(
  app: App,
  name: string,
  rights: Omit<NewApiKey, 'name'> = EVERYTHING,
  request: string | null = null,
): Promise<{ id: number; name: string; key: string }> {
  const fields = parseInput(newApiKey, { name, ...rights });
  const prefix = randomBytes(4).toString('hex');
  const key = `pr_${prefix}_${randomBytes(32).toString('base64url')}`;
  return inTransaction(app, async (inner) => {
    const { db } = inner;
    const id = await insertApiKey(db, { ...fields, prefix, keyHash: hashToken(key), request });
    if (id === undefined)
      throw new Conflict('key-was-made', 'This form has made its key already, and a key is shown once.');
    await audit(inner, { action: 'api-key.created', subject: `api-key:${id}`, details: fields });
    return { id, name: fields.name, key };
  });
}

/** The live key this is, or undefined for one that is unknown, expired or revoked. */
export async function authenticateApiKey(app: App, key: string): Promise<KnownKey | undefined> {
  if (!/^pr_[0-9a-f]{8}_[\w-]{43}$/.test(key)) return undefined;
  const known = await touchApiKey(app.db, hashToken(key));
  if (!known) return undefined;
  const { isFirstUseToday, ...rights } = known;
  // A line a day, not one a request, tells which keys are in use (SEC-10).
  if (isFirstUseToday) {
    const { id, name } = rights;
    await audit(asActor(app, `api-key:${name}`, id), { action: 'api-key.used', subject: `api-key:${id}` });
  }
  return rights;
}

export function listApiKeys(app: App): Promise<ApiKey[]> {
  return listApiKeyRows(app.db);
}

/**
 * @param publicationId only a key that is for this publication alone.
 * @returns false when no such live key has this id.
 */
export function revokeApiKey(app: App, id: number, publicationId?: number): Promise<boolean> {
  return inTransaction(app, async (inner) => {
    const { db } = inner;
    const isRevoked = await revokeApiKeyRow(db, id, publicationId);
    if (isRevoked) await audit(inner, { action: 'api-key.revoked', subject: `api-key:${id}` });
    return isRevoked;
  });
}
