import { beforeAll, describe, expect, test, vi } from 'vitest';
import { apiAuthorization, createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { endProgramsAfterAll, startProgram } from '../support/program/program.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { makeReaders, shiftRetries } from '../support/sends/sends.ts';

/** As the API promises, and as much again for a busy machine. */
const TAKES_EFFECT_MS = 4000;
const READERS = 800;
const WAIT = { timeout: 100_000, interval: 20 };

endProgramsAfterAll();
const smtp = await startScriptedSmtp({ extensions: ['PIPELINING'] });
const app = await createTestApp();
const authorization = await apiAuthorization(app);
let base: string;
beforeAll(async () => {
  const program = startProgram(['serve'], {
    DATABASE_URL: app.databaseUrl,
    APP_SECRET: 'a secret that only tests know',
    SMTP_URL: smtp.url,
  });
  base = `${await program.url()}/api/v1/publications`;
});

interface Shown {
  id: number;
  status: string;
  counts: Record<string, number>;
}

async function call<Answer>(method: 'GET' | 'POST', place: string, body?: object): Promise<Answer> {
  const answer = await fetch(`${base}/${place}`, {
    method,
    headers: { Authorization: authorization, 'Content-Type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(answer.ok).toBe(true);
  return (await answer.json()) as Answer;
}

/** Pushes an article to many readers. */
async function beginSend() {
  smtp.messages.length = 0;
  // What an earlier test left open must not mix with this one.
  await app.db.raw(`update sends set status = 'cancelled' where status <> 'sent'`);
  const publication = await makePublication(app);
  await makeReaders(app, publication, READERS);
  const article = { url: 'https://gazette.example/harbour', title: 'The harbour opens again' };
  await call('POST', `${publication.slug}/articles`, article);
  const place = `${publication.slug}/sends`;
  const show = async () => {
    const { data } = await call<{ data: Shown[] }>('GET', place);
    return data[0] ?? { id: 0, status: '', counts: {} };
  };
  await vi.waitFor(async () => expect((await show()).status).toBe('sending'), WAIT);
  const { id } = await show();
  return {
    show,
    /** @returns when it was answered. */
    async change(verb: 'pause' | 'resume' | 'cancel') {
      await call('POST', `${place}/${id}/${verb}`);
      return performance.now();
    },
  };
}

const arrived = (count: number) =>
  vi.waitFor(() => expect(smtp.messages.length).toBeGreaterThan(count), { ...WAIT, interval: 2 });

/** When the last message came, known when none has come for longer than this server takes for one. */
async function lastArrivalAfter(changedAt: number): Promise<number> {
  const last = () => smtp.messages.at(-1)?.at ?? 0;
  const quietMs = 3000;
  await vi.waitFor(
    () => expect(performance.now() - Math.max(last(), changedAt)).toBeGreaterThan(quietMs),
    WAIT,
  );
  return last();
}

/** @returns how many got it, which is not everybody: the last of them soon after. */
async function stopInTime(send: Awaited<ReturnType<typeof beginSend>>, verb: 'pause' | 'cancel') {
  await arrived(15);
  const stoppedAt = await send.change(verb);
  expect((await lastArrivalAfter(stoppedAt)) - stoppedAt).toBeLessThan(TAKES_EFFECT_MS);
  const { length } = smtp.messages;
  expect(length).toBeLessThan(READERS);
  return length;
}

/** Everyone is mailed, soon and at once, and nobody twice. */
async function resumeAndFinish({ change, show }: Awaited<ReturnType<typeof beginSend>>) {
  smtp.slowMs = 0;
  const before = smtp.messages.length;
  const resumedAt = await change('resume');
  await vi.waitFor(async () => expect((await show()).status).toBe('sent'), WAIT);
  expect((smtp.messages[before]?.at ?? 0) - resumedAt).toBeLessThan(TAKES_EFFECT_MS);
  expect((await show()).counts).toMatchObject({ accepted: READERS, possiblyTwice: 0 });
  expect(smtp.messages).toHaveLength(READERS);
  expect(new Set(smtp.messages.map(({ to }) => to)).size).toBe(READERS);
}

describe.each([100, 2200])('While the mail server takes %i ms for a message', (slowMs) => {
  test('a pause takes effect within two seconds, and so does a resume; nobody gets two', async () => {
    smtp.slowMs = slowMs;
    const send = await beginSend();
    const length = await stopInTime(send, 'pause');
    await vi.waitFor(async () => {
      const counts = { accepted: length, queued: READERS - length, sending: 0, unknown: 0 };
      expect(await send.show()).toMatchObject({ status: 'paused', counts });
    }, WAIT);
    await resumeAndFinish(send);
  });

  test('a pause and a resume take effect as soon when everyone is tried again', async () => {
    smtp.slowMs = slowMs;
    smtp.script = (step) => (step === 'rcpt' ? '450 4.2.1 Later' : undefined);
    const send = await beginSend();
    await vi.waitFor(async () => expect((await send.show()).counts['deferred']).toBe(READERS), WAIT);
    smtp.script = () => undefined;
    await shiftRetries(app, '10 minutes');
    const length = await stopInTime(send, 'pause');
    await vi.waitFor(async () => {
      const counts = { accepted: length, deferred: READERS - length, unknown: 0 };
      expect(await send.show()).toMatchObject({ status: 'paused', counts });
    }, WAIT);
    await resumeAndFinish(send);
  });

  test('a cancel takes effect within two seconds; who was not begun counts as skipped', async () => {
    smtp.slowMs = slowMs;
    const send = await beginSend();
    const length = await stopInTime(send, 'cancel');
    await vi.waitFor(async () => {
      const counts = { accepted: length, skipped: READERS - length, queued: 0, sending: 0, unknown: 0 };
      expect(await send.show()).toMatchObject({ status: 'cancelled', counts });
    }, WAIT);
  });
});
