import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { StillClock } from '../../support/app/still-clock.ts';
import type { ScriptedSmtp } from '../../support/mail/scripted-smtp.ts';

/** A worker in a process of its own, which waits for a moment to die in. To start takes it longer than its life. */
export class MortalWorker {
  readonly #worker: ChildProcessByStdio<Writable, null, null>;

  constructor(clock: StillClock, smtp: ScriptedSmtp) {
    this.#worker = spawn(process.execPath, ['tests/planning/drill/mortal-worker.ts'], {
      env: { ...process.env, DATABASE_URL: clock.url, SMTP_URL: smtp.url },
      stdio: ['pipe', 'inherit', 'inherit'],
    });
  }

  /** Does what is due, and is killed when it has sent so many statements to the database. */
  async liveUntil(statement: number, now: Date): Promise<void> {
    const exited = once(this.#worker, 'exit');
    this.#worker.stdin.end(JSON.stringify({ now, statement }));
    await exited;
  }

  end(): void {
    this.#worker.kill('SIGKILL');
  }
}
