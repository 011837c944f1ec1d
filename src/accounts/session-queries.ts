import { changedRows, firstRow, rows, type Db } from '../platform/database.ts';
import { hasSecondStep, SECOND_STEP, type SecondStep } from './factors/factor-queries.ts';
import { MEMBERSHIPS } from './user-queries.ts';
import type { Roles, Taste } from './user.ts';

/** Someone who is signed in. */
export interface SignedIn extends Roles, Taste, SecondStep {
  sessionId: number;
  userId: number;
  email: string;
  hasPassword: boolean;
  /** Whether everybody needs a second step, and this person has none. */
  lacksFactor: boolean;
  /** Whether the person proved a moment ago who they are, which a change of how they sign in needs. */
  isProved: boolean;
}

/** A session ends when it was idle for a week, and a month after the sign-in at the latest (SEC-04). */
const LIVE = `sessions.last_seen_at > now() - interval '7 days' and sessions.created_at > now() - interval '30 days'`;
export const SESSION_DAYS = 30;

export async function insertSession(
  db: Db,
  session: {
    userId: number;
    tokenHash: Buffer;
    ip: string;
    userAgent: string;
    isByProvider: boolean;
    provedAt: Date | null;
  },
): Promise<void> {
  await db.raw(
    `with visitor as (update users set last_seen_at = now() where id = :userId)
     insert into sessions (user_id, token_hash, ip, user_agent, is_by_provider, proved_at)
     values (:userId, :tokenHash, :ip, :userAgent, :isByProvider, least(now(), :provedAt))`,
    session,
  );
}

/** The live session of a token; notes its use, to the minute so that not every page writes. */
export async function touchSession(db: Db, tokenHash: Buffer): Promise<SignedIn | undefined> {
  const found = await firstRow<SignedIn & { isStale: boolean }>(
    db,
    `select sessions.id as "sessionId", users.id as "userId", users.email, users.is_owner as "isOwner",
            users.role, users.may_send as "maySend", ${MEMBERSHIPS} as memberships, users.name, users.language, users.theme, users.has_shortcuts as "hasShortcuts",
            users.password_hash is not null as "hasPassword", ${SECOND_STEP},
            not sessions.is_by_provider and (select needs_second_factor from sign_in_rules) as "lacksFactor",
            sessions.proved_at > now() - interval '15 minutes' as "isProved",
            sessions.last_seen_at < now() - interval '1 minute' as "isStale"
       from sessions join users on users.id = sessions.user_id
      where sessions.token_hash = ? and ${LIVE}`,
    [tokenHash],
  );
  if (!found) return undefined;
  const { isStale, ...session } = { ...found, lacksFactor: found.lacksFactor && !hasSecondStep(found) };
  if (isStale) await noteVisit(db, session);
  return session;
}

async function noteVisit(db: Db, { sessionId, userId }: SignedIn): Promise<void> {
  await db.raw(
    `with session as (update sessions set last_seen_at = now() where id = :sessionId)
     update users set last_seen_at = now() where id = :userId`,
    { sessionId, userId },
  );
}

export async function hasLiveSession(db: Db, id: number): Promise<boolean> {
  return (await firstRow(db, `select 1 from sessions where id = ? and ${LIVE}`, [id])) !== undefined;
}

/** @returns whose it was; undefined when it was over already. */
export async function deleteSession(db: Db, tokenHash: Buffer): Promise<number | undefined> {
  const ended = await firstRow<{ userId: number }>(
    db,
    'delete from sessions where token_hash = ? returning user_id as "userId"',
    [tokenHash],
  );
  return ended?.userId;
}

/** @returns how many. */
export function deleteSessionsOf(db: Db, userId: number): Promise<number> {
  return changedRows(db, 'delete from sessions where user_id = ?', [userId]);
}

/** A live session. */
export interface SessionRow {
  id: number;
  ip: string | null;
  userAgent: string | null;
  createdAt: Date;
  lastSeenAt: Date;
}

export function listSessionRows(db: Db, userId: number): Promise<SessionRow[]> {
  return rows(
    db,
    `select id, ip, user_agent as "userAgent", created_at as "createdAt", last_seen_at as "lastSeenAt"
       from sessions where user_id = ? and ${LIVE} order by last_seen_at desc, id desc`,
    [userId],
  );
}

export async function deleteSessionOf(db: Db, userId: number, id: number): Promise<boolean> {
  return (await changedRows(db, 'delete from sessions where user_id = ? and id = ?', [userId, id])) === 1;
}

/** @returns how many. */
export function deleteOtherSessions(db: Db, userId: number, id: number): Promise<number> {
  return changedRows(db, 'delete from sessions where user_id = ? and id <> ?', [userId, id]);
}

export async function proveSessionRow(db: Db, id: number): Promise<void> {
  await db.raw('update sessions set proved_at = now() where id = ?', [id]);
}

export function deleteEndedSessions(db: Db): Promise<number> {
  return changedRows(db, `delete from sessions where not (${LIVE})`);
}
