import { changedRows, firstRow, type Db } from '../../platform/database.ts';

export interface Identity {
  issuer: string;
  subject: string;
}

/** Whose identity it is; notes its use. */
export async function touchIdentity(db: Db, identity: Identity): Promise<number | undefined> {
  const found = await firstRow<{ userId: number }>(
    db,
    `update identities set last_used_at = now() where issuer = :issuer and subject = :subject
     returning user_id as "userId"`,
    { ...identity },
  );
  return found?.userId;
}

/** @returns false when it, or the person, is tied to another one. */
export async function insertIdentity(db: Db, identity: Identity & { userId: number }): Promise<boolean> {
  const sql = `insert into identities (issuer, subject, user_id) values (:issuer, :subject, :userId)
               on conflict do nothing`;
  return (await changedRows(db, sql, { ...identity })) === 1;
}
