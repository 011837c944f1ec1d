import path from 'node:path';
import { Command } from 'commander';
import { findSecrets, writeBackup, type BackupSummary } from '../backups/index.ts';
import { readConfig } from '../platform/config.ts';
import { AppError } from '../platform/errors.ts';
import { createLog } from '../platform/log.ts';
import { whenDatabaseAnswers } from '../platform/wait-for-database.ts';

const PATIENCE = { forMs: 30_000 };

interface Options {
  withSecrets?: boolean;
  json?: boolean;
}

export const backupCommand = new Command('backup')
  .description('write the whole database to a file and read it back; works while the server runs')
  .argument('<file>', 'such as gazette-2027-03-28.backup; replaces a file of that name')
  .option('--with-secrets', 'include the secrets (APP_SECRET or the file app-secret)')
  .option('--json', 'print JSON: {file, madeAt, withSecrets, tables}')
  .action(async (file: string, options: Options) => {
    const made = await backUp(path.resolve(file), options.withSecrets === true);
    process.stdout.write(`${options.json ? JSON.stringify(made, undefined, 2) : describe(made)}\n`);
  });

async function backUp(file: string, withSecrets: boolean) {
  const { reachDatabase } = await import('../open-app.ts');
  const config = readConfig(process.env);
  const log = createLog('warn', process.stderr);
  const secrets = withSecrets ? findSecrets(config) : undefined;
  if (secrets?.length === 0)
    throw new AppError('no-secrets', 'There is no secret yet: neither APP_SECRET nor a file app-secret.');
  const { db, url, close } = await reachDatabase(config, log, false);
  try {
    // Waits for the database only: an hour of copying is not begun again.
    await whenDatabaseAnswers(db, url, log, PATIENCE, async () => {});
    const { head, tables } = await writeBackup({ db, log, actor: 'command-line' }, file, secrets);
    return { file, madeAt: head.madeAt, withSecrets, tables };
  } finally {
    await close();
  }
}

type Made = Pick<BackupSummary, 'tables'> & { file: string; madeAt: string; withSecrets: boolean };

function describe({ file, madeAt, withSecrets, tables }: Made): string {
  const width = Math.max(...tables.map(({ table }) => table.length));
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return [
    ...tables.map(
      (one) =>
        `  ${one.table.padEnd(width)}  ${String(one.rows).padStart(9)} rows  sha256 ${one.sha256.slice(0, 16)}`,
    ),
    `${file} holds the database as it was at ${madeAt}: ${rows} rows in ${tables.length} tables. The file was read back, and every row and checksum is right.`,
    withSecrets
      ? 'The secrets are in it: keep it as safe as a password.'
      : 'The secrets are not in it (--with-secrets puts them in). Keep the file app-secret, or your APP_SECRET, in another place: without it, links in mail already sent no longer work.',
  ].join('\n');
}
