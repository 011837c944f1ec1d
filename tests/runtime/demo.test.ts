import { expect, test } from 'vitest';
import { endProgramsAfterAll, startProgram } from '../support/program/program.ts';

endProgramsAfterAll();

test('npm run demo walks from the first reader to the last mail, keeps it on this machine, and leaves nothing behind', async () => {
  // A real mail server in the environment must not be used for invented readers.
  const program = startProgram(['demo'], { SMTP_URL: 'smtp://127.0.0.1:9' });
  await program.says('Look around');
  expect(program.stdout()).toContain('Sent: 200 of 200 messages accepted.');
  expect(program.stdout()).toContain('Sent: 199 of 199 messages accepted.');
  const [mailbox] = /http\S+\/mailbox(?=\s)/.exec(program.stdout()) ?? [];
  const page = await fetch(String(mailbox)).then((response) => response.text());
  expect(page).toContain('Night ferry to Saltholm');
  const [article] = /http\S+\/articles\/\S+/.exec(program.stdout()) ?? [];
  expect(await fetch(String(article)).then((response) => response.text())).toContain(
    'data-publication="courier"',
  );

  const [wandas] = /http\S+\/mailbox\?to=wanda/.exec(program.stdout()) ?? [];
  expect(await fetch(String(wandas)).then((response) => response.text())).toContain('wanda.newcomer@');
  const [desk] = /http\S+\/admin\/sign-in\/\S+/.exec(program.stdout()) ?? [];
  const signedIn = await fetch(String(desk), { method: 'POST', redirect: 'manual' });
  expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/admin']);

  program.kill('SIGTERM');
  expect(await program.exited).toEqual({ code: 0, signal: null });
  expect(program.stderr()).toBe('');
});
