import { Command } from 'commander';
import { createUser, listUsers, removeUser, resetPassword, type User } from '../accounts/index.ts';
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

export const userCommands = group('user', 'people who sign in', [create, reset, remove, list]);
