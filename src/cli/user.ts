import { Command } from 'commander';
import {
  changeUser,
  createUser,
  listUsers,
  removeUser,
  resetPassword,
  type User,
  type UserChanges,
} from '../accounts/index.ts';
import { InvalidInput } from '../platform/errors.ts';
import { group, withApp } from './command.ts';

const create = new Command('create')
  .description('add a person who can sign in; prints a link to set their password')
  .requiredOption('--email <address>', 'address they sign in with')
  .option('--role <role>', 'admin, editor or viewer', 'editor')
  .option('--json', 'print JSON: {id, email, role, setPasswordUrl}')
  .action((options: { email: string; role: string; json?: boolean }) =>
    withApp(options, async (app) => shown(await createUser(app, options)), describe),
  );

const reset = new Command('reset-password')
  .description('print a link to set a new password; earlier links stop working')
  .requiredOption('--email <address>', 'address they sign in with')
  .option('--json', 'print JSON: {id, email, role, setPasswordUrl}')
  .action((options: { email: string; json?: boolean }) =>
    withApp(options, async (app) => shown(await resetPassword(app, options.email)), describe),
  );

const change = new Command('change')
  .description('change what a person may do, or their name')
  .requiredOption('--email <address>', 'address they sign in with')
  .option('--name <name>', 'how the others see them')
  .option('--role <role>', 'admin, editor or viewer')
  .option('--may-send <yes|no>', 'whether they may send mail; others of their role prepare it')
  .option('--json', 'print JSON: the person')
  .action((options: { email: string; name?: string; role?: string; maySend?: string; json?: boolean }) =>
    withApp(
      options,
      (app) => changeUser(app, options.email, changesOf(options)),
      ({ email, role, maySend }) => `${email} is ${role} and may ${maySend ? '' : 'not '}send mail.`,
    ),
  );

function changesOf({ name, role, maySend }: { name?: string; role?: string; maySend?: string }): UserChanges {
  return {
    ...(name !== undefined && { name }),
    ...(role !== undefined && { role: role as User['role'] }),
    ...(maySend !== undefined && { maySend: yesOrNo(maySend) }),
  };
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
              `${user.id}  ${user.role}  ${user.email}${user.hasPassword ? '' : '  (no password yet)'}`,
          )
          .join('\n') || 'Nobody can sign in yet: run "paperround setup" or "paperround user create".',
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

function shown({ user, setPasswordUrl }: { user: User; setPasswordUrl: string }) {
  return { id: user.id, email: user.email, role: user.role, setPasswordUrl };
}

function describe({ email, role, setPasswordUrl }: ReturnType<typeof shown>): string {
  return `${email} (${role}) can set a password here, once, within a week:\n${setPasswordUrl}`;
}

export const userCommands = group('user', 'people who sign in', [create, change, reset, remove, list]);
