import { Command } from 'commander';
import { firstVisitLink } from '../accounts/index.ts';
import type { OpenApp } from '../open-app.ts';
import { readConfig } from '../platform/config.ts';
import { maskPrivate } from '../platform/log.ts';
import { reportFailure, isLaunched } from './command.ts';
import { EXIT_FAILED } from './exit-codes.ts';
import { greet } from './greeting.ts';

export const serveCommand = new Command('serve')
  .description('run the platform: web pages, API and worker in one process (ROLES chooses)')
  .action(() => run({}));

export const workerCommand = new Command('worker')
  .description('run a worker only: timed jobs and sending')
  .action(() => run({ ROLES: 'worker' }));

/** Threads, timers and sockets must not keep a process alive that stopped, or that could not start. */
async function run(overrides: Record<string, string>): Promise<void> {
  dieWithoutTelling();
  try {
    await runServer(overrides);
    process.exit();
  } catch (error) {
    process.exit(reportFailure(error));
  }
}

async function runServer(overrides: Record<string, string>): Promise<void> {
  const config = readConfig({ ...process.env, ...overrides });
  const { serve } = await import('../main.ts');
  const onReady = async ({ app, database }: OpenApp) => {
    const { publicUrl, roles, smtpUrl, dataDir } = app.config;
    const setUpUrl = roles.web ? await firstVisitLink(app) : undefined;
    process.stdout.write(
      greet({
        publicUrl,
        setUpUrl,
        isWeb: roles.web,
        isWorker: roles.worker,
        isMailboxed: smtpUrl === undefined,
        dataDir,
        embeddedPort: database.embedded?.port(),
      }),
    );
  };
  await serve(config, onReady, isLaunched());
}

/** The last resort: what nobody caught ends the process, and its words may hold addresses (SEC-17). */
function dieWithoutTelling(): void {
  process.on('uncaughtException', (error) => {
    process.stderr.write(`${maskPrivate(error.stack ?? String(error))}\n`);
    process.exit(EXIT_FAILED);
  });
}
