import { writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { endProgramsAfterAll, startProgram } from '../support/program/program.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { makeArticle, makeReaders } from '../support/sends/sends.ts';

endProgramsAfterAll();
const HOUR = 3_600_000;

test('A clock that is set back or forward, by an hour or a day, stops nothing', async () => {
  const smtp = await startScriptedSmtp();
  const app = await createTestApp({ SMTP_URL: smtp.url });
  const publication = await makePublication(app);
  await makeReaders(app, publication, 1);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'paperround-clock-'));
  const file = path.join(folder, 'shift');
  const setClock = (ms: number) => writeFileSync(file, String(ms));
  setClock(0);
  const program = startProgram(['worker'], {
    DATABASE_URL: app.databaseUrl,
    DATA_DIR: folder,
    SMTP_URL: smtp.url,
    APP_SECRET: 'a secret that only tests know',
    NODE_OPTIONS: `--import ${path.resolve('tests/support/program/shift-clock.ts')}`,
    CLOCK_SHIFT_FILE: file,
  });
  await program.says('worker.started');
  const mailed = async () => {
    const before = smtp.accepted.length;
    await makeArticle(app, publication);
    await expect.poll(() => smtp.accepted.length, { timeout: 100_000 }).toBe(before + 1);
  };
  await mailed();
  for (const [step, shift] of [-HOUR, 0, -24 * HOUR, 0].entries()) {
    setClock(shift);
    const jumps = () => program.stdout().split('"clock.jumped"').length - 1;
    await expect.poll(jumps, { timeout: 100_000 }).toBe(step + 1);
    await mailed();
  }
  program.kill('SIGTERM');
  expect(await program.exited).toMatchObject({ code: 0 });
});
