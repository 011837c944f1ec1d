import { realpathSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { says } from '../words/index.ts';
import { firstVisitLink } from '../accounts/index.ts';
import type { OpenApp } from '../open-app.ts';
import { asActor, type App } from '../platform/app.ts';
import { readConfig } from '../platform/config.ts';
import { maskPrivate } from '../platform/log.ts';
import { reportFailure, isLaunched } from './command.ts';
import { EXIT_FAILED } from './exit-codes.ts';
import { viewHeld } from '../planning/index.ts';
import { greet } from './greeting.ts';

export const serveCommand = new Command('serve')
  .description(
    'run the platform: web pages, API, worker and mail that comes in, in one process (ROLES chooses)',
  )
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
  const onReady = async ({ app: opened, database }: OpenApp) => {
    const app = asActor(opened, 'command-line');
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
        clusterElsewhere: elsewhere(dataDir, database.embedded?.data()),
        held: await heldSentence(app),
      }),
    );
  };
  await serve(config, onReady, isLaunched());
}

function elsewhere(dataDir: string, cluster: string | undefined): string | undefined {
  const isBelow = cluster === undefined || cluster.startsWith(realpathSync(dataDir) + path.sep);
  return isBelow ? undefined : path.dirname(cluster);
}

async function heldSentence(app: App): Promise<string | undefined> {
  const { gaps, sends } = await viewHeld(app);
  if (sends.length === 0) return undefined;
  const count = sends.length === 1 ? 'One send is held' : `${sends.length} sends are held`;
  const why = gaps.map((gap) => `${says(gap)}\n`).join('');
  return `${why}${count}: decide on the overview page, or by npx paperround send held`;
}

/** The last resort: what nobody caught ends the process, and its words may hold addresses (SEC-17). */
function dieWithoutTelling(): void {
  process.on('uncaughtException', (error) => {
    process.stderr.write(`${maskPrivate(error.stack ?? String(error))}\n`);
    process.exit(EXIT_FAILED);
  });
}
