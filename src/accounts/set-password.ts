import { requestNotice } from '../notices/index.ts';
import { asActor, inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { InvalidInput } from '../platform/errors.ts';
import { hashToken } from '../platform/keys.ts';
import { deletePendingOf, endTrust } from './factors/factor-queries.ts';
import { hashPassword } from './password-hash.ts';
import { passwordFault } from './password-rules.ts';
import { deleteSessionsOf } from './session-queries.ts';
import { findLiveLink, findUserById, updatePasswordHash, useLink, voidLinksOf } from './user-queries.ts';
import type { User } from './user.ts';

/** Word by mail that the password is another one. */
export async function tellOfPassword(app: App, userId: number): Promise<void> {
  const occasion = app.now().toISOString();
  await requestNotice(app, { kind: 'password-changed', publicationId: null, userId, occasion });
}

/** Whose password a link sets; undefined when it was used, is too old or is unknown. */
export async function findSetPasswordLink(app: App, token: string): Promise<User | undefined> {
  const link = await findLiveLink(app.db, hashToken(token), 'set-password');
  return link?.userId ? findUserById(app.db, link.userId) : undefined;
}

/**
 * Sets the password by a one-time link and ends every session of the person (SEC-04).
 * @throws InvalidInput when the password breaks a rule; the link stays good.
 */
export async function setPasswordByLink(
  app: App,
  token: string,
  password: string,
  ip: string,
): Promise<{ kind: 'set'; user: User } | { kind: 'gone' }> {
  const user = await findSetPasswordLink(app, token);
  if (!user) return { kind: 'gone' };
  const fault = await passwordFault(password, user.email);
  if (fault) throw new InvalidInput([fault]);
  const hash = await hashPassword(password);
  return inTransaction(app, async (inner) => {
    const { db } = inner;
    if (!(await useLink(db, hashToken(token), 'set-password'))) return { kind: 'gone' };
    await updatePasswordHash(db, user.id, hash);
    if (user.hasPassword) await tellOfPassword(inner, user.id);
    await voidLinksOf(db, user.id);
    await deleteSessionsOf(db, user.id);
    await deletePendingOf(db, user.id);
    await endTrust(db, user.id);
    await audit(asActor(inner, `user:${user.id}`), {
      action: 'password.set',
      subject: `user:${user.id}`,
      details: { ip },
    });
    return { kind: 'set', user };
  });
}
