import { beforeEach, describe, expect, test, vi } from 'vitest';
import { changeLimit, listLimits, openThrottle, type LimitTarget } from '../../../src/transports/index.ts';
import { rows } from '../../../src/platform/database.ts';
import { cancelSend, deliverDueRetries } from '../../../src/sends/index.ts';
import { createTestApp } from '../../support/app/app.ts';
import { singleMail } from '../../support/sends/transports.ts';
import { startScriptedSmtp } from '../../support/mail/scripted-smtp.ts';
import { deliver, mendTransports, QUICK, shiftRetries } from '../../support/sends/sends.ts';
import { startWorker, startWorkers } from '../../support/sends/start-worker.ts';
import { sendScene } from '../../support/sends/send-scene.ts';

const smtp = await startScriptedSmtp({ extensions: ['PIPELINING'] });
const app = await createTestApp({ SMTP_URL: smtp.url });
const TRANSPORT = { transport: 'default' };
/** As if it had been set a second ago. */
async function limit(target: LimitTarget, values: object): Promise<void> {
  await changeLimit(app, target, values);
  await openThrottle(app.db, { freshMs: 0 });
}

/** When the sink took each message, and for whom. */
let taken: { at: number; to: string }[] = [];
beforeEach(async () => {
  taken = [];
  smtp.script = (step, _line, to) => {
    if (step === 'dot') taken.push({ at: performance.now(), to });
    return undefined;
  };
  await mendTransports(app);
  await app.db.raw(`truncate send_limits`);
  await openThrottle(app.db, { freshMs: 0 });
  await app.db.raw(`update sends set status = 'cancelled' where status <> 'sent'`);
});

/** A pause of this machine bunches messages at the sink, which evens out; no limit at all would be hundreds a second. */
const bunched = (perSecond: number) => perSecond * 2 + 2;
/** How busy a mail server is kept is for the bench; a limit that is taken for one of an hour is found here. */
const notMuchLess = (perSecond: number) => perSecond / 20;
const onTheWhole = (perSecond: number) => perSecond * 1.3 + 1;

/** Most messages in any second, and how many a second on the whole. */
function measured(of: { at: number }[] = taken) {
  const times = of.map(({ at }) => at);
  const inSecond = times.map((start) => times.filter((at) => at >= start && at < start + 1000).length);
  const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000;
  return { most: Math.max(...inSecond), rate: (times.length - 1) / seconds };
}
const to = (domain: string) => taken.filter((message) => message.to.endsWith(`@${domain}`));

