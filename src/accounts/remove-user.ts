import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { Conflict, NotFound } from '../platform/errors.ts';
import { countAdmins, deleteUser, findUserByEmail, lockSetUp } from './user-queries.ts';

/**
 * Takes a person's access away: sessions and links end at once (SEC-04).
 * @throws NotFound; Conflict for the last admin, without whom the set-up page would open again.
 */
export function removeUser(app: App, email: string): Promise<void> {
  return inTransaction(app, async (inner) => {
    const { db } = inner;
    await lockSetUp(db);
    const user = await findUserByEmail(db, email.trim().toLowerCase());
    if (!user) throw new NotFound(`A person with the address ${email}`);
    if (user.role === 'admin' && (await countAdmins(db)) === 1) {
      throw new Conflict('last-admin', `${user.email} is the only admin. Add another admin first.`);
    }
    await deleteUser(db, user.id);
    await audit(inner, {
      action: 'user.removed',
      subject: `user:${user.id}`,
      details: { role: user.role },
    });
  });
}
