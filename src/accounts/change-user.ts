import { z } from 'zod';
import type { App } from '../platform/app.ts';
import { inTransaction } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { Conflict, NotFound } from '../platform/errors.ts';
import { line, parseInput } from '../platform/input.ts';
import { countAdmins, findUserByEmail, lockSetUp, updateTaste, updateUser } from './user-queries.ts';
import { ROLES, type Taste, type User } from './user.ts';

const tasteFields = z.strictObject({
  name: line('The name', 100),
  language: z.enum(['en', 'de'], 'The language must be en or de.').nullable(),
  theme: z.enum(['light', 'dark'], 'The appearance must be light or dark.').nullable(),
  hasShortcuts: z.boolean(),
});

/** What a person chooses for themselves. @throws InvalidInput */
export async function changeTaste(app: App, userId: number, taste: Taste): Promise<void> {
  await updateTaste(app.db, userId, parseInput(tasteFields, taste));
}

const userChanges = z.strictObject({
  name: tasteFields.shape.name.optional(),
  role: z.enum(ROLES, 'The role must be admin, editor or viewer.').optional(),
  maySend: z.boolean().optional(),
});
export type UserChanges = z.input<typeof userChanges>;

/** @throws InvalidInput, NotFound, Conflict for the last admin, who must stay one */
export async function changeUser(app: App, email: string, changes: UserChanges): Promise<User> {
  const fields = parseInput(userChanges, changes);
  return inTransaction(app, async (inner) => {
    await lockSetUp(inner.db);
    const user = await findUserByEmail(inner.db, email.toLowerCase());
    if (!user) throw new NotFound(`The account ${email}`);
    const isLastAdmin = user.role === 'admin' && (await countAdmins(inner.db)) === 1;
    if (isLastAdmin && (fields.role ?? 'admin') !== 'admin')
      throw new Conflict('last-admin', 'This is the last admin: give somebody else the role first.');
    const { name, role, maySend } = { ...user, ...fields };
    await updateUser(inner.db, user.id, { name, role, maySend });
    await audit(inner, {
      action: 'user.changed',
      subject: `user:${user.id}`,
      details: { fields: Object.keys(fields), role, maySend },
    });
    return { ...user, name, role, maySend };
  });
}
