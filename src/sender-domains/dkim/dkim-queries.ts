import { changedRows, firstRow, rows, type Db } from '../../platform/database.ts';
import type { DkimKey } from './dkim-key.ts';

/** A key as the signer needs it. */
export interface SealedKey extends Pick<DkimKey, 'id' | 'domain' | 'selector' | 'algorithm' | 'publicKey'> {
  sealedPrivateKey: string;
}

const SHOWN = `id, domain, selector, algorithm, public_key as "publicKey", status, created_at as "createdAt",
              activated_at as "activatedAt", retired_at as "retiredAt"`;

export async function insertDkimKey(db: Db, key: Omit<SealedKey, 'id'>): Promise<DkimKey> {
  const row = await firstRow<DkimKey>(
    db,
    `insert into dkim_keys (domain, selector, algorithm, public_key, sealed_private_key)
     values (:domain, :selector, :algorithm, :publicKey, :sealedPrivateKey) returning ${SHOWN}`,
    { ...key },
  );
  if (!row) throw new Error('insert returned no row');
  return row;
}

/** All keys, or those of one domain, the oldest first. */
export function listDkimKeys(db: Db, domain: string | null = null): Promise<DkimKey[]> {
  return rows(
    db,
    `select ${SHOWN} from dkim_keys where domain = coalesce(cast(:domain as text), domain) order by domain, id`,
    { domain },
  );
}

/** RSA first: a receiver that looks at one signature only knows RSA best (AUTH-04). */
export function listActiveKeys(db: Db): Promise<SealedKey[]> {
  return rows(
    db,
    `select id, domain, selector, algorithm, public_key as "publicKey", sealed_private_key as "sealedPrivateKey"
       from dkim_keys where status = 'active' order by domain, algorithm desc, id`,
  );
}

/** @returns false for a key that is active already. */
export async function markActive(db: Db, id: number): Promise<boolean> {
  const statement = `update dkim_keys set status = 'active', activated_at = now(), retired_at = null
                      where id = ? and status <> 'active'`;
  return (await changedRows(db, statement, [id])) === 1;
}

/** @returns false for a key that is retired already. */
export async function markRetired(db: Db, id: number): Promise<boolean> {
  const statement = `update dkim_keys set status = 'retired', retired_at = now()
                      where id = ? and status <> 'retired'`;
  return (await changedRows(db, statement, [id])) === 1;
}
