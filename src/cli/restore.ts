import path from 'node:path';
import { Command } from 'commander';
import { says, withWords } from '../words/index.ts';
import {
  checkBackup,
  holdsAnything,
  keepSecrets,
  refuseWhileRunning,
  restoreBackup,
  secretsFor,
  type BackupSummary,
  type Restored,
} from '../backups/index.ts';
import { asActor } from '../platform/app.ts';
import type { OpenDatabase } from '../open-app.ts';
import { readConfig } from '../platform/config.ts';
import { openDatabase } from '../platform/database.ts';
import { InvalidInput } from '../platform/errors.ts';
import { createLog, type Log } from '../platform/log.ts';
import { whenDatabaseAnswers } from '../platform/wait-for-database.ts';

const PATIENCE = { forMs: 30_000 };

interface Options {
  yes?: boolean;
  json?: boolean;
}

export const restoreCommand = new Command('restore')
  .description('replace the database by a backup, completely or not at all; stop the server first')
  .argument('<file>', 'made by "paperround backup"')
  .option('--yes', 'replace what the database holds')
  .option('--json', 'print JSON: {held: [{sendId, subject, reason}], newest, …}')
  .action(async (file: string, options: Options) => {
    const restored = await restore(path.resolve(file), options.yes === true);
    process.stdout.write(
      `${options.json ? JSON.stringify(withWords(restored), undefined, 2) : describe(restored)}\n`,
    );
  });

async function restore(file: string, yes: boolean): Promise<Restored> {
  const { reachDatabase, openApp } = await import('../open-app.ts');
  const config = readConfig(process.env);
  const log = createLog('error', process.stderr);
  const summary = await checkBackup(file);
  const secrets = secretsFor(config, summary.head);
  const database = await reachDatabase(config, log, false);
  try {
    await askFirst(database, log, summary, yes);
    if (secrets) keepSecrets(config, secrets);
    const opened = await openApp(config, log);
    try {
      return await restoreBackup(asActor(opened.app, 'command-line'), file, summary);
    } finally {
      await opened.close();
    }
  } finally {
    await database.close();
  }
}

async function askFirst(
  { url }: OpenDatabase,
  log: Log,
  { head }: BackupSummary,
  yes: boolean,
): Promise<void> {
  const db = openDatabase(url, { max: 1, applicationName: 'paperround restore' });
  try {
    await whenDatabaseAnswers(db, url, log, PATIENCE, async () => {
      await refuseWhileRunning(db, () =>
        process.stderr.write('Checking whether Paperround is still running …\n'),
      );
      if (yes || !(await holdsAnything(db))) return;
      throw new InvalidInput([
        {
          field: 'yes',
          message: `This replaces the whole database by the backup of ${head.madeAt}. Nothing was changed yet: add --yes to do it.`,
        },
      ]);
    });
  } finally {
    await db.destroy();
  }
}

function describe({ madeAt, newest, held, carriedOver, tables, rows }: Restored): string {
  const lines = [`The backup of ${madeAt.toISOString()} is restored: ${rows} rows in ${tables} tables.`];
  if (carriedOver) {
    const { left, erased, suppressions } = carriedOver;
    lines.push(
      `Carried over from the database that was replaced: ${left} who left or bounced since, ${erased} who were erased, ${suppressions} addresses that must not be mailed.`,
      `It was last in use at ${newest.toISOString()}. People who signed up after the backup are not in it.`,
    );
  }
  if (held.length === 0) lines.push('No send was open, so nothing is held.');
  else
    lines.push(
      `Sends held because their mail may be out already: ${held.length}`,
      ...held.map(
        ({ sendId, subject, reason }) =>
          `  ${sendId}  ${subject}${reason === null ? '' : `\n      ${says(reason)}`}`,
      ),
      'Start Paperround. Then decide on the overview page, or with "paperround send release" and "send drop".',
    );
  lines.push('Articles published since the backup are held, too, when their feeds bring them again.');
  return lines.join('\n');
}
