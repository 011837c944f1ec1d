import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import type { TestApp } from '../app/app.ts';

/**
 * A process of its own that prepares and sends; killed when the test is done.
 * @param settings how it keeps its books, see DeliverOptions.
 * @param clockShiftMs how wrong its clock is.
 */
export function startWorker(app: TestApp, settings: object = {}, clockShiftMs = 0): ChildProcess {
  const worker = spawn(
    process.execPath,
    [
      ...(clockShiftMs === 0 ? [] : ['--import', './tests/support/program/shift-clock.ts']),
      'tests/support/sends/worker.ts',
    ],
    {
      env: {
        ...process.env,
        DATABASE_URL: app.databaseUrl,
        SMTP_URL: app.config.smtpUrl,
        PUBLIC_URL: app.config.publicUrl,
        DELIVERY: JSON.stringify(settings),
        CLOCK_SHIFT_MS: String(clockShiftMs),
      },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  onTestFinished(() => void worker.kill('SIGKILL'));
  return worker;
}

/** Workers that have started, heed signals, and look for work; what is to be sent can be made now, and they share it. */
export async function startWorkers(...starting: ChildProcess[]): Promise<ChildProcess[]> {
  await Promise.all(starting.map((worker) => once(worker, 'message')));
  return starting;
}