describe('A transport with a limit per second (SMTP-05)', () => {
  test.each([20, 100])('gets %d messages a second, no more and not much less', async (perSecond) => {
    await sendScene(app, { 'readers.example': perSecond * 4 });
    await limit(TRANSPORT, { perSecond });
    await deliver(app);
    expect(taken).toHaveLength(perSecond * 4);
    const { most, rate } = measured();
    expect(most).toBeLessThanOrEqual(bunched(perSecond));
    expect(rate).toBeLessThanOrEqual(onTheWhole(perSecond));
    expect(rate).toBeGreaterThan(notMuchLess(perSecond));
  });

  test('is shared by all processes', async () => {
    await limit(TRANSPORT, { perSecond: 60 });
    await startWorkers(startWorker(app, QUICK), startWorker(app, QUICK));
    const { show } = await sendScene(app, { 'readers.example': 1500 });
    await vi.waitFor(() => expect(taken.length).toBeGreaterThan(360), { timeout: 100_000, interval: 50 });
    const { rows: batches } = await app.db.raw(
      `select distinct worker from send_batches where worker is not null and state = 'leased'`,
    );
    expect(batches.length).toBeGreaterThanOrEqual(2);
    const { most, rate } = measured(taken.slice(60));
    expect(most).toBeLessThanOrEqual(bunched(60));
    expect(rate).toBeLessThanOrEqual(onTheWhole(60));
    expect(rate).toBeGreaterThan(notMuchLess(60));
    expect((await show()).status).toBe('sending');
  });

  test('holds for confirmations and other single mails, too', async () => {
    await limit(TRANSPORT, { perSecond: 10 });
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        app.mailer.send({ ...singleMail, messageId: `<${at}@gazette.example>` }),
      ),
    );
    expect(outcomes.every(({ kind }) => kind === 'accepted')).toBe(true);
    expect(measured().most).toBeLessThanOrEqual(bunched(10));
  });

  test('waits for its next slot without holding up a cancelled send', async () => {
    const { publication, sendId } = await sendScene(app, { 'readers.example': 20 });
    await limit(TRANSPORT, { perHour: 2 });
    const delivery = deliver(app);
    await vi.waitFor(() => expect(taken).toHaveLength(1), { timeout: 100_000 });
    await cancelSend(app, publication.id, sendId);
    await expect(Promise.race([delivery.then(() => 'ended'), timeout(100_000)])).resolves.toBe('ended');
    expect(taken).toHaveLength(1);
  });

  test('is changed for those who are sending already', async () => {
    await sendScene(app, { 'readers.example': 200 });
    await limit(TRANSPORT, { perSecond: 1 });
    const delivery = deliver(app);
    await vi.waitFor(() => expect(taken.length).toBeGreaterThan(2), { timeout: 100_000 });
    await changeLimit(app, TRANSPORT, {});
    await delivery;
    expect(taken).toHaveLength(200);
    expect(measured().rate).toBeGreaterThan(2);
  });

  test('that was very low and is raised does not wait for the slot it would have had', async () => {
    await sendScene(app, { 'readers.example': 100 });
    await limit(TRANSPORT, { perHour: 10 });
    const delivery = deliver(app);
    await vi.waitFor(() => expect(taken).toHaveLength(1), { timeout: 100_000 });
    await changeLimit(app, TRANSPORT, { perSecond: 50 });
    await expect(Promise.race([delivery.then(() => 'ended'), timeout(100_000)])).resolves.toBe('ended');
    expect(taken).toHaveLength(100);
    expect(measured(taken.slice(1)).most).toBeLessThanOrEqual(bunched(50));
  });
});

