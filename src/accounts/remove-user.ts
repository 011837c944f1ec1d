import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { Conflict, NotFound } from '../platform/errors.ts';
import { countOwners, deleteUser, findUserByEmail, lockSetUp } from './user-queries.ts';
import { roleName } from './user.ts';

/**
 * Takes a person's access away: sessions and links end at once (SEC-04).
 * @throws NotFound; Conflict for the last owner, without whom the set-up page would open again.
 */
export function removeUser(app: App, email: string): Promise<void> {
  return inTransaction(app, async (inner) => {
    const { db } = inner;
    await lockSetUp(db);
    const user = await findUserByEmail(db, email.trim().toLowerCase());
    if (!user) throw new NotFound(`A person with the address ${email}`);
    if (user.isOwner && (await countOwners(db)) === 1) {
      throw new Conflict('last-owner', `${user.email} is the only owner. Make somebody else an owner first.`);
    }
    await deleteUser(db, user.id);
    await audit(inner, {
      action: 'user.removed',
      subject: `user:${user.id}`,
      details: { role: roleName(user) },
    });
  });
}
