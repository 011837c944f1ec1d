import { expect, test } from 'vitest';
import { apiAuthorization, createTestApp } from '../support/app.ts';
import { makePublication } from '../support/factories.ts';
import { endProgramsAfterAll, startProgram } from '../support/program.ts';
import { makeReaders } from '../support/sends.ts';
import { startSmtpSink } from '../support/smtp-sink.ts';

endProgramsAfterAll();

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

  await expect.poll(() => sink.messages.length, { timeout: 30_000 }).toBeGreaterThan(50);
  programs[1]?.kill('SIGTERM');
  expect(await programs[1]?.exited).toEqual({ code: 0, signal: null });
  await expect.poll(() => sink.messages.length, { timeout: 60_000 }).toBe(1000);
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
}, 120_000);
