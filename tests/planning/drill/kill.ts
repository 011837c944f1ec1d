import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { StillClock } from '../../support/app/still-clock.ts';
import type { ScriptedSmtp } from '../../support/mail/scripted-smtp.ts';

/** A worker in a process of its own does what is due, and is killed when it has sent so many statements to the database. */
export async function killedAt(clock: StillClock, smtp: ScriptedSmtp, statement: number): Promise<void> {
  const worker = spawn(process.execPath, ['tests/planning/drill/mortal-worker.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: clock.url,
      SMTP_URL: smtp.url,
      NOW: clock.now().toISOString(),
      DIES_AT: String(statement),
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await once(worker, 'exit');
}
