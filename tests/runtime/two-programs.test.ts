import { expect, test, vi } from 'vitest';
import { getSend, listSends } from '../../src/sends/index.ts';
import { apiAuthorization, createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { endProgramsAfterAll, startProgram } from '../support/program/program.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { countCopies, makeArticle, makeReaders, shiftRetries } from '../support/sends/sends.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';

endProgramsAfterAll();
/** A program loads its child for emails first, which takes a second of a processor that may be shared by twenty. */
const WAIT = { timeout: 120_000, interval: 100 };

test('Two programs on one database: one send for an article, one message for each of 1,000 readers, also when one is told to stop meanwhile (SMTP-17)', async () => {
  const sink = await startSmtpSink();
  const app = await createTestApp();
  const publication = await makePublication(app);
  await makeReaders(app, publication, 1000, 'two.example');
  const authorization = await apiAuthorization(app);
  const environment = {
    DATABASE_URL: app.databaseUrl,
    APP_SECRET: 'a secret that only tests know',
    SMTP_URL: sink.url,
    PUBLIC_URL: 'http://news.example.test',
  };
  const programs = [1, 2].map(() => startProgram(['serve'], { ...environment, PORT: '0' }));
  await Promise.all(programs.map((program) => program.says('"event":"started"')));

  const port = /"port":(\d+)/.exec(programs[0]?.stdout() ?? '')?.[1];
  const pushed = await fetch(`http://127.0.0.1:${port}/api/v1/publications/${publication.slug}/articles`, {
    method: 'POST',
    headers: { Authorization: authorization, 'Content-Type': 'application/json' },
    body: JSON.stringify({ url: 'https://gazette.example/harbour', title: 'The harbour opens again' }),
  });
  expect(pushed.status).toBe(201);

  await expect.poll(() => sink.messages.length, WAIT).toBeGreaterThan(50);
  programs[1]?.kill('SIGTERM');
  expect(await programs[1]?.exited).toEqual({ code: 0, signal: null });
  await expect.poll(() => sink.messages.length, WAIT).toBe(1000);
  const sends = await fetch(`http://127.0.0.1:${port}/api/v1/publications/${publication.slug}/sends`, {
    headers: { Authorization: authorization },
  });
  expect(((await sends.json()) as { data: unknown[] }).data).toHaveLength(1);

  programs[0]?.kill('SIGTERM');
  expect(await programs[0]?.exited).toEqual({ code: 0, signal: null });
  expect(sink.messages).toHaveLength(1000);
  expect(new Set(sink.recipients()).size).toBe(1000);
  const log = programs.map((program) => program.stdout() + program.stderr()).join('');
  expect(log).not.toMatch(/@two\.example/);
});

test('A program is killed in mid-send: the other takes over within ten seconds, and repeats only what was on the wire (SMTP-10)', async () => {
  const smtp = await startScriptedSmtp({ extensions: ['PIPELINING'] });
  const app = await createTestApp();
  const publication = await makePublication(app);
  await makeReaders(app, publication, 200);
  const start = async () => {
    const program = startProgram(['serve'], {
      DATABASE_URL: app.databaseUrl,
      APP_SECRET: 'a secret that only tests know',
      SMTP_URL: smtp.url,
    });
    await program.says('"event":"started"');
    return program;
  };
  const first = await start();
  // The only batch is in the hands of one program, which waits for replies.
  smtp.script = (step) => (step === 'dot' && smtp.messages.length > 50 ? 'silent' : undefined);
  await makeArticle(app, publication);
  await expect.poll(() => smtp.messages.length, WAIT).toBeGreaterThan(50);
  const second = await start();
  smtp.script = () => undefined;
  const onTheWire = smtp.messages.length - smtp.accepted.length;
  first.kill('SIGKILL');
  await first.exited;
  const killedAt = performance.now();

  const before = smtp.messages.length;
  const next = () => smtp.messages[before]?.at ?? Infinity;
  // Ten seconds are promised; a busy machine is slower.
  await expect.poll(next, WAIT).toBeLessThan(killedAt + 20_000);
  const [send] = await listSends(app.db, publication.id, { before: 0, limit: 1 });
  const sendId = send?.id ?? 0;
  const show = () => getSend(app.db, publication.id, sendId);
  const isTried = { queued: 0, sending: 0 };
  await vi.waitFor(async () => expect((await show()).counts).toMatchObject(isTried), WAIT);
  await shiftRetries(app, '20 minutes');
  await vi.waitFor(async () => expect((await show()).status).toBe('sent'), WAIT);
  second.kill('SIGTERM');
  expect(await second.exited).toEqual({ code: 0, signal: null });
  const copies = await countCopies(app, smtp.messages, sendId);
  expect(copies).toMatchObject({ reached: 200, most: 2, unflagged: [] });
  expect(copies.twice).toHaveLength(onTheWire);
});
