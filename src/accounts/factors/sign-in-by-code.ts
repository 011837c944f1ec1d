import { asActor, inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { hashToken } from '../../platform/keys.ts';
import { isKnownDevice, letIn, trustToken, type Kept, type LetIn } from '../enter.ts';
import type { Visitor } from '../session.ts';
import { factorSubject, forgetTries, takeTry } from '../sign-in-limits.ts';
import {
  deletePending,
  findFactors,
  findPendingRow,
  lockPending,
  type PendingSignIn,
} from './factor-queries.ts';
import { useCode } from './use-code.ts';

export type SignInByCode =
  | LetIn
  | { kind: 'refused' }
  | { kind: 'gone' }
  | { kind: 'throttled'; retryAfterSeconds: number };

/** Whose second proof is to come; undefined: it took too long, or the person is in already. */
export const findPendingSignIn = (app: App, pendingToken = ''): Promise<PendingSignIn | undefined> =>
  findPendingRow(app.db, hashToken(pendingToken));

/** The second step of a sign-in: a code of the authenticator app, or a recovery code. */
export async function signInByCode(
  app: App,
  given: Kept & { pendingToken: string | undefined; code: string; visitor: Visitor; isToBeTrusted: boolean },
): Promise<SignInByCode> {
  const { visitor } = given;
  const pending = await findPendingSignIn(app, given.pendingToken);
  const factors = pending && (await findFactors(app.db, pending.userId));
  if (!pending || !factors) return { kind: 'gone' };
  const { userId } = pending;
  const subject = factorSubject(userId);
  const isKnown = isKnownDevice(app, given.deviceToken, { userId, createdAt: factors.createdAt });
  const retryAfterSeconds = await takeTry(app, subject, visitor.ip, isKnown);
  if (retryAfterSeconds !== undefined) return { kind: 'throttled', retryAfterSeconds };
  const person = asActor(app, `user:${userId}`);
  const result = await inTransaction(person, async (inner): Promise<SignInByCode> => {
    const tokenHash = hashToken(given.pendingToken ?? '');
    // Two at once wait here, so that one sign-in gives one session.
    if (!(await lockPending(inner.db, tokenHash))) return { kind: 'gone' };
    if (!(await useCode(inner, userId, given.code))) return { kind: 'refused' };
    await deletePending(inner.db, tokenHash);
    return letIn(inner, userId, factors, visitor, given);
  });
  if (result.kind === 'refused')
    await audit(asActor(app, 'visitor'), {
      action: 'second-factor.failed',
      subject: `user:${userId}`,
      details: { ip: visitor.ip },
    });
  if (result.kind !== 'signed-in') return result;
  await forgetTries(app, subject, visitor.ip, isKnown);
  return given.isToBeTrusted ? { ...result, trustedToken: trustToken(app, userId, factors) } : result;
}
