import { firstRow, type Db } from '../../platform/database.ts';

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
