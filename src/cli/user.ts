import { Command } from 'commander';
import {
  changeRole,
  changeUser,
  createUser,
  endSessionsOf,
  findUser,
  listUsers,
  removeUser,
  resetFactors,
  resetPassword,
  rightsIn,
  roleName,
  ROLES,
  type Rights,
  type Role,
  type RoleName,
  type User,
  type UserChanges,
} from '../accounts/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { InvalidInput, NotFound } from '../platform/errors.ts';
import { getPublication } from '../publications/index.ts';
import { group, withApp } from './command.ts';
import { PUBLICATION_OPTION } from './the-publication.ts';

interface Options {
  email: string;
  role?: string;
  publication?: string;
  maySend?: string;
  json?: boolean;
}

const OF_PUBLICATION = 'the role is for this publication only, where it counts before that in all';

const create = new Command('create')
  .description('add a person who can sign in; prints a link to set their password')
  .requiredOption('--email <address>', 'address they sign in with')
  .option('--role <role>', 'owner, admin, editor or viewer, in all publications', 'editor')
  .option(PUBLICATION_OPTION, OF_PUBLICATION)
  .option('--json', 'print JSON: {id, email, role, setPasswordUrl}')
  .action((options: Options & { role: string }) =>
    withApp(options, async (app) => shown(await createWithRole(app, options)), describe),
  );

async function createWithRole(app: App, { email, role, publication: slug }: Options & { role: string }) {
  if (slug === undefined) return createUser(app, { email, role });
  const publication = await getPublication(app.db, slug);
  const rights = { role: roleIn(role), maySend: true };
  return inTransaction(app, async (inner) => {
    const created = await createUser(inner, { email, role: 'none' });
    await changeRole(inner, created.user.id, publication.id, rights);
    return created;
  });
}

const reset = new Command('reset-password')
  .description('print a link to set a new password; earlier links stop working')
  .requiredOption('--email <address>', 'address they sign in with')
  .option('--json', 'print JSON: {id, email, role, setPasswordUrl}')
  .action((options: { email: string; json?: boolean }) =>
    withApp(options, async (app) => shown(await resetPassword(app, options.email)), describe),
  );

const resetSecondStep = new Command('reset-factors')
  .description('turn off the second step of a person who lost it; they learn of it by mail')
  .requiredOption('--email <address>', 'address they sign in with')
  .action(({ email }: { email: string }) =>
    withApp(
      {},
      async (app) => resetFactors(app, (await personWith(app, email)).id),
      () => `${email} signs in without a second step now.`,
    ),
  );

const change = new Command('change')
  .description('change what a person may do, or their name')
  .requiredOption('--email <address>', 'address they sign in with')
  .option('--name <name>', 'how the others see them')
  .option('--role <role>', 'owner, admin, editor, viewer or none, in all publications')
  .option(PUBLICATION_OPTION, OF_PUBLICATION)
  .option('--may-send <yes|no>', 'whether they may send mail; others of their role prepare it')
  .option('--json', 'print JSON: the person')
  .action((options: Options & { name?: string }) =>
    withApp(options, (app) => changed(app, options), whatTheyMay),
  );

async function changed(app: App, options: Options & { name?: string }): Promise<User> {
  const { email, name, role, maySend, publication: slug } = options;
  const ofPerson: UserChanges = {
    ...(name !== undefined && { name }),
    ...(slug === undefined && role !== undefined && { role: role as RoleName }),
    ...(slug === undefined && maySend !== undefined && { maySend: yesOrNo(maySend) }),
  };
  const user = await changeUser(app, email, ofPerson);
  if (slug === undefined) return user;
  const { id } = await getPublication(app.db, slug);
  const before = rightsIn(user, id) ?? { role: 'viewer', maySend: true };
  const rights: Rights = {
    role: role === undefined ? before.role : roleIn(role),
    maySend: maySend === undefined ? before.maySend : yesOrNo(maySend),
  };
  await changeRole(app, user.id, id, role === 'none' ? null : rights);
  return (await findUser(app, user.id)) ?? user;
}

function whatTheyMay(user: User): string {
  const everywhere = user.maySend ? 'may send mail' : 'may not send mail';
  const single = user.memberships.length;
  const among = single === 0 ? '' : ` Roles in single publications: ${single}.`;
  return `${user.email} is ${roleName(user)} and ${everywhere}.${among}`;
}

function roleIn(text: string): Role {
  const role = ROLES.find((known) => known === text);
  if (!role && text !== 'none')
    throw new InvalidInput([
      { field: 'role', message: `With --publication, the role must be one of ${ROLES.join(', ')} or none.` },
    ]);
  return role ?? 'viewer';
}

function yesOrNo(text: string): boolean {
  if (text !== 'yes' && text !== 'no')
    throw new InvalidInput([{ field: 'may-send', message: '--may-send takes yes or no.' }]);
  return text === 'yes';
}

const list = new Command('list')
  .description('list the people who can sign in')
  .option('--json', 'print JSON')
  .action((options: { json?: boolean }) =>
    withApp(
      options,
      (app) => listUsers(app),
      (users) =>
        users
          .map(
            (user) =>
              `${user.id}  ${roleName(user)}  ${user.email}${user.hasPassword ? '' : '  (no password yet)'}`,
          )
          .join('\n') || 'Nobody can sign in yet: run "paperround setup" or "paperround user create".',
    ),
  );

const signOut = new Command('sign-out')
  .description('sign a person out everywhere; they can sign in again')
  .requiredOption('--email <address>', 'address they sign in with')
  .action(({ email }: { email: string }) =>
    withApp(
      {},
      async (app) => {
        await endSessionsOf(app, (await personWith(app, email)).id);
      },
      () => `${email} is signed out everywhere.`,
    ),
  );

const remove = new Command('remove')
  .description('end a person’s access at once')
  .requiredOption('--email <address>', 'address they sign in with')
  .action((options: { email: string }) =>
    withApp(
      {},
      (app) => removeUser(app, options.email),
      () => `${options.email} can no longer sign in.`,
    ),
  );

/** @throws NotFound */
async function personWith(app: App, email: string): Promise<User> {
  const user = (await listUsers(app)).find((one) => one.email === email.trim().toLowerCase());
  if (!user) throw new NotFound(`A person with the address ${email}`);
  return user;
}

function shown({ user, setPasswordUrl }: { user: User; setPasswordUrl: string }) {
  return { id: user.id, email: user.email, role: roleName(user), setPasswordUrl };
}

function describe({ email, role, setPasswordUrl }: ReturnType<typeof shown>): string {
  return `${email} (${role}) can set a password here, once, within a week:\n${setPasswordUrl}`;
}

export const userCommands = group('user', 'people who sign in', [
  create,
  change,
  reset,
  resetSecondStep,
  signOut,
  remove,
  list,
]);
