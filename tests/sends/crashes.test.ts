import { once } from 'node:events';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { DELIVERY_SETTINGS } from '../../src/delivery/ledger.ts';
import { createMailer } from '../../src/transports/index.ts';
import type { BulkMessage, Mailer } from '../../src/platform/mail/mailer.ts';
import { deliverDueRetries } from '../../src/sends/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { startScriptedSmtp, type SmtpStep } from '../support/mail/scripted-smtp.ts';
import {
  countCopies,
  deliver,
  expireLeases,
  makeArticle,
  makeReaders,
  prepareSendOf,
  QUICK,
  shiftRetries,
} from '../support/sends/sends.ts';
import { startWorker as startWorkerOf, startWorkers } from '../support/sends/start-worker.ts';
import { sendScene, startAnew } from '../support/sends/send-scene.ts';

const smtp = await startScriptedSmtp({ extensions: ['PIPELINING'] });
const app = await createTestApp({ SMTP_URL: smtp.url });
const CHUNK = 20;
/** Of a worker. */
const CONNECTIONS = 10;
const SETTINGS = { ...QUICK, chunkSize: CHUNK };

const startWorker = (settings: object = SETTINGS) => startWorkerOf(app, settings);

beforeEach(() => startAnew(app, smtp));

/** Sends on until nothing is left to do, as if the waits for second tries were over. */
async function finish(show: () => Promise<{ status: string }>) {
  await vi.waitFor(
    async () => {
      await expireLeases(app);
      await deliver(app, { settings: SETTINGS });
      await shiftRetries(app, '20 minutes');
      await deliverDueRetries(app, { settings: SETTINGS });
      expect((await show()).status).toBe('sent');
    },
    { timeout: 100_000, interval: 100 },
  );
}

const copies = (sendId: number) => countCopies(app, smtp.messages, sendId);

