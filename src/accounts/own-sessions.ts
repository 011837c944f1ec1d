import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { InvalidInput, NotFound } from '../platform/errors.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { passwordFault, PASSWORD_MAXIMUM } from './password-rules.ts';
import { endTrust, hasSecondStep } from './factors/factor-queries.ts';
import { useCode } from './factors/use-code.ts';
import { requireProof } from './require-proof.ts';
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
import { factorSubject, forgetTries, takeTry } from './sign-in-limits.ts';
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
    await endTrust(inner.db, userId);
    const count = await deleteOtherSessions(inner.db, userId, sessionId);
    if (count > 0)
      await audit(inner, { action: 'sessions.ended', subject: `user:${userId}`, details: { count } });
    return count;
  });
}

export type Proof =
  | { kind: 'proved' }
  | { kind: 'refused'; field: 'password' | 'code' }
  | { kind: 'throttled'; retryAfterSeconds: number };

/**
 * Somebody who is signed in proves once more who they are: by the password, and by a code where they have a second step. Tries count
 * together with those of the sign-in.
 */
export async function proveAgain(
  app: App,
  user: SignedIn,
  given: { password: string; code: string },
  visitor: Visitor,
): Promise<Proof> {
  const { userId, email } = user;
  const subjects = [
    ...(user.hasPassword ? [email] : []),
    ...(hasSecondStep(user) ? [factorSubject(userId)] : []),
  ];
  for (const subject of subjects) {
    const retryAfterSeconds = await takeTry(app, subject, visitor.ip, true);
    if (retryAfterSeconds !== undefined) return { kind: 'throttled', retryAfterSeconds };
  }
  const wrong = await wrongIn(app, user, given);
  if (wrong) {
    await audit(app, { action: 'proof.failed', subject: `user:${userId}`, details: { ip: visitor.ip } });
    return { kind: 'refused', field: wrong };
  }
  for (const subject of subjects) await forgetTries(app, subject, visitor.ip, true);
  await proveSessionRow(app.db, user.sessionId);
  return { kind: 'proved' };
}

/** Somebody who has neither a password nor a second step cannot prove anything here. */
async function wrongIn(
  app: App,
  user: SignedIn,
  { password, code }: { password: string; code: string },
): Promise<'password' | 'code' | undefined> {
  const { userId, email } = user;
  if (user.hasPassword || !hasSecondStep(user)) {
    const person = await findPasswordHash(app.db, email);
    const typed = password.slice(0, PASSWORD_MAXIMUM * 4);
    if (!(await verifyPassword(typed, person?.hash ?? undefined)) || !person?.hash) return 'password';
  }
  if (!hasSecondStep(user)) return undefined;
  const isRight = await inTransaction(app, (inner) => useCode(inner, userId, code));
  return isRight ? undefined : 'code';
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
    await endTrust(db, user.userId);
    if (user.hasPassword) await tellOfPassword(inner, user.userId);
    await deleteOtherSessions(db, user.userId, user.sessionId);
    const details = { ip: visitor.ip };
    await audit(inner, { action: 'password.set', subject: `user:${user.userId}`, details });
  });
}
