import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { createApiKey, createSignInLink, createUser } from '../accounts/index.ts';
import { createDemoApi } from '../demo/demo-api.ts';
import { startDemoSite } from '../demo/demo-site.ts';
import { DEMO_SLUG, walkThrough } from '../demo/walk.ts';
import { asActor, type App } from '../platform/app.ts';
import { readConfig } from '../platform/config.ts';
import { isLaunched } from './command.ts';
import { linksOf } from '../subscribers/index.ts';

const DAY_MINUTES = 24 * 60;

/** A whole Paperround with an invented paper, in a folder that is gone afterwards; its mail never leaves the machine. */
export const demoCommand = new Command('demo')
  .description('show the whole journey with an invented newspaper and 200 invented readers')
  .action(async () => {
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'paperround-demo-'));
    // Started as root, the database runs as another user, who must reach the folder.
    chmodSync(dataDir, 0o755);
    const { PORT = '3000', HOST, PG_BIN_DIR, PG_RUN_AS } = process.env;
    const config = readConfig({
      PORT,
      HOST,
      PG_BIN_DIR,
      PG_RUN_AS,
      DATA_DIR: dataDir,
      FETCH_ALLOW: '127.0.0.1',
      LOG_LEVEL: 'warn',
    });
    const say = (line: string) => void process.stdout.write(`${line}\n`);
    say('Starting Paperround for a demo, with a database of its own …\n');
    const { serve } = await import('../main.ts');
    try {
      await serve(
        config,
        async ({ app }) => {
          try {
            await show(asActor(app, 'command-line'), say);
          } catch (error) {
            process.stderr.write(
              `The demo ended early: ${error instanceof Error ? error.message : String(error)}\n`,
            );
            process.kill(process.pid, 'SIGTERM');
          }
        },
        isLaunched(),
      );
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
    process.exit();
  });

async function show(app: App, say: (line: string) => void): Promise<void> {
  const { publicUrl } = app.config;
  const site = await startDemoSite(publicUrl, DEMO_SLUG);
  const { key } = await createApiKey(app, 'demo');
  const { user } = await createUser(app, { email: 'editor@tidewater.example', role: 'admin' });
  const signInUrl = await createSignInLink(app, user.id, DAY_MINUTES);
  await walkThrough({
    api: createDemoApi(publicUrl, key),
    site,
    publicUrl,
    signInUrl,
    unsubscribeUrl: async (subscriberId) => (await linksOf(app, subscriberId))?.unsubscribeUrl ?? '',
    say,
  });
}
