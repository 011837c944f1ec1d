import { changedRows, firstRow, rows, type Db } from '../../platform/database.ts';

/** What a person’s second step can be. */
export interface SecondStep {
  /** Whether codes of an app are. */
  hasAuthenticator: boolean;
  /** How many there are. */
  passkeys: number;
}

/** Whether a password or a link alone lets nobody in. */
export const hasSecondStep = ({ hasAuthenticator, passkeys }: SecondStep): boolean =>
  hasAuthenticator || passkeys > 0;

/** Of the row of `users`. */
export const SECOND_STEP = `exists (select from authenticators a where a.user_id = users.id) as "hasAuthenticator",
  (select count(*) from passkeys p where p.user_id = users.id) as passkeys`;

/** How somebody can prove who they are beside a password or a link. */
export interface Factors extends SecondStep {
  email: string;
  createdAt: Date;
  /** Trust in browsers counts from then on. */
  trustsSince: Date;
}

export function findFactors(db: Db, userId: number): Promise<Factors | undefined> {
  return firstRow(
    db,
    `select email, created_at as "createdAt", trusts_since as "trustsSince", ${SECOND_STEP} from users where id = ?`,
    [userId],
  );
}

/** @returns false when there is one already. */
export async function insertAuthenticator(
  db: Db,
  authenticator: { userId: number; sealedSecret: string; step: number },
): Promise<boolean> {
  const sql = `insert into authenticators (user_id, sealed_secret, last_step) values (:userId, :sealedSecret, :step)
               on conflict do nothing`;
  return (await changedRows(db, sql, authenticator)) === 1;
}

export function findAuthenticatorRow(
  db: Db,
  userId: number,
): Promise<{ sealedSecret: string; createdAt: Date } | undefined> {
  return firstRow(
    db,
    'select sealed_secret as "sealedSecret", created_at as "createdAt" from authenticators where user_id = ?',
    [userId],
  );
}

/** @returns false when this code or a newer one was used before. */
export async function takeStep(db: Db, userId: number, step: number): Promise<boolean> {
  const sql = 'update authenticators set last_step = :step where user_id = :userId and last_step < :step';
  return (await changedRows(db, sql, { userId, step })) === 1;
}

export async function deleteAuthenticator(db: Db, userId: number): Promise<boolean> {
  return (await changedRows(db, 'delete from authenticators where user_id = ?', [userId])) === 1;
}

/** In place of the earlier ones. */
export async function replaceRecoveryCodes(db: Db, userId: number, hashes: Buffer[]): Promise<void> {
  await deleteRecoveryCodes(db, userId);
  await db.raw('insert into recovery_codes (user_id, code_hash) select ?, unnest(cast(? as bytea[]))', [
    userId,
    hashes,
  ]);
}

export async function deleteRecoveryCodes(db: Db, userId: number): Promise<void> {
  await db.raw('delete from recovery_codes where user_id = ?', [userId]);
}

/** @param hashes of one code, under each live secret. @returns false when it is none of theirs, or was used. */
export async function takeRecoveryCode(db: Db, userId: number, hashes: Buffer[]): Promise<boolean> {
  const sql = `update recovery_codes set used_at = now()
                where user_id = :userId and code_hash = any (:hashes) and used_at is null`;
  return (await changedRows(db, sql, { userId, hashes })) === 1;
}

export async function countRecoveryCodes(db: Db, userId: number): Promise<number> {
  const sql = 'select count(*) as count from recovery_codes where user_id = ? and used_at is null';
  return (await firstRow<{ count: number }>(db, sql, [userId]))?.count ?? 0;
}

export async function insertPending(
  db: Db,
  pending: { tokenHash: Buffer; userId: number; minutes: number },
): Promise<void> {
  await db.raw(
    `insert into pending_sign_ins (token_hash, user_id, expires_at)
     values (:tokenHash, :userId, now() + make_interval(mins => :minutes))`,
    pending,
  );
}

const LIVE = 'token_hash = ? and expires_at > now()';

/** Somebody whose second step is to come. */
export interface PendingSignIn extends SecondStep {
  userId: number;
  email: string;
}

export function findPendingRow(db: Db, tokenHash: Buffer): Promise<PendingSignIn | undefined> {
  return firstRow(
    db,
    `select user_id as "userId", email, ${SECOND_STEP} from pending_sign_ins join users on users.id = user_id where ${LIVE}`,
    [tokenHash],
  );
}

/** Whoever uses it at the same moment waits. */
export async function lockPending(db: Db, tokenHash: Buffer): Promise<boolean> {
  const sql = `select 1 from pending_sign_ins where ${LIVE} for update`;
  return (await firstRow(db, sql, [tokenHash])) !== undefined;
}

export async function deletePending(db: Db, tokenHash: Buffer): Promise<void> {
  await db.raw('delete from pending_sign_ins where token_hash = ?', [tokenHash]);
}

export async function deletePendingOf(db: Db, userId: number): Promise<void> {
  await db.raw('delete from pending_sign_ins where user_id = ?', [userId]);
}

export function deleteOldPending(db: Db): Promise<number> {
  return changedRows(db, 'delete from pending_sign_ins where expires_at < now()');
}

/** Every browser is asked for the second proof again. */
export async function endTrust(db: Db, userId: number): Promise<void> {
  await db.raw('update users set trusts_since = clock_timestamp() where id = ?', [userId]);
}

/** @returns false when it is so already. */
export async function updateRule(db: Db, needsSecondFactor: boolean): Promise<boolean> {
  const sql = 'update sign_in_rules set needs_second_factor = ? where needs_second_factor <> ?';
  return (await changedRows(db, sql, [needsSecondFactor, needsSecondFactor])) === 1;
}

/** How many of those who sign in have no second factor. */
export async function findRule(db: Db): Promise<{ isNeeded: boolean; without: number }> {
  const [row] = await rows<{ isNeeded: boolean; without: number }>(
    db,
    `select needs_second_factor as "isNeeded",
            (select count(*) from users u where not exists (select from authenticators a where a.user_id = u.id)
                and not exists (select from passkeys p where p.user_id = u.id)) as without
       from sign_in_rules`,
  );
  return row ?? { isNeeded: false, without: 0 };
}
