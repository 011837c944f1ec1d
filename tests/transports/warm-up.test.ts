import { beforeEach, expect, test, vi } from 'vitest';
import { changeWarmUp, getTransport, openThrottle } from '../../src/transports/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { deliver } from '../support/sends/sends.ts';
import { addSmtp, singleMail } from '../support/sends/transports.ts';
import { sendScene } from '../support/sends/send-scene.ts';

const young = await startScriptedSmtp({ extensions: ['PIPELINING'] });
const old = await startScriptedSmtp({ extensions: ['PIPELINING'] });
const app = await createTestApp({ SMTP_URL: young.url });
await addSmtp(app, 'old', old.url);

beforeEach(async () => {
  for (const smtp of [young, old]) smtp.accepted.length = 0;
  await app.db.raw('update transports set day = null, day_count = 0');
});

async function warmUp(plan: number[] | null): Promise<void> {
  await changeWarmUp(app, 'default', { plan });
  // Not in a second, as for those who are sending, but now.
  await openThrottle(app.db, { freshMs: 0 });
}

/** As if the plan had begun, and what was sent had been sent, a day earlier. */
const nextDay = () =>
  app.db.raw(
    `update transports set warm_up_since = warm_up_since - 1, day = day - 1, full_until = full_until - interval '1 day'`,
  );

test('A warm-up lets so many through a day and no more, all processes together; the rest goes the next day (SMTP-19)', async () => {
  const { show } = await sendScene(app, 200);
  await warmUp([30, 70]);
  // Three at once: what one holds, the others do not have.
  await Promise.all([deliver(app), deliver({ ...app, db: app.db }), deliver(app)]);
  expect(young.accepted).toHaveLength(30);
  expect(await show()).toMatchObject({
    status: 'sending',
    reason: { code: 'warm-up-full', params: { transport: 'default', limit: 30, via: null } },
    counts: { accepted: 30, queued: 170, sending: 0, deferred: 0 },
  });
  expect(await getTransport(app, 'default')).toMatchObject({
    status: 'full',
    warmUp: { plan: [30, 70], limitToday: 30, countToday: 30 },
  });
  await deliver(app);
  expect(young.accepted).toHaveLength(30);
  await nextDay();
  await deliver(app);
  expect(young.accepted).toHaveLength(100);
  await deliver(app);
  expect(young.accepted).toHaveLength(100);
  await nextDay();
  await vi.waitFor(
    async () => {
      await deliver(app);
      expect(await show()).toMatchObject({ status: 'sent', reason: null });
    },
    { timeout: 100_000 },
  );
  expect(young.accepted).toHaveLength(200);
  expect(new Set(young.accepted).size).toBe(200);
  await warmUp(null);
});

test('Beyond the day’s share mail goes over the publication’s next transport', async () => {
  const { show } = await sendScene(app, 100, { publication: { transports: ['default', 'old'] } });
  await warmUp([25]);
  await vi.waitFor(
    async () => {
      await deliver(app);
      expect((await show()).status).toBe('sent');
    },
    { timeout: 100_000 },
  );
  expect([young.accepted.length, old.accepted.length]).toEqual([25, 75]);
  expect(new Set([...young.accepted, ...old.accepted]).size).toBe(100);
  await warmUp(null);
});

test('What a small send did not use is there for the next one', async () => {
  await warmUp([40]);
  for (const readers of [3, 4]) {
    const { show } = await sendScene(app, readers);
    await deliver(app);
    expect((await show()).status).toBe('sent');
  }
  expect((await getTransport(app, 'default')).warmUp?.countToday).toBe(7);
  await warmUp(null);
});

test('What a server out of order did not take does not count: the day’s share leaves when it is mended, and no more', async () => {
  const { show } = await sendScene(app, 60);
  await warmUp([20]);
  const tries = () => young.commands.filter((line) => line.startsWith('MAIL')).length;
  const before = tries();
  young.script = (step) => (step === 'mail' ? '451 4.3.0 Not now' : undefined);
  await vi.waitFor(
    async () => {
      await deliver(app);
      expect(tries() - before).toBeGreaterThan(60);
    },
    { timeout: 100_000 },
  );
  expect(await getTransport(app, 'default')).toMatchObject({ warmUp: { countToday: 0 } });
  young.script = () => undefined;
  await vi.waitFor(
    async () => {
      await deliver(app);
      expect(young.accepted).toHaveLength(20);
      expect(await getTransport(app, 'default')).toMatchObject({
        status: 'full',
        warmUp: { countToday: 20 },
      });
    },
    { timeout: 100_000 },
  );
  await deliver(app);
  expect(young.accepted).toHaveLength(20);
  expect((await show()).counts).toMatchObject({ accepted: 20, queued: 40 });
  await warmUp(null);
  await deliver(app);
  expect((await show()).status).toBe('sent');
});

test('A plan that is lifted or raised counts within seconds', async () => {
  const { show } = await sendScene(app, 50);
  await warmUp([10]);
  await deliver(app);
  expect((await show()).counts.accepted).toBe(10);
  await warmUp([20]);
  await vi.waitFor(
    async () => {
      await deliver(app);
      expect((await show()).counts.accepted).toBe(20);
    },
    { timeout: 100_000 },
  );
  await warmUp(null);
  await vi.waitFor(
    async () => {
      await deliver(app);
      expect((await show()).status).toBe('sent');
    },
    { timeout: 100_000 },
  );
});

test('A confirmation mail is neither held nor counted', async () => {
  await warmUp([1]);
  await sendScene(app, 5);
  await deliver(app);
  const outcome = await app.mailer.send(singleMail);
  expect(outcome).toMatchObject({ kind: 'accepted' });
  expect((await getTransport(app, 'default')).warmUp?.countToday).toBe(1);
  await warmUp(null);
});
