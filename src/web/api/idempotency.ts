import { changedRows, firstRow, type Db } from '../../platform/database.ts';

export interface EarlierAnswer {
  requestHash: Buffer;
  status: number;
  body: unknown;
}

/**
 * Takes the key for this transaction. A second request with the same key waits here until the first has committed
 * and then gets its answer; if the first rolled back, the second takes the key itself.
 */
export async function claimIdempotencyKey(
  db: Db,
  keyHash: Buffer,
  requestHash: Buffer,
): Promise<EarlierAnswer | undefined> {
  const claimed = await firstRow(
    db,
    'insert into idempotency_keys (key_hash, request_hash) values (?, ?) on conflict do nothing returning key_hash',
    [keyHash, requestHash],
  );
  if (claimed) return undefined;
  return firstRow<EarlierAnswer>(
    db,
    'select request_hash as "requestHash", status, body from idempotency_keys where key_hash = ?',
    [keyHash],
  );
}

export async function storeIdempotentAnswer(
  db: Db,
  keyHash: Buffer,
  { requestHash, status, body }: EarlierAnswer,
): Promise<void> {
  await db.raw(
    'update idempotency_keys set request_hash = ?, status = ?, body = ?::jsonb where key_hash = ?',
    [requestHash, status, JSON.stringify(body), keyHash],
  );
}

/** Of a request that is still arriving; renewed while it does. */
const SIGN_OF_LIFE = "interval '20 seconds'";

/**
 * Takes the key for a request whose body is still to be read, in a statement of its own: no connection waits for a reader's
 * line. `token` stands in the row until the answer does; a holder without a sign of life is succeeded.
 */
export async function claimForUpload(
  db: Db,
  keyHash: Buffer,
  token: Buffer,
): Promise<EarlierAnswer | 'claimed' | 'taken'> {
  const claimed = await firstRow(
    db,
    `insert into idempotency_keys as k (key_hash, request_hash) values (:keyHash, :token)
     on conflict (key_hash) do update set request_hash = :token, created_at = now()
       where k.status is null and k.created_at < now() - ${SIGN_OF_LIFE}
     returning key_hash`,
    { keyHash, token },
  );
  if (claimed) return 'claimed';
  const earlier = await firstRow<EarlierAnswer>(
    db,
    `select request_hash as "requestHash", status, body from idempotency_keys
      where key_hash = ? and status is not null`,
    [keyHash],
  );
  return earlier ?? 'taken';
}

export async function renewUploadClaim(db: Db, keyHash: Buffer, token: Buffer): Promise<void> {
  await db.raw(
    'update idempotency_keys set created_at = now() where key_hash = ? and request_hash = ? and status is null',
    [keyHash, token],
  );
}

/** Lets others have the key of a request that failed. */
export async function releaseUploadClaim(db: Db, keyHash: Buffer, token: Buffer): Promise<void> {
  await db.raw('delete from idempotency_keys where key_hash = ? and request_hash = ? and status is null', [
    keyHash,
    token,
  ]);
}

/** @returns false when another holds the key by now: this request's work must not stay. */
export async function storeUploadAnswer(
  db: Db,
  keyHash: Buffer,
  token: Buffer,
  { requestHash, status, body }: EarlierAnswer,
): Promise<boolean> {
  const stored = await changedRows(
    db,
    `update idempotency_keys set request_hash = ?, status = ?, body = ?::jsonb
      where key_hash = ? and request_hash = ? and status is null`,
    [requestHash, status, JSON.stringify(body), keyHash, token],
  );
  return stored > 0;
}

export async function findAnswer(db: Db, keyHash: Buffer): Promise<unknown> {
  const found = await firstRow<{ body: unknown }>(
    db,
    'select body from idempotency_keys where key_hash = ? and status is not null',
    [keyHash],
  );
  return found?.body;
}

/** Keys are kept for two days. */
export async function purgeIdempotencyKeys(db: Db): Promise<void> {
  await db.raw("delete from idempotency_keys where created_at < now() - interval '2 days'");
}

/** Forgets kept answers that name an address (GDPR-02). */
export async function forgetAnswersAbout(db: Db, address: string): Promise<void> {
  await db.raw('delete from idempotency_keys where position(? in lower(body::text)) > 0', [
    address.toLowerCase(),
  ]);
}
