import { Command } from 'commander';
import {
  createApiKey,
  listApiKeys,
  revokeApiKey,
  SCOPES,
  type ApiKey,
  type Scope,
} from '../accounts/index.ts';
import type { App } from '../platform/app.ts';
import { InvalidInput, NotFound } from '../platform/errors.ts';
import { getPublication } from '../publications/index.ts';
import { group, withApp } from './command.ts';

interface NewKey {
  name: string;
  scope: string[];
  publication?: string[];
  expires?: string;
  json?: boolean;
}

const create = new Command('create')
  .description('make a key for the API; it is shown once')
  .requiredOption('--name <name>', 'what the key is for')
  .option('--scope <scope...>', `what it may do: ${SCOPES.join(', ')}`, ['admin'])
  .option('--publication <slug...>', 'only in these publications (left out: in all)')
  .option(
    '--expires <day>',
    'the day on which it ends, such as 2027-12-31, or days such as 90d (left out: never)',
  )
  .option('--json', 'print JSON: {id, name, key}')
  .action((options: NewKey) =>
    withApp(
      options,
      (app) => make(app, options),
      ({ key }) =>
        `${key}\n\nKeep it now: it is not shown again. Send it as "Authorization: Bearer ${key.slice(0, 12)}…".`,
    ),
  );

async function make(app: App, { name, scope, publication: slugs, expires }: NewKey) {
  const found = await Promise.all((slugs ?? []).map((slug) => getPublication(app.db, slug)));
  return createApiKey(app, name, {
    scopes: scope as Scope[],
    publicationIds: slugs ? found.map(({ id }) => id) : null,
    expiresAt: expires === undefined ? null : endOf(expires),
  });
}

function endOf(text: string): Date {
  const days = /^(\d{1,4})d$/.exec(text)?.[1];
  const at = days ? new Date(Date.now() + Number(days) * 86_400_000) : new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(at.getTime()))
    throw new InvalidInput([{ field: 'expires', message: '--expires takes a day (2027-12-31) or 90d.' }]);
  return at;
}

const list = new Command('list')
  .description('list the keys')
  .option('--json', 'print JSON')
  .action((options: { json?: boolean }) =>
    withApp(
      options,
      (app) => listApiKeys(app),
      (keys) => keys.map(lineOf).join('\n') || 'There are no keys.',
    ),
  );

function lineOf({ id, prefix, name, scopes, publicationIds, expiresAt, revokedAt }: ApiKey): string {
  const hasEnded = expiresAt !== null && expiresAt < new Date();
  const state = revokedAt ? 'revoked' : hasEnded ? 'expired' : 'live';
  const end = expiresAt ? `  until ${expiresAt.toISOString().slice(0, 10)}` : '';
  const where = publicationIds ? `  in ${publicationIds.length} publications` : '';
  return `${id}  pr_${prefix}_…  ${state}  ${name}  (${scopes.join(', ')})${where}${end}`;
}

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
