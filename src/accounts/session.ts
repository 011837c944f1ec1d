import { asActor, inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { hashToken, randomToken } from '../platform/keys.ts';
import {
  deleteEndedSessions,
  deleteSession,
  deleteSessionsOf,
  hasLiveSession,
  insertSession,
  touchSession,
  type SignedIn,
} from './session-queries.ts';
import { deleteOldPending, endTrust } from './factors/factor-queries.ts';
import { deleteOldChallenges } from './factors/passkey-queries.ts';
import { deleteOldLinks } from './user-queries.ts';

/** Where a sign-in comes from. */
export interface Visitor {
  ip: string;
  userAgent: string;
}

/**
 * Starts a session and ends the one the browser had, so that a planted cookie is worth nothing (SEC-04).
 * @param byProvider by single sign-on, whose provider has a second step of its own, and saw the person then.
 * @returns the token for the cookie; only its hash is kept.
 */
export async function startSession(
  app: App,
  userId: number,
  visitor: Visitor,
  earlierToken?: string,
  byProvider?: { provedAt: Date },
): Promise<string> {
  const token = randomToken();
  await inTransaction(app, async (inner) => {
    const { db } = inner;
    if (earlierToken) await deleteSession(db, hashToken(earlierToken));
    await insertSession(db, {
      userId,
      tokenHash: hashToken(token),
      ip: visitor.ip,
      userAgent: visitor.userAgent.slice(0, 300),
      isByProvider: byProvider !== undefined,
      provedAt: byProvider?.provedAt ?? null,
    });
    await audit(asActor(inner, `user:${userId}`), {
      action: 'session.started',
      subject: `user:${userId}`,
      details: { ip: visitor.ip },
    });
  });
  return token;
}

/** Who is signed in with this token; undefined when it is unknown or its time is over. */
export async function findSession(app: App, token: string): Promise<SignedIn | undefined> {
  return /^[\w-]{43}$/.test(token) ? touchSession(app.db, hashToken(token)) : undefined;
}

/** Whether the session goes on; asking does not prolong it. */
export const isSessionLive = (app: App, sessionId: number) => hasLiveSession(app.db, sessionId);

/** Signs the person out. A repeat changes nothing. */
export function endSession(app: App, token: string): Promise<void> {
  return inTransaction(app, async (inner) => {
    const userId = await deleteSession(inner.db, hashToken(token));
    if (userId === undefined) return;
    const person = asActor(inner, `user:${userId}`);
    await audit(person, { action: 'session.ended', subject: person.actor });
  });
}

/** Signs a person out everywhere. A repeat changes nothing. */
export async function endSessionsOf(app: App, userId: number): Promise<void> {
  await inTransaction(app, async (inner) => {
    await endTrust(inner.db, userId);
    if ((await deleteSessionsOf(inner.db, userId)) === 0) return;
    await audit(inner, { action: 'sessions.ended', subject: `user:${userId}` });
  });
}

/** Removes sessions and links whose time is over. */
export async function purgeAccounts(app: App): Promise<void> {
  await deleteEndedSessions(app.db);
  await deleteOldLinks(app.db);
  await deleteOldPending(app.db);
  await deleteOldChallenges(app.db);
}
