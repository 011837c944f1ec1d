import { Command } from 'commander';
import { readConfig } from '../platform/config.ts';

export const serveCommand = new Command('serve')
  .description('run the platform: web pages, API and worker in one process (ROLES chooses)')
  .action(async () => {
    const { serve } = await import('../main.ts');
    await serve(readConfig(process.env));
  });

export const workerCommand = new Command('worker')
  .description('run a worker only: timed jobs and sending')
  .action(async () => {
    const { serve } = await import('../main.ts');
    await serve(readConfig({ ...process.env, ROLES: 'worker' }));
  });
