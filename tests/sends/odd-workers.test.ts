import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { rows } from '../../src/platform/database.ts';
import { planArticleSends } from '../../src/planning/index.ts';
import { getSend } from '../../src/sends/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import {
  countCopies,
  makeArticle,
  makeReaders,
  prepareSendOf,
  QUICK,
  shiftRetries,
} from '../support/sends/sends.ts';
import { startWorker, startWorkers } from '../support/sends/start-worker.ts';
import { sendScene, startAnew } from '../support/sends/send-scene.ts';

const smtp = await startScriptedSmtp({ extensions: ['PIPELINING'] });
const app = await createTestApp({ SMTP_URL: smtp.url });
const CHUNK = 20;
const SETTINGS = { ...QUICK, chunkSize: CHUNK, leaseSeconds: 2 };
const WAIT = { timeout: 100_000, interval: 100 };
// Several processes have to start.
vi.setConfig({ testTimeout: 120_000 });

beforeEach(() => startAnew(app, smtp));

const copies = (sendId: number) => countCopies(app, smtp.messages, sendId);

async function ended(worker: ChildProcess): Promise<void> {
  worker.kill('SIGTERM');
  const [code] = await once(worker, 'exit');
  expect(code).toBe(0);
}

describe('Two workers, of which one stands still in mid-send until its leases are over (SMTP-10)', () => {
  /** Both send; one is halted. @returns when the other has done all it can. */
  async function sendWithOneHalted() {
    const halted = startWorker(app, SETTINGS);
    const other = startWorker(app, SETTINGS);
    await startWorkers(halted, other);
    const { sendId, show } = await sendScene(app, 2000);
    let isHalted = false;
    smtp.script = (step) => {
      if (step === 'mail' && smtp.accepted.length >= 400 && !isHalted) isHalted = halted.kill('SIGSTOP');
      return undefined;
    };
    await vi.waitFor(
      async () => expect((await show()).counts).toMatchObject({ audience: 2000, queued: 0, sending: 0 }),
      WAIT,
    );
    expect(isHalted).toBe(true);
    return { halted, other, sendId, show };
  }

  test('and goes on before the second tries: its late answers are believed, nobody gets it twice', async () => {
    const { halted, other, sendId, show } = await sendWithOneHalted();
    halted.kill('SIGCONT');
    await ended(halted);
    await shiftRetries(app, '20 minutes');
    await vi.waitFor(async () => expect((await show()).status).toBe('sent'), WAIT);
    await ended(other);
    const { reached, twice } = await copies(sendId);
    expect({ reached, twice }).toEqual({ reached: 2000, twice: [] });
    expect((await show()).counts).toMatchObject({ accepted: 2000, unknown: 0, deferred: 0 });
  });

  test('and goes on after them: what it still had on the wire is all that can be double, and flagged', async () => {
    const { halted, other, sendId, show } = await sendWithOneHalted();
    await shiftRetries(app, '20 minutes');
    await vi.waitFor(async () => expect((await show()).status).toBe('sent'), WAIT);
    halted.kill('SIGCONT');
    await ended(halted);
    await ended(other);
    const { reached, most, unflagged, flagged } = await copies(sendId);
    expect({ reached, unflagged }).toEqual({ reached: 2000, unflagged: [] });
    expect(most).toBeLessThanOrEqual(2);
    // Of four batches the chunk in hand, and the one before it as far as it was not written down.
    expect(flagged).toBeLessThanOrEqual(4 * 2 * CHUNK);
    expect(await show()).toMatchObject({ status: 'sent', counts: { accepted: 2000, unknown: 0 } });
  });
});