describe('A domain with a limit (SMTP-04)', () => {
  test('gets no more than that, and nobody else waits for it; a reader put aside is charged no attempt', async () => {
    const { sendId, show } = await sendScene(app, { 'slow.example': 60, 'quick.example': 400 });
    await mixBatches(sendId);
    await limit({ domain: 'slow.example' }, { perSecond: 10 });
    const delivery = deliver(app);
    await vi.waitFor(() => expect(to('quick.example')).toHaveLength(400), { timeout: 100_000, interval: 5 });
    expect(to('slow.example').length).toBeLessThan(50);
    await delivery;
    const aside = await rows<{ attempts: number; reply: string }>(
      app.db,
      `select attempts, reply from messages where send_id = ? and state = 'deferred'`,
      [sendId],
    );
    expect(aside.length).toBeGreaterThan(20);
    for (const { attempts, reply } of aside) {
      expect(attempts).toBe(0);
      expect(reply).toBe('Waiting for its turn, because mail to slow.example is limited.');
    }
    await vi.waitFor(
      async () => {
        await shiftRetries(app, '20 minutes');
        await deliverDueRetries(app, { settings: QUICK });
        expect((await show()).status).toBe('sent');
      },
      { timeout: 100_000, interval: 50 },
    );
    expect(to('slow.example')).toHaveLength(60);
    expect(measured(to('slow.example')).most).toBeLessThanOrEqual(bunched(10));
    expect(await attemptsOf(sendId)).toEqual([1]);
  });

  test('holds up no later send: its last readers are put aside, too, and those of a send that goes to nobody else', async () => {
    const { sendId } = await sendScene(app, { 'slow.example': 20, 'quick.example': 20 });
    await mixBatches(sendId);
    const alone = await sendScene(app, { 'slow.example': 20 });
    await limit({ domain: 'slow.example' }, { perHour: 10 });
    const delivery = deliver(app);
    await vi.waitFor(() => expect(to('quick.example')).toHaveLength(20), { timeout: 100_000 });
    const later = await sendScene(app, { 'quick.example': 5 });
    await expect(Promise.race([delivery.then(() => 'ended'), timeout(100_000)])).resolves.toBe('ended');
    await deliver(app);
    expect((await later.show()).status).toBe('sent');
    expect((await alone.show()).counts).toMatchObject({ queued: 0, sending: 0 });
    expect(to('slow.example').length).toBeLessThanOrEqual(2);
  });

  test('that is raised in mid-send gets the rest at its new pace within minutes', async () => {
    const { sendId, show } = await sendScene(app, { 'slow.example': 300, 'quick.example': 100 });
    await mixBatches(sendId);
    await limit({ domain: 'slow.example' }, { perHour: 10 });
    await deliver(app);
    expect((await show()).counts).toMatchObject({ queued: 0, sending: 0 });
    const [aside] = await rows<{ count: number; seconds: number }>(
      app.db,
      `select count(*)::int as count, extract(epoch from max(next_attempt_at) - now())::float8 as seconds
         from message_retries where send_id = ?`,
      [sendId],
    );
    expect(aside?.count).toBeGreaterThan(290);
    expect(aside?.seconds).toBeLessThan(660);
    await limit({ domain: 'slow.example' }, { perSecond: 60 });
    await vi.waitFor(
      async () => {
        await shiftRetries(app, '11 minutes');
        await deliverDueRetries(app, { settings: QUICK });
        expect((await show()).status).toBe('sent');
      },
      { timeout: 100_000, interval: 50 },
    );
    expect(to('slow.example')).toHaveLength(300);
    const { most, rate } = measured(to('slow.example').slice(5));
    expect(most).toBeLessThanOrEqual(bunched(60));
    expect(rate).toBeGreaterThan(notMuchLess(60));
    expect(await attemptsOf(sendId)).toEqual([1]);
  });

  test('with hundreds put aside keeps nobody else’s next try waiting', async () => {
    const { sendId } = await sendScene(app, { 'slow.example': 500, 'quick.example': 20 });
    await mixBatches(sendId);
    await limit({ domain: 'slow.example' }, { perHour: 10 });
    smtp.script = (step, _line, to) =>
      step === 'rcpt' && to.endsWith('@quick.example') ? '451 4.2.0 Busy, come back' : undefined;
    await deliver(app);
    smtp.script = (step, _line, to) => {
      if (step === 'dot') taken.push({ at: performance.now(), to });
      return undefined;
    };
    // All are due, those of the slow domain first.
    await app.db.raw(
      `update message_retries r
          set next_attempt_at = now() - case when m.attempts = 0 then interval '2 minutes' else interval '1 minute' end
         from messages m where m.send_id = r.send_id and m.subscriber_id = r.subscriber_id and r.send_id = ?`,
      [sendId],
    );
    const startedAt = performance.now();
    await deliverDueRetries(app, { settings: QUICK });
    expect(to('quick.example')).toHaveLength(20);
    expect(Math.max(...to('quick.example').map(({ at }) => at)) - startedAt).toBeLessThan(20_000);
    const [left] = await rows<{ attempts: number; due: number }>(
      app.db,
      `select max(m.attempts)::int as attempts, count(*) filter (where r.next_attempt_at <= now())::int as due
         from message_retries r join messages m using (send_id, subscriber_id) where r.send_id = ?`,
      [sendId],
    );
    expect(left).toEqual({ attempts: 0, due: 0 });
  });

  test('gets it whole when all readers are there', async () => {
    await sendScene(app, { 'slow.example': 100 });
    await limit({ domain: 'slow.example' }, { perSecond: 25 });
    await deliver(app);
    expect(taken).toHaveLength(100);
    const { most, rate } = measured();
    expect(most).toBeLessThanOrEqual(bunched(25));
    expect(rate).toBeLessThanOrEqual(onTheWhole(25));
    expect(rate).toBeGreaterThan(notMuchLess(25));
  });
});