describe('A worker that is killed (SMTP-09, SMTP-10)', () => {
  const points: [string, SmtpStep][] = [
    ['before MAIL', 'mail'],
    ['before DATA', 'data'],
    ['after the dot', 'dot'],
  ];
  test.each(points)(
    '%s loses nobody; copies are only of what it had in hand, and flagged',
    async (_what, step) => {
      const { show, sendId } = await sendScene(app, 150);
      const worker = startWorker();
      let seen = 0;
      smtp.script = (at) => {
        if (at !== step || (seen += 1) < 70) return undefined;
        worker.kill('SIGKILL');
        return 'silent';
      };
      await once(worker, 'exit');
      smtp.script = () => undefined;
      const before = await show();
      expect(before.counts.accepted).toBeGreaterThan(0);
      await finish(show);
      const { reached, unflagged, flagged } = await copies(sendId);
      expect(reached).toBe(150);
      expect(unflagged).toEqual([]);
      expect(flagged).toBeLessThanOrEqual(2 * CHUNK);
      expect((await show()).counts).toMatchObject({
        accepted: 150,
        queued: 0,
        sending: 0,
        deferred: 0,
        unknown: 0,
      });
    },
  );

  test('after 250, before it wrote that down, repeats only what it had in hand, flagged', async () => {
    const { show, sendId } = await sendScene(app, 300);
    const worker = startWorker();
    await vi.waitFor(() => expect(smtp.accepted.length).toBeGreaterThan(20), {
      timeout: 100_000,
      interval: 1,
    });
    // Its books are closed to it from here on.
    const lock = await app.db.transaction();
    await lock.raw('select 1 from send_batches where send_id = ? for update', [sendId]);
    await vi.waitFor(
      async () => {
        const { rows } = await lock.raw('select count(*)::int as count from messages where send_id = ?', [
          sendId,
        ]);
        expect(smtp.accepted.length).toBeGreaterThan(rows[0].count);
      },
      { timeout: 100_000, interval: 5 },
    );
    worker.kill('SIGKILL');
    await once(worker, 'exit');
    // A statement of its that still waits would be carried out.
    await vi.waitFor(
      async () => {
        const { rows } = await lock.raw(
          'select pg_terminate_backend(pid) from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))',
        );
        expect(rows).toEqual([]);
      },
      { timeout: 100_000 },
    );
    await lock.rollback();
    await expireLeases(app);
    smtp.script = () => undefined;
    await finish(show);
    const { reached, unflagged, twice } = await copies(sendId);
    expect(reached).toBe(300);
    expect(twice.length).toBeGreaterThan(0);
    expect(twice.length).toBeLessThanOrEqual(2 * CHUNK);
    expect(unflagged).toEqual([]);
  });

  test('is succeeded at once: the rest goes on, and what it had in hand is tried again within the minute', async () => {
    const soon = { ...SETTINGS, leaseSeconds: 2, interruptedSeconds: 1 };
    const { show, sendId, publication } = await sendScene(app, 100);
    const worker = startWorker(soon);
    smtp.script = (at) => {
      if (at !== 'dot' || smtp.accepted.length < 40) return undefined;
      worker.kill('SIGKILL');
      return 'silent';
    };
    await once(worker, 'exit');
    smtp.script = () => undefined;
    const [successor] = await startWorkers(startWorker(soon));
    await vi.waitFor(async () => expect((await show()).status).toBe('sent'), { timeout: 100_000 });
    successor?.kill('SIGTERM');
    const { reached, twice, unflagged } = await copies(sendId);
    expect({ reached, unflagged }).toEqual({ reached: 100, unflagged: [] });
    expect(twice.length).toBeGreaterThan(0);

    // Only a server's silence waits for a quarter of an hour.
    expect(DELIVERY_SETTINGS.leaseSeconds + DELIVERY_SETTINGS.interruptedSeconds * 1.25).toBeLessThan(45);
    await makeReaders(app, publication, 1, 'silent.example');
    smtp.script = (at, _line, to) => (at === 'dot' && to.endsWith('silent.example') ? 'close' : undefined);
    const silent = await prepareSendOf(app, await makeArticle(app, publication));
    await deliver(app, { settings: soon });
    const { rows } = await app.db.raw(
      `select extract(epoch from next_attempt_at - now()) / 60 as minutes from message_retries where send_id = ?`,
      [silent],
    );
    expect(rows).toHaveLength(1);
    expect(Number(rows[0].minutes)).toBeGreaterThan(14);
  });

  test('while it tries a deferred message again leaves that one in doubt, not lost', async () => {
    const { show, sendId } = await sendScene(app, 3);
    smtp.script = (at) => (at === 'rcpt' ? '450 4.2.1 Later' : undefined);
    await deliver(app);
    expect((await show()).counts.deferred).toBe(3);
    await shiftRetries(app, '10 minutes');
    const worker = startWorker();
    smtp.script = (at) => {
      if (at !== 'dot') return undefined;
      worker.kill('SIGKILL');
      return 'silent';
    };
    await once(worker, 'exit');
    await expireLeases(app);
    smtp.script = () => undefined;
    await finish(show);
    const { reached, unflagged } = await copies(sendId);
    expect(reached).toBe(3);
    expect(unflagged).toEqual([]);
    expect((await show()).counts.accepted).toBe(3);
  });

  test('while it tries many again repeats only what was on the wire', async () => {
    const { show, sendId } = await sendScene(app, 40);
    smtp.script = (at) => (at === 'rcpt' ? '450 4.2.1 Later' : undefined);
    await deliver(app);
    await shiftRetries(app, '10 minutes');
    smtp.script = (at) => (at === 'dot' && smtp.accepted.length >= 5 ? 'silent' : undefined);
    // Nothing is written down only because a lease is to be prolonged.
    const worker = startWorker({ ...SETTINGS, leaseSeconds: 60 });
    const waiting = { timeout: 100_000 };
    const onTheWire = () => smtp.messages.length - smtp.accepted.length;
    await vi.waitFor(() => expect(onTheWire()).toBe(CONNECTIONS), waiting);
    await vi.waitFor(async () => expect((await show()).counts.accepted).toBe(5), waiting);
    worker.kill('SIGKILL');
    await once(worker, 'exit');
    await expireLeases(app);
    smtp.script = () => undefined;
    await finish(show);
    const { reached, twice, unflagged } = await copies(sendId);
    expect({ reached, unflagged }).toEqual({ reached: 40, unflagged: [] });
    expect(twice).toHaveLength(CONNECTIONS);
  });

  test('five times over loses nobody', async () => {
    const { show, sendId } = await sendScene(app, 400);
    for (const stop of [40, 100, 160, 220, 280]) {
      const worker = startWorker({ ...SETTINGS, leaseSeconds: 2 });
      smtp.script = (at) => {
        if (at === 'mail' && smtp.accepted.length >= stop) {
          worker.kill('SIGKILL');
          return 'silent';
        }
        return undefined;
      };
      await once(worker, 'exit');
      await expireLeases(app);
    }
    smtp.script = () => undefined;
    await finish(show);
    const { reached, unflagged } = await copies(sendId);
    expect(reached).toBe(400);
    expect(unflagged).toEqual([]);
  });
});

