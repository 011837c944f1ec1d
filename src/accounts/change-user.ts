import { z } from 'zod';
import type { App } from '../platform/app.ts';
import { inTransaction } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { Conflict, NotFound } from '../platform/errors.ts';
import { line, parseInput } from '../platform/input.ts';
import { deleteSessionsOf } from './session-queries.ts';
import {
  countOwners,
  deleteMembership,
  findUserByEmail,
  findUserById,
  lockSetUp,
  updateTaste,
  updateUser,
  upsertMembership,
} from './user-queries.ts';
import { ROLE_NAMES, roleName, roleNamed, type Rights, type Taste, type User } from './user.ts';

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
  /** In all publications. */
  role: z.enum(ROLE_NAMES, 'The role must be owner, admin, editor, viewer or none.').optional(),
  maySend: z.boolean().optional(),
});
export type UserChanges = z.input<typeof userChanges>;

/** @throws InvalidInput, NotFound, Conflict for the last owner, who must stay one */
export async function changeUser(app: App, email: string, changes: UserChanges): Promise<User> {
  const { role, ...fields } = parseInput(userChanges, changes);
  return inTransaction(app, async (inner) => {
    await lockSetUp(inner.db);
    const user = await findUserByEmail(inner.db, email.toLowerCase());
    if (!user) throw new NotFound(`The account ${email}`);
    const changed = { ...user, ...fields, ...(role && roleNamed(role)) };
    if (user.isOwner && !changed.isOwner && (await countOwners(inner.db)) === 1)
      throw new Conflict('last-owner', 'This is the only owner: make somebody else an owner first.');
    await updateUser(inner.db, user.id, changed);
    await audit(inner, {
      action: 'user.changed',
      subject: `user:${user.id}`,
      details: {
        fields: Object.keys(changes),
        role: roleName(changed),
        maySend: changed.maySend,
        before: { role: roleName(user), maySend: user.maySend },
      },
    });
    return changed;
  });
}

/**
 * Gives a person a role in one publication, or takes it away (null). Whoever loses one is signed out everywhere, so that no open
 * page goes on (SEC-04). A repeat changes nothing.
 * @throws NotFound
 */
export async function changeRole(
  app: App,
  userId: number,
  publicationId: number,
  rights: Rights | null,
): Promise<void> {
  await inTransaction(app, async (inner) => {
    const { db } = inner;
    await lockSetUp(db);
    const user = await findUserById(db, userId);
    if (!user) throw new NotFound('This person');
    const before = user.memberships.find((one) => one.publicationId === publicationId);
    if (rights === null) {
      if (!(await deleteMembership(db, userId, publicationId))) return;
      await deleteSessionsOf(db, userId);
    } else {
      if (before?.role === rights.role && before.maySend === rights.maySend) return;
      await upsertMembership(db, userId, { publicationId, ...rights });
    }
    await audit(inner, {
      action: 'user.role-changed',
      subject: `user:${userId}`,
      details: {
        publicationId,
        before: before ? rightsOnly(before) : null,
        after: rights && rightsOnly(rights),
      },
    });
  });
}

const rightsOnly = ({ role, maySend }: Rights) => ({ role, maySend });
