import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { Forbidden, InvalidInput, NotFound } from '../platform/errors.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { passwordFault, PASSWORD_MAXIMUM } from './password-rules.ts';
import {
  deleteOtherSessions,
  deleteSessionOf,
  listSessionRows,
  proveSessionRow,
  type SessionRow,
  type SignedIn,
} from './session-queries.ts';
import { tellOfPassword } from './set-password.ts';
import type { Visitor } from './session.ts';
import { forgetTries, takeTry } from './sign-in.ts';
import { findPasswordHash, updatePasswordHash, voidLinksOf } from './user-queries.ts';

/** Where a person is signed in, the newest use first. */
export function listSessions(app: App, userId: number): Promise<SessionRow[]> {
  return listSessionRows(app.db, userId);
}

/** Ends one session of a person. @throws NotFound for one of somebody else, as for none */
export function endOwnSession(app: App, userId: number, sessionId: number): Promise<void> {
  return inTransaction(app, async (inner) => {
    if (!(await deleteSessionOf(inner.db, userId, sessionId))) throw new NotFound('This session');
    await audit(inner, { action: 'session.ended', subject: `user:${userId}` });
  });
}

/** Ends all sessions of a person but this one. @returns how many */
export function endOtherSessions(app: App, { userId, sessionId }: SignedIn): Promise<number> {
  return inTransaction(app, async (inner) => {
    const count = await deleteOtherSessions(inner.db, userId, sessionId);
    if (count > 0)
      await audit(inner, { action: 'sessions.ended', subject: `user:${userId}`, details: { count } });
    return count;
  });
}

export type Proof =
  | { kind: 'proved' }
  | { kind: 'refused' }
  | { kind: 'throttled'; retryAfterSeconds: number };

/**
 * Somebody who is signed in proves once more who they are, by the password. Tries count together with those of the sign-in.
 */
export async function proveByPassword(
  app: App,
  { userId, sessionId, email }: SignedIn,
  password: string,
  visitor: Visitor,
): Promise<Proof> {
  const retryAfterSeconds = await takeTry(app, email, visitor.ip);
  if (retryAfterSeconds !== undefined) return { kind: 'throttled', retryAfterSeconds };
  const person = await findPasswordHash(app.db, email);
  const isRight = await verifyPassword(password.slice(0, PASSWORD_MAXIMUM * 4), person?.hash ?? undefined);
  if (!person?.hash || !isRight) {
    await audit(app, { action: 'proof.failed', subject: `user:${userId}`, details: { ip: visitor.ip } });
    return { kind: 'refused' };
  }
  await forgetTries(app, email, visitor.ip);
  await proveSessionRow(app.db, sessionId);
  return { kind: 'proved' };
}

/** @throws Forbidden for somebody whose last proof is too old to change how they sign in */
function requireProof({ isProved }: SignedIn): void {
  if (!isProved) throw new Forbidden('Confirm first that it is you.', 'proof-needed');
}

/** Sets one's own password and ends all other sessions (SEC-04). @throws InvalidInput, Forbidden without a fresh proof */
export async function changeOwnPassword(
  app: App,
  user: SignedIn,
  password: string,
  visitor: Visitor,
): Promise<void> {
  requireProof(user);
  const fault = await passwordFault(password, user.email);
  if (fault) throw new InvalidInput([fault]);
  const hash = await hashPassword(password);
  await inTransaction(app, async (inner) => {
    const { db } = inner;
    await updatePasswordHash(db, user.userId, hash);
    await voidLinksOf(db, user.userId);
    if (user.hasPassword) await tellOfPassword(inner, user.userId);
    await deleteOtherSessions(db, user.userId, user.sessionId);
    const details = { ip: visitor.ip };
    await audit(inner, { action: 'password.set', subject: `user:${user.userId}`, details });
  });
}
