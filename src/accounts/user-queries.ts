import { changedRows, firstRow, rows, type Db } from '../platform/database.ts';
import { SECOND_STEP } from './factors/factor-queries.ts';
import type { Membership, Role, Roles, Taste, User } from './user.ts';

/** A person's roles in single publications, as JSON. */
export const MEMBERSHIPS = `coalesce((
  select json_agg(json_build_object('publicationId', m.publication_id, 'role', m.role, 'maySend', m.may_send)
                  order by m.publication_id)
    from memberships m where m.user_id = users.id), '[]')`;

const COLUMNS = `id, email, is_owner as "isOwner", role, may_send as "maySend", ${MEMBERSHIPS} as memberships, name, language,
  has_shortcuts as "hasShortcuts", password_hash is not null as "hasPassword",
  ${SECOND_STEP}, exists (select from identities i where i.user_id = users.id) as "hasSingleSignOn", created_at as "createdAt",
  last_seen_at as "lastSeenAt"`;

export function listUserRows(db: Db): Promise<User[]> {
  return rows(db, `select ${COLUMNS} from users order by id`);
}

export function findUserByEmail(db: Db, email: string): Promise<User | undefined> {
  return firstRow(db, `select ${COLUMNS} from users where email = ?`, [email]);
}

export function findUserById(db: Db, id: number): Promise<User | undefined> {
  return firstRow(db, `select ${COLUMNS} from users where id = ?`, [id]);
}

/** @returns undefined when the address is taken, also by one who commits at the same time. */
export function insertUser(
  db: Db,
  user: { email: string; role: Role | null; isOwner: boolean },
): Promise<User | undefined> {
  return firstRow(
    db,
    `insert into users (email, role, is_owner) values (:email, :role, :isOwner)
     on conflict (email) do nothing returning ${COLUMNS}`,
    user,
  );
}

export async function hasOwnerRow(db: Db): Promise<boolean> {
  return (await firstRow(db, 'select 1 from users where is_owner limit 1')) !== undefined;
}

export async function updateTaste(db: Db, id: number, taste: Taste): Promise<void> {
  await db.raw(
    `update users set name = :name, language = :language, theme = :theme, has_shortcuts = :hasShortcuts, updated_at = now()
      where id = :id`,
    { id, ...taste },
  );
}

export async function updateUser(
  db: Db,
  id: number,
  user: Pick<Roles, 'isOwner' | 'role' | 'maySend'> & { name: string },
): Promise<void> {
  await db.raw(
    `update users set name = :name, is_owner = :isOwner, role = :role, may_send = :maySend, updated_at = now()
      where id = :id`,
    { id, ...user },
  );
}

export async function upsertMembership(db: Db, userId: number, membership: Membership): Promise<void> {
  await db.raw(
    `insert into memberships (user_id, publication_id, role, may_send) values (:userId, :publicationId, :role, :maySend)
     on conflict (user_id, publication_id) do update set role = excluded.role, may_send = excluded.may_send`,
    { userId, ...membership },
  );
}

export async function deleteMembership(db: Db, userId: number, publicationId: number): Promise<boolean> {
  const sql = 'delete from memberships where user_id = ? and publication_id = ?';
  return (await changedRows(db, sql, [userId, publicationId])) === 1;
}

/** Sessions and links go with the person. @returns false when nobody has this id. */
export async function deleteUser(db: Db, id: number): Promise<boolean> {
  return (await changedRows(db, 'delete from users where id = ?', [id])) === 1;
}

export async function countOwners(db: Db): Promise<number> {
  const row = await firstRow<{ count: number }>(db, 'select count(*) as count from users where is_owner');
  return row?.count ?? 0;
}

/** Waits for a set-up that runs at the same time, so that only one of them makes the first admin. */
export async function lockSetUp(db: Db): Promise<void> {
  await db.raw('select 1 from installation where id = 1 for update');
}

export async function findPasswordHash(
  db: Db,
  email: string,
): Promise<{ userId: number; hash: string | null; createdAt: Date } | undefined> {
  return firstRow(
    db,
    'select id as "userId", password_hash as hash, created_at as "createdAt" from users where email = ?',
    [email],
  );
}

export async function updatePasswordHash(db: Db, userId: number, hash: string): Promise<void> {
  await db.raw('update users set password_hash = ?, updated_at = now() where id = ?', [hash, userId]);
}

export type LinkPurpose = 'first-visit' | 'set-password' | 'sign-in';

export async function insertLink(
  db: Db,
  link: { tokenHash: Buffer; purpose: LinkPurpose; userId: number | null; minutes: number },
): Promise<void> {
  await db.raw(
    `insert into set_up_tokens (token_hash, purpose, user_id, expires_at)
     values (?, ?, ?, now() + make_interval(mins => ?))`,
    [link.tokenHash, link.purpose, link.userId, link.minutes],
  );
}

/** Whether a link was made, used and old ones included. */
export async function hasLink(db: Db, tokenHash: Buffer): Promise<boolean> {
  const sql = 'select 1 as found from set_up_tokens where token_hash = ?';
  return (await firstRow(db, sql, [tokenHash])) !== undefined;
}

const LIVE_LINK = 'token_hash = ? and purpose = ? and used_at is null and expires_at > now()';

export function findLiveLink(
  db: Db,
  tokenHash: Buffer,
  purpose: LinkPurpose,
): Promise<{ userId: number | null } | undefined> {
  return firstRow(db, `select user_id as "userId" from set_up_tokens where ${LIVE_LINK}`, [
    tokenHash,
    purpose,
  ]);
}

/** Uses a link up; of two that try at once, one gets undefined. */
export function useLink(
  db: Db,
  tokenHash: Buffer,
  purpose: LinkPurpose,
): Promise<{ userId: number | null } | undefined> {
  return firstRow(
    db,
    `update set_up_tokens set used_at = now() where ${LIVE_LINK} returning user_id as "userId"`,
    [tokenHash, purpose],
  );
}

/** A newer link, or a password that was set, makes the person's older links useless. @param purpose none: those of every purpose. */
export async function voidLinksOf(db: Db, userId: number, purpose: LinkPurpose | null = null): Promise<void> {
  await db.raw(
    `update set_up_tokens set used_at = now()
      where user_id = :userId and used_at is null and (cast(:purpose as text) is null or purpose = :purpose)`,
    { userId, purpose },
  );
}

export function deleteOldLinks(db: Db): Promise<number> {
  return changedRows(db, "delete from set_up_tokens where expires_at < now() - interval '30 days'");
}

/** Links of people who were invited and have not been here yet. */
export function listInvitationRows(db: Db): Promise<{ userId: number; expiresAt: Date }[]> {
  return rows(
    db,
    `select t.user_id as "userId", max(t.expires_at) as "expiresAt"
       from set_up_tokens t join users u on u.id = t.user_id
      where t.purpose = 'set-password' and t.used_at is null and t.expires_at > now()
        and u.password_hash is null and u.last_seen_at is null
      group by t.user_id`,
  );
}
