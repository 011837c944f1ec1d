import { requestNotice } from '../notices/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { AppError, Conflict, InvalidInput, NotFound, TooMany } from '../platform/errors.ts';
import { createRateLimit } from '../platform/rate-limit.ts';
import { changeRole, changeUser } from './change-user.ts';
import { addUser, userEmail } from './create-user.ts';
import { removeUser } from './remove-user.ts';
import { rightsIn } from './rights-of.ts';
import { findUserByEmail, findUserById, listInvitationRows } from './user-queries.ts';
import type { Rights, User } from './user.ts';

/** A role to give; without a publication in all of them. */
export interface GivenRole extends Rights {
  publicationId: number | null;
}

/** Days that an invitation works. */
export const INVITATION_DAYS = 7;

/** Whether a person was invited and has not been here yet. */
export const isInvited = ({ hasPassword, lastSeenAt }: Pick<User, 'hasPassword' | 'lastSeenAt'>) =>
  !hasPassword && lastSeenAt === null;

/**
 * Gives a person roles and mails them how to come in: who is new gets a link, once, within a week. Whoever signs in here already
 * gets the same mail without one, so that the answer tells nobody who that is.
 * @throws InvalidInput for an address that is none, or that has a role there already
 */
export function invitePerson(app: App, email: string, roles: GivenRole[]): Promise<User> {
  const address = userEmail(email);
  const [first] = roles;
  if (!first)
    throw new InvalidInput([{ field: 'roles', message: 'Give at least one role.', fault: MISSING }]);
  return inTransaction(app, async (inner) => {
    const user = (await addUser(inner, address, 'none')) ?? (await findUserByEmail(inner.db, address));
    if (!user) throw new AppError('user-vanished', 'Somebody removed this person a moment ago. Try again.');
    for (const { publicationId, role, maySend } of roles) {
      const has = publicationId === null ? user.role !== null : rightsIn(user, publicationId) !== undefined;
      if (has) throw alreadyHere(address);
      if (publicationId === null) await changeUser(inner, address, { role, maySend });
      else await changeRole(inner, user.id, publicationId, { role, maySend });
    }
    await requestLink(inner, 'invitation', user.id, first.publicationId);
    await audit(inner, { action: 'user.invited', subject: `user:${user.id}`, details: { roles } });
    return (await findUserById(inner.db, user.id)) ?? user;
  });
}

const MISSING = { code: 'missing', params: {} } as const;

const alreadyHere = (email: string) =>
  new InvalidInput([
    {
      field: 'email',
      message: `${email} has a role there already. Change it in the list.`,
      fault: { code: 'already-here', params: { email } },
    },
  ]);

/** Mails the invitation once more; the link of the earlier one ends. @throws NotFound, Conflict for whoever has come in */
export async function inviteAgain(app: App, userId: number, publicationId: number): Promise<void> {
  const user = await findUserById(app.db, userId);
  if (!user) throw new NotFound('This person');
  if (!isInvited(user)) throw new Conflict('has-come', 'This person has come in already.');
  await inTransaction(app, async (inner) => {
    await requestLink(inner, 'invitation', userId, publicationId);
    await audit(inner, { action: 'user.invited', subject: `user:${userId}`, details: { again: true } });
  });
}

/** Mails a person a link by which they set a new password. @throws NotFound */
export async function mailPasswordLink(app: App, userId: number, publicationId: number): Promise<void> {
  if (!(await findUserById(app.db, userId))) throw new NotFound('This person');
  await inTransaction(app, async (inner) => {
    await requestLink(inner, 'password-link', userId, publicationId);
    await audit(inner, { action: 'password-link.requested', subject: `user:${userId}` });
  });
}

/** So many mails with a link a person gets within a day, and all people together within an hour. */
const MOST_MAILS = { aDay: 5, anHour: 60 };

/**
 * One in a minute: a double click sends one mail. An account in the wrong hands is no way to fill inboxes.
 * @throws TooMany
 */
async function requestLink(
  app: App,
  kind: 'invitation' | 'password-link',
  userId: number,
  publicationId: number | null,
): Promise<void> {
  const limit = (name: string, tries: number, seconds: number) =>
    createRateLimit(app.db, { name: `account-mail-${name}`, tries, seconds });
  const wait =
    (await limit('person', MOST_MAILS.aDay, 86_400).take(String(userId))) ??
    (await limit('all', MOST_MAILS.anHour, 3600).take('all'));
  if (wait !== undefined) throw new TooMany('Too many invitations and links were mailed.', wait);
  const occasion = app.now().toISOString().slice(0, 16);
  await requestNotice(app, { kind, publicationId, userId, occasion }, { isUrgent: true });
}

/** Until when the links of invited people work, by person. */
export async function listInvitations(app: App): Promise<Map<number, Date>> {
  const found = await listInvitationRows(app.db);
  return new Map(found.map(({ userId, expiresAt }) => [userId, expiresAt]));
}

/**
 * Takes a person's role in a publication away; whoever has none left is removed. An invitation ends the same way.
 * @throws NotFound
 */
export function removeFrom(app: App, userId: number, publicationId: number): Promise<void> {
  return inTransaction(app, async (inner) => {
    await changeRole(inner, userId, publicationId, null);
    const user = await findUserById(inner.db, userId);
    if (user && user.role === null && user.memberships.length === 0) await removeUser(inner, user.email);
  });
}