test('SIGTERM ends a worker with nothing in doubt (SMTP-17)', async () => {
  const { show, sendId } = await sendScene(app, 300);
  const worker = startWorker();
  smtp.script = (at) => {
    if (at === 'mail' && smtp.accepted.length >= 80) worker.kill('SIGTERM');
    return undefined;
  };
  const [code] = await once(worker, 'exit');
  expect(code).toBe(0);
  const { counts } = await show();
  expect(counts).toMatchObject({ sending: 0, unknown: 0, possiblyTwice: 0 });
  expect(counts.accepted).toBe(smtp.accepted.length);
  expect(counts.queued).toBe(300 - counts.accepted);
  const { rows } = await app.db.raw(`select 1 from send_batches where send_id = ? and state = 'leased'`, [
    sendId,
  ]);
  expect(rows).toEqual([]);
  await finish(show);
  expect(smtp.accepted).toHaveLength(300);
});

test('Two worker processes share a send: each reader gets one message', async () => {
  const workers = await startWorkers(startWorker(), startWorker());
  const { show } = await sendScene(app, 1200);
  await vi.waitFor(async () => expect((await show()).status).toBe('sent'), {
    timeout: 100_000,
    interval: 200,
  });
  for (const worker of workers) worker.kill('SIGTERM');
  expect(smtp.accepted).toHaveLength(1200);
  expect(new Set(smtp.accepted).size).toBe(1200);
});

test('A database that goes away in mid-send loses nobody and repeats nobody', async () => {
  const { show } = await sendScene(app, 300);
  let isCut = false;
  smtp.script = (at) => {
    if (at !== 'mail' || isCut || smtp.accepted.length < 100) return undefined;
    isCut = true;
    void app.db
      .raw(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      )
      .catch(() => {});
    return undefined;
  };
  await deliver(app, { settings: SETTINGS }).catch(() => {});
  await finish(show);
  expect(isCut).toBe(true);
  expect(new Set(smtp.accepted).size).toBe(300);
  expect(smtp.accepted).toHaveLength(300);
  expect((await show()).counts).toMatchObject({ accepted: 300, possiblyTwice: 0 });
});

test('A worker whose lease ran out stops, and what it still learns is believed', async () => {
  const { show } = await sendScene(app, 60);
  const transports = createMailer(app.config, app.db, app.keys);
  const slow = await transports.over('default');
  const release = Promise.withResolvers<void>();
  let given = 0;
  let held = 0;
  const hold = (message: BulkMessage): BulkMessage => ({
    ...message,
    settle(outcome) {
      held += 1;
      void release.promise.then(() => message.settle(outcome));
    },
  });
  const mailer: Mailer = {
    ...slow,
    // Ten messages are sent, and nobody is told before `release`.
    sendAll: async (next) =>
      slow.sendAll(async () => {
        if ((given += 1) > 10) await release.promise;
        const message = await next();
        return message && hold(message);
      }),
  };
  // The books of this worker cannot be written for a while, as when its connection hangs.
  const stalled = deliver({ ...app, mailer }, { settings: { ...SETTINGS, flushMs: 60_000 } });
  await vi.waitFor(() => expect(held).toBe(10), { timeout: 100_000 });
  await app.db.raw(
    `update send_batches set lease_until = now() - interval '1 second' where state = 'leased'`,
  );
  await deliver(app, { settings: SETTINGS });
  const { unknown, accepted } = (await show()).counts;
  expect(unknown).toBeGreaterThanOrEqual(10);
  expect(unknown).toBeLessThanOrEqual(CHUNK);
  expect(accepted).toBe(60 - unknown);
  release.resolve();
  await stalled;
  await transports.close();
  expect((await show()).counts.accepted).toBeGreaterThanOrEqual(accepted + 10);
  await finish(show);
  expect((await show()).counts).toMatchObject({ accepted: 60, unknown: 0 });
  expect(new Set(smtp.accepted).size).toBe(60);
});
