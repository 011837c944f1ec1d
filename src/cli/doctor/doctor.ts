import { Command } from 'commander';
import { ConfigError, readConfig, type Config } from '../../platform/config.ts';
import { createLog } from '../../platform/log.ts';
import { EXIT_FAILED } from '../exit-codes.ts';
import { checkDatabase, checkInstallation, checkMail } from './examine.ts';
import { describeFinding, type Finding } from './finding.ts';

const PATIENCE = { forMs: 1500 };

export const doctorCommand = new Command('doctor')
  .description(
    'check the database, clock, secret, publications, feeds, mail server, signatures and DNS (SPF, DKIM, DMARC, MX)',
  )
  .option('--json', 'print JSON: a list of {name, state, says, record?}')
  .action(async ({ json }: { json?: boolean }) => {
    const findings = await examine();
    const text = json ? JSON.stringify(findings, undefined, 2) : findings.map(describeFinding).join('\n');
    process.stdout.write(`${text}\n`);
    if (findings.some(({ state }) => state === 'bad')) process.exitCode = EXIT_FAILED;
  });

async function examine(): Promise<Finding[]> {
  let config: Config;
  try {
    config = readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.faults.map((says) => ({ name: 'configuration', state: 'bad', says }));
  }
  const findings: Finding[] = [
    { name: 'configuration', state: 'good', says: 'The environment has no faults.' },
  ];
  findings.push(...(await examineDatabase(config)), ...(await checkMail(config)));
  return findings;
}

/** Looks without changing anything: no migration is applied. */
async function examineDatabase(config: Config): Promise<Finding[]> {
  const { reachDatabase } = await import('../../open-app.ts');
  const { whenDatabaseAnswers } = await import('../../platform/wait-for-database.ts');
  const log = createLog('silent');
  let close: (() => Promise<void>) | undefined;
  try {
    const database = await reachDatabase(config, log, false);
    close = database.close;
    const findings = await whenDatabaseAnswers(database.db, database.url, log, PATIENCE, () =>
      checkDatabase(database.db, database.embedded?.port()),
    );
    const isUsable = findings.every(({ name, state }) => name === 'clock' || state === 'good');
    return isUsable ? [...findings, ...(await checkInstallation(database.db, config))] : findings;
  } catch (error) {
    return [{ name: 'database', state: 'bad', says: error instanceof Error ? error.message : String(error) }];
  } finally {
    await close?.();
  }
}