describe('A domain that asks for less (SMTP-04)', () => {
  const slowedTo = async () =>
    (await listLimits(app.db)).find(({ scope }) => scope === 'domain:slow.example')?.slowedTo;

  test('gets half, once for many answers; the others go on', async () => {
    const { show } = await sendScene(app, { 'slow.example': 5, 'quick.example': 50 });
    await limit({ domain: 'slow.example' }, { perSecond: 1000 });
    smtp.script = (step, _line, to) => {
      if (step === 'rcpt' && to.endsWith('@slow.example')) return '451 4.7.28 Too much from you, slow down';
      if (step === 'dot') taken.push({ at: performance.now(), to });
      return undefined;
    };
    await deliver(app);
    expect((await show()).counts).toMatchObject({ accepted: 50, deferred: 5 });
    await vi.waitFor(async () => expect(await slowedTo()).toBeCloseTo(1000 * 0.98 * 0.5, -1), {
      timeout: 100_000,
    });
  });

  test('by closing the connection (421) holds up nobody else and is charged to nobody; its readers get their mail later, once', async () => {
    const { sendId, show } = await sendScene(app, { 'slow.example': 5, 'quick.example': 200 });
    await mixBatches(sendId);
    await app.mailer.send(singleMail);
    taken = [];
    let isClosing = true;
    smtp.script = (step, _line, to) => {
      if (isClosing && step === 'rcpt' && to.endsWith('@slow.example')) return '421 4.7.0 Too many from you';
      if (step === 'dot') taken.push({ at: performance.now(), to });
      return undefined;
    };
    await deliver(app);
    expect(await show()).toMatchObject({ status: 'sending', counts: { accepted: 200, deferred: 5 } });
    expect((await show()).reason).toBe(null);
    expect(await attemptsOf(sendId)).toEqual([0, 1]);
    await vi.waitFor(async () => expect(await slowedTo()).toBeGreaterThan(0), { timeout: 100_000 });
    isClosing = false;
    await vi.waitFor(
      async () => {
        await shiftRetries(app, '20 minutes');
        await deliverDueRetries(app, { settings: QUICK });
        expect((await show()).status).toBe('sent');
      },
      { timeout: 100_000, interval: 50 },
    );
    expect(to('slow.example')).toHaveLength(5);
    expect(taken).toHaveLength(205);
  });

  test('is believed to be one of several only: three in a row mean the mail server itself (SMTP-01)', async () => {
    const { show } = await sendScene(app, {
      'one.example': 3,
      'two.example': 3,
      'three.example': 3,
      'four.example': 3,
    });
    smtp.script = (step) => (step === 'rcpt' ? '421 4.7.0 Not now' : undefined);
    await deliver(app);
    const { reason, counts } = await show();
    expect(reason?.params).toMatchObject({ reply: expect.stringContaining('421 4.7.0 Not now') });
    expect(counts.queued + counts.deferred).toBe(12);
    expect(counts.queued).toBeGreaterThan(0);
  });

  test('gets more again with time, until nothing is left of it', async () => {
    await app.db.raw(
      `insert into send_limits (scope, slowed_to, slowed_at) values ('domain:slow.example', 5, now() - interval '5 minutes')`,
    );
    expect(await slowedTo()).toBeCloseTo(10, 1);
    await app.db.raw(`update send_limits set slowed_at = now() - interval '2 hours'`);
    expect(await listLimits(app.db)).toEqual([]);
  });

  test('is not one that greylists', async () => {
    await sendScene(app, { 'slow.example': 5 });
    smtp.script = (step) => (step === 'rcpt' ? '451 4.7.1 Greylisted, come back in five minutes' : undefined);
    await deliver(app);
    expect(await listLimits(app.db)).toEqual([]);
  });
});

const timeout = (ms: number) => new Promise((resolve) => setTimeout(() => resolve('waited'), ms));

/** Readers of all domains in turn, as they would have signed up. */
const mixBatches = (sendId: number) =>
  app.db.raw(
    `update send_batches set subscriber_ids = (select array_agg(id order by md5(id::text)) from unnest(subscriber_ids) id) where send_id = ?`,
    [sendId],
  );

async function attemptsOf(sendId: number): Promise<number[]> {
  const found = await rows<{ attempts: number }>(
    app.db,
    'select distinct attempts from messages where send_id = ? order by attempts',
    [sendId],
  );
  return found.map(({ attempts }) => attempts);
}
