import { changedRows, firstRow, rows, type Db } from '../../platform/database.ts';

/** A key of a person, as they see it. */
export interface Passkey {
  id: number;
  name: string;
  createdAt: Date;
  /** Null: not yet. */
  lastUsedAt: Date | null;
}

/** What a signature is checked against. */
export interface StoredKey {
  id: number;
  userId: number;
  credentialId: string;
  publicKey: Buffer;
  counter: number;
  transports: string[];
}

export function listPasskeyRows(db: Db, userId: number): Promise<Passkey[]> {
  return rows(
    db,
    `select id, name, created_at as "createdAt", last_used_at as "lastUsedAt" from passkeys
      where user_id = ? order by id`,
    [userId],
  );
}

export function listStoredKeys(
  db: Db,
  userId: number,
): Promise<{ credentialId: string; transports: string[] }[]> {
  return rows(
    db,
    'select credential_id as "credentialId", transports from passkeys where user_id = ? order by id',
    [userId],
  );
}

export function findStoredKey(db: Db, credentialId: string): Promise<StoredKey | undefined> {
  return firstRow(
    db,
    `select id, user_id as "userId", credential_id as "credentialId", public_key as "publicKey", counter, transports
       from passkeys where credential_id = ?`,
    [credentialId],
  );
}

/** @returns false when it is somebody's already, or the person has as many as they can. */
export async function insertPasskey(
  db: Db,
  passkey: Omit<StoredKey, 'id'> & { name: string; most: number },
): Promise<boolean> {
  const sql = `insert into passkeys (user_id, credential_id, public_key, counter, transports, name)
               select :userId, :credentialId, :publicKey, :counter, :transports, :name
                where (select count(*) from passkeys where user_id = :userId) < :most
               on conflict (credential_id) do nothing`;
  return (await changedRows(db, sql, passkey)) === 1;
}

/** @returns false when the key has signed more often elsewhere: one of the two is a copy. */
export async function countUse(db: Db, id: number, counter: number): Promise<boolean> {
  const sql = `update passkeys set counter = :counter, last_used_at = now()
                where id = :id and (counter < :counter or (counter = 0 and :counter = 0))`;
  return (await changedRows(db, sql, { id, counter })) === 1;
}

export async function deletePasskey(db: Db, userId: number, id: number): Promise<boolean> {
  return (await changedRows(db, 'delete from passkeys where user_id = ? and id = ?', [userId, id])) === 1;
}

/** @returns how many. */
export function deletePasskeysOf(db: Db, userId: number): Promise<number> {
  return changedRows(db, 'delete from passkeys where user_id = ?', [userId]);
}

export async function insertChallenge(
  db: Db,
  challenge: { challengeHash: Buffer; userId: number | null; minutes: number },
): Promise<void> {
  await db.raw(
    `insert into passkey_challenges (challenge_hash, user_id, expires_at)
     values (:challengeHash, :userId, now() + make_interval(mins => :minutes))`,
    challenge,
  );
}

/** Uses a challenge up; of two that try at once, one gets false. */
export async function takeChallenge(db: Db, challengeHash: Buffer, userId: number | null): Promise<boolean> {
  const found = await firstRow<{ isLive: boolean }>(
    db,
    `delete from passkey_challenges where challenge_hash = :challengeHash and user_id is not distinct from :userId
     returning expires_at > now() as "isLive"`,
    { challengeHash, userId },
  );
  return found?.isLive ?? false;
}

export function deleteOldChallenges(db: Db): Promise<number> {
  return changedRows(db, 'delete from passkey_challenges where expires_at < now()');
}
