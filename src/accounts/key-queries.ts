import { changedRows, firstRow, rows, type Db } from '../platform/database.ts';
import type { KeyRights, Scope } from './scope.ts';

export interface ApiKey extends KeyRights {
  id: number;
  name: string;
  /** The first characters, to tell keys apart. */
  prefix: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  /** Null: never. */
  expiresAt: Date | null;
  revokedAt: Date | null;
}

/** A key that a program shows. */
export type KnownKey = KeyRights & Pick<ApiKey, 'id' | 'name' | 'expiresAt'>;

const RIGHTS = `scopes, publication_ids as "publicationIds", expires_at as "expiresAt"`;

/** @returns undefined when this request has made its key already. */
export async function insertApiKey(
  db: Db,
  key: {
    name: string;
    prefix: string;
    keyHash: Buffer;
    request: string | null;
    scopes: Scope[];
    publicationIds: number[] | null;
    expiresAt: Date | null;
  },
): Promise<number | undefined> {
  const row = await firstRow<{ id: number }>(
    db,
    `insert into api_keys (name, prefix, key_hash, request, scopes, publication_ids, expires_at)
     values (:name, :prefix, :keyHash, :request, :scopes, :publicationIds, :expiresAt)
     on conflict (request) do nothing returning id`,
    key,
  );
  return row?.id;
}

/** Finds a live key and notes its use, to the minute so that busy keys do not write on every request. */
export async function touchApiKey(
  db: Db,
  keyHash: Buffer,
): Promise<(KnownKey & { isFirstUseToday: boolean }) | undefined> {
  const found = await firstRow<KnownKey & { isStale: boolean; isFirstUseToday: boolean }>(
    db,
    `select id, name, ${RIGHTS},
            coalesce(last_used_at < now() - interval '1 minute', true) as "isStale",
            coalesce(last_used_at < date_trunc('day', now()), true) as "isFirstUseToday"
       from api_keys
      where key_hash = ? and revoked_at is null and (expires_at is null or expires_at > now())`,
    [keyHash],
  );
  if (!found) return undefined;
  const { isStale, ...key } = found;
  if (isStale) await db.raw('update api_keys set last_used_at = now() where id = ?', [key.id]);
  return key;
}

export function listApiKeyRows(db: Db): Promise<ApiKey[]> {
  return rows(
    db,
    `select id, name, prefix, ${RIGHTS}, created_at as "createdAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt"
       from api_keys order by id`,
  );
}

export async function revokeApiKeyRow(db: Db, id: number, publicationId?: number): Promise<boolean> {
  return (
    (await changedRows(
      db,
      `update api_keys set revoked_at = now()
        where id = :id and revoked_at is null
          and (cast(:publicationId as bigint) is null or publication_ids = array[cast(:publicationId as bigint)])`,
      { id, publicationId: publicationId ?? null },
    )) === 1
  );
}