test('A worker that stands still again and again, shorter than its leases last, mails nobody twice (SMTP-10)', async () => {
  const [worker] = await startWorkers(startWorker(app, SETTINGS));
  const { sendId, show } = await sendScene(app, 3000);
  let stops = 0;
  smtp.script = (step) => {
    if (step !== 'mail' || smtp.accepted.length < 200 * (stops + 1) || stops >= 5) return undefined;
    stops += 1;
    worker?.kill('SIGSTOP');
    setTimeout(() => worker?.kill('SIGCONT'), 1600);
    return undefined;
  };
  await vi.waitFor(async () => expect((await show()).status).toBe('sent'), WAIT);
  if (worker) await ended(worker);
  expect(stops).toBe(5);
  const { reached, twice } = await copies(sendId);
  expect({ reached, twice }).toEqual({ reached: 3000, twice: [] });
});

describe('Workers whose clocks are five minutes off, one ahead and one behind (TIM-06)', () => {
  const OFF_MS = 5 * 60_000;
  const startBoth = () =>
    startWorkers(startWorker(app, SETTINGS, OFF_MS), startWorker(app, SETTINGS, -OFF_MS));

  test('share a send as ever: each reader gets one message, all with the date of the database', async () => {
    const workers = await startBoth();
    const { sendId, show } = await sendScene(app, 1200);
    await vi.waitFor(async () => expect((await show()).status).toBe('sent'), WAIT);
    for (const worker of workers) await ended(worker);
    expect(smtp.accepted).toHaveLength(1200);
    expect(new Set(smtp.accepted).size).toBe(1200);
    expect((await show()).counts).toMatchObject({ accepted: 1200, possiblyTwice: 0 });
    const dates = new Set(smtp.messages.map(({ source }) => /^Date: (.*)$/m.exec(source)?.[1]));
    const [send] = await rows<{ mail_date: Date }>(app.db, 'select mail_date from sends where id = ?', [
      sendId,
    ]);
    expect([...dates].map((date) => new Date(date ?? '').getTime())).toEqual([send?.mail_date.getTime()]);
  });

  test('try a deferred reader again when the database says so, neither earlier nor later', async () => {
    const { show } = await sendScene(app, 40);
    smtp.script = (step) => (step === 'rcpt' ? '450 4.7.1 Greylisted' : undefined);
    const workers = await startBoth();
    await vi.waitFor(async () => expect((await show()).counts.deferred).toBe(40), WAIT);
    const waits = await rows<{ least: number; most: number }>(
      app.db,
      `select min(extract(epoch from r.next_attempt_at - m.at))::float8 as least,
              max(extract(epoch from r.next_attempt_at - m.at))::float8 as most
         from message_retries r join messages m using (send_id, subscriber_id)`,
    );
    expect(waits[0]?.least).toBeGreaterThanOrEqual(295);
    expect(waits[0]?.most).toBeLessThanOrEqual(380);
    // Both have looked for retries by the time that a second send is through.
    smtp.script = () => undefined;
    const publication = await makePublication(app);
    await makeReaders(app, publication, 200);
    const nextId = await prepareSendOf(app, await makeArticle(app, publication));
    await vi.waitFor(
      async () => expect((await getSend(app.db, publication.id, nextId)).status).toBe('sent'),
      WAIT,
    );
    expect((await show()).counts).toMatchObject({ deferred: 40, accepted: 0, expired: 0 });
    await shiftRetries(app, '7 minutes');
    await vi.waitFor(async () => expect((await show()).counts.accepted).toBe(40), WAIT);
    for (const worker of workers) await ended(worker);
  });

  test('begin a send when it is due by the database, neither earlier nor later', async () => {
    await sendScene(app, 1);
    const early = await makePublication(app, { holdMinutes: 4 });
    const due = await makePublication(app);
    for (const publication of [early, due]) {
      await makeReaders(app, publication, 5);
      await makeArticle(app, publication);
    }
    await planArticleSends(app);
    const workers = await startBoth();
    const statuses = async () =>
      (
        await rows<{ status: string }>(
          app.db,
          'select status from sends where publication_id = any(?) order by publication_id',
          [[early.id, due.id]],
        )
      ).map(({ status }) => status);
    await vi.waitFor(async () => expect(await statuses()).toEqual(['scheduled', 'sent']), WAIT);
    for (const worker of workers) await ended(worker);
    expect(await statuses()).toEqual(['scheduled', 'sent']);
  });
});
