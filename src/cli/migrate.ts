import { Command } from 'commander';
import { readConfig } from '../platform/config.ts';
import { migrateJobs } from '../platform/jobs/jobs.ts';
import { createLog } from '../platform/log.ts';
import { migrate } from '../platform/migrate.ts';
import { whenDatabaseAnswers } from '../platform/wait-for-database.ts';

const PATIENCE = { forMs: 30_000 };

export const migrateCommand = new Command('migrate')
  .description('bring the database up to date; every start does this, too')
  .option('--json', 'print JSON: {applied}')
  .action(async ({ json }: { json?: boolean }) => {
    const { reachDatabase } = await import('../open-app.ts');
    const { queues } = await import('../queues.ts');
    const config = readConfig(process.env);
    const log = createLog('warn', process.stderr);
    const { db, url, close } = await reachDatabase(config, log, false);
    try {
      const applied = await whenDatabaseAnswers(db, url, log, PATIENCE, async () => {
        const names = await migrate(db);
        await migrateJobs(db, queues);
        return names;
      });
      const text = applied.length > 0 ? `Applied: ${applied.join(', ')}` : 'The database is up to date.';
      process.stdout.write(`${json ? JSON.stringify({ applied }, undefined, 2) : text}\n`);
    } finally {
      await close();
    }
  });
