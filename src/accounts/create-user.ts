import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { parseTypedAddress } from '../platform/mail/typed-address.ts';
import { AppError, InvalidInput, NotFound } from '../platform/errors.ts';
import { createSetPasswordLink } from './one-time-link.ts';
import { findUserByEmail, insertUser, listUserRows, updatePasswordHash } from './user-queries.ts';
import { ROLES, type Role, type User } from './user.ts';

/** What an address is stored as. @throws InvalidInput */
function userEmail(text: string): string {
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

/** Makes a person who can sign in, and the link by which the person sets a password. @throws InvalidInput */
export async function createUser(
  app: App,
  input: { email: string; role: string },
): Promise<{ user: User; setPasswordUrl: string }> {
  const role = ROLES.find((known) => known === input.role);
  if (!role)
    throw new InvalidInput([{ field: 'role', message: `The role must be one of ${ROLES.join(', ')}.` }]);
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
  throw new InvalidInput([
    {
      field: 'adminEmail',
      message: `${email} already signs in as ${user.role}. Use another address for the admin.`,
      fault: { code: 'not-an-admin', params: { email, role: user.role } },
    },
  ]);
}

/** Gives a person, new in this transaction, the password of the set-up page. */
export async function giveFirstPassword(app: App, user: User, hash: string): Promise<void> {
  if (user.hasPassword) throw new AppError('has-password', 'This person already has a password.');
  await updatePasswordHash(app.db, user.id, hash);
  await audit(app, { action: 'password.set', subject: `user:${user.id}` });
}

async function addUser(app: App, email: string, role: Role): Promise<User | undefined> {
  const user = await insertUser(app.db, email, role);
  if (user) {
    await audit(app, { action: 'user.created', subject: `user:${user.id}`, details: { role } });
  }
  return user;
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
