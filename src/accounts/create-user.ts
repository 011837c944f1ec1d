import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { parseTypedAddress } from '../platform/mail/typed-address.ts';
import { AppError, InvalidInput, NotFound } from '../platform/errors.ts';
import { createSetPasswordLink } from './one-time-link.ts';
import {
  findUserByEmail,
  findUserById,
  hasOwnerRow,
  insertUser,
  listUserRows,
  lockSetUp,
  updatePasswordHash,
} from './user-queries.ts';
import { rightsIn } from './rights-of.ts';
import { ROLE_NAMES, roleName, roleNamed, type Rights, type RoleName, type User } from './user.ts';

/** What an address is stored as. @throws InvalidInput */
export function userEmail(text: string): string {
  const address = parseTypedAddress(text);
  if (!address)
    throw new InvalidInput([
      {
        field: 'email',
        message: `${text} is not a valid email address.`,
        fault: { code: 'email-address', params: {} },
      },
    ]);
  return address.key;
}

/**
 * Makes a person who can sign in, and the link by which the person sets a password. The first admin becomes the owner.
 * @param input `role`: in all publications.
 * @throws InvalidInput
 */
export async function createUser(
  app: App,
  input: { email: string; role: string },
): Promise<{ user: User; setPasswordUrl: string }> {
  const role = ROLE_NAMES.find((known) => known === input.role);
  if (!role)
    throw new InvalidInput([{ field: 'role', message: `The role must be one of ${ROLE_NAMES.join(', ')}.` }]);
  const email = userEmail(input.email);
  return inTransaction(app, async (inner) => {
    const user = await addUser(inner, email, role);
    if (!user) {
      throw new InvalidInput([
        { field: 'email', message: `There is already someone with the address ${email}.` },
      ]);
    }
    return { user, setPasswordUrl: await createSetPasswordLink(inner, user.id) };
  });
}

/**
 * The admin of a set-up: made, or the one who is there already.
 * @throws InvalidInput when the address belongs to someone who is no admin.
 */
export async function ensureAdmin(app: App, address: string): Promise<User> {
  const email = userEmail(address);
  const user = (await addUser(app, email, 'admin')) ?? (await findUserByEmail(app.db, email));
  if (!user)
    throw new AppError('user-vanished', 'Somebody removed this admin a moment ago. Please try again.');
  if (user.role === 'admin') return user;
  const role = roleName(user);
  throw new InvalidInput([
    {
      field: 'adminEmail',
      message: `${email} already signs in as ${role}. Use another address for the admin.`,
      fault: { code: 'not-an-admin', params: { email, role } },
    },
  ]);
}

/** Gives a person, new in this transaction, the password of the set-up page. */
export async function giveFirstPassword(app: App, user: User, hash: string): Promise<void> {
  if (user.hasPassword) throw new AppError('has-password', 'This person already has a password.');
  await updatePasswordHash(app.db, user.id, hash);
  await audit(app, { action: 'password.set', subject: `user:${user.id}` });
}

/** Undefined when the address is taken. */
export async function addUser(app: App, email: string, name: RoleName): Promise<User | undefined> {
  return inTransaction(app, async (inner) => {
    await lockSetUp(inner.db);
    const isFirst = name === 'admin' && !(await hasOwnerRow(inner.db));
    const role = isFirst ? 'owner' : name;
    const user = await insertUser(inner.db, { email, ...roleNamed(role) });
    if (user) {
      await audit(inner, { action: 'user.created', subject: `user:${user.id}`, details: { role } });
    }
    return user;
  });
}

/** A fresh set-password link for someone who forgot the password. @throws NotFound, InvalidInput */
export async function resetPassword(
  app: App,
  address: string,
): Promise<{ user: User; setPasswordUrl: string }> {
  const email = userEmail(address);
  const user = await findUserByEmail(app.db, email);
  if (!user) throw new NotFound(`A person with the address ${email}`);
  return { user, setPasswordUrl: await createSetPasswordLink(app, user.id) };
}

export function listUsers(app: App): Promise<User[]> {
  return listUserRows(app.db);
}

export function findUser(app: App, id: number): Promise<User | undefined> {
  return findUserById(app.db, id);
}

/** Everybody who may do something in a publication, with their rights there. */
export async function listPeopleOf(
  app: App,
  publicationId: number,
): Promise<{ user: User; rights: Rights }[]> {
  return (await listUserRows(app.db)).flatMap((user) => {
    const rights = rightsIn(user, publicationId);
    return rights ? [{ user, rights }] : [];
  });
}
