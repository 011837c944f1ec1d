import { Command } from 'commander';
import { createApiKey, listApiKeys, revokeApiKey } from '../accounts/index.ts';
import { NotFound } from '../platform/errors.ts';
import { group, withApp } from './command.ts';

const create = new Command('create')
  .description('make a key for the API; it is shown once')
  .requiredOption('--name <name>', 'what the key is for')
  .option('--json', 'print JSON: {id, name, key}')
  .action((options: { name: string; json?: boolean }) =>
    withApp(
      options,
      (app) => createApiKey(app, options.name),
      ({ key }) =>
        `${key}\n\nKeep it now: it is not shown again. Send it as "Authorization: Bearer ${key.slice(0, 12)}…".`,
    ),
  );

const list = new Command('list')
  .description('list the keys')
  .option('--json', 'print JSON')
  .action((options: { json?: boolean }) =>
    withApp(
      options,
      (app) => listApiKeys(app),
      (keys) =>
        keys
          .map((key) => `${key.id}  pr_${key.prefix}_…  ${key.revokedAt ? 'revoked' : 'live'}  ${key.name}`)
          .join('\n') || 'There are no keys.',
    ),
  );

const revoke = new Command('revoke')
  .description('revoke a key: it stops working at once')
  .argument('<id>', 'the id that "api-key list" shows')
  .action((id: string) =>
    withApp(
      {},
      async (app) => {
        if (!(await revokeApiKey(app, Number(id) || 0))) throw new NotFound(`A live key with the id ${id}`);
      },
      () => `Key ${id} is revoked.`,
    ),
  );

export const apiKeyCommands = group('api-key', 'keys for the API', [create, list, revoke]);
