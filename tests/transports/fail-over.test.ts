import { beforeEach, describe, expect, test, vi } from 'vitest';
import { changeTransport, checkTransport, listTransports } from '../../src/transports/index.ts';
import { deliverDueRetries, type SendProgress } from '../../src/sends/index.ts';
import { says } from '../../src/words/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { deliver, mendTransports, QUICK, shiftRetries } from '../support/sends/sends.ts';
import { addSmtp, singleMail, transportRow } from '../support/sends/transports.ts';
import { sendScene, type SendScene } from '../support/sends/send-scene.ts';

const first = await startScriptedSmtp({ extensions: ['PIPELINING'] });
const second = await startScriptedSmtp({ extensions: ['PIPELINING'] });
const app = await createTestApp({ SMTP_URL: first.url });
await addSmtp(app, 'backup', second.url);

beforeEach(async () => {
  await mendTransports(app);
  for (const smtp of [first, second]) {
    smtp.script = () => undefined;
    smtp.accepted.length = 0;
    smtp.messages.length = 0;
    smtp.commands.length = 0;
  }
});

const busy = () => '421 4.3.2 Busy';
const all = () => [...first.accepted, ...second.accepted];
/** Pauses last until the test ends them: on a busy machine a short one would be over before anybody looks. */
const LASTING = { firstSeconds: 600, longestSeconds: 600 };
const endPauses = (of = 'true') =>
  app.db.raw(`update transports set blocked_until = now() where blocked_until > now() and ${of}`);
/** As if so much time had passed after each round that faults are tried again; what is out of order stays so. */
const untilSent = (show: SendScene['show'], look: (progress: SendProgress) => void = () => {}) =>
  vi.waitFor(
    async () => {
      await deliver(app, { settings: LASTING });
      const progress = await show();
      look(progress);
      await endPauses('not is_circuit_open');
      await app.db.raw('update sends set blocked_until = now() where blocked_until > now()');
      expect(progress.status).toBe('sent');
    },
    { timeout: 100_000 },
  );

describe('A publication with two transports', () => {
  test('sends over the first as long as that works', async () => {
    const { show } = await sendScene(app, 60, { publication: { transports: ['default', 'backup'] } });
    await untilSent(show);
    expect(first.accepted).toHaveLength(60);
    expect(second.commands).toEqual([]);
  });

  test('goes on over the second when the first is out of order in mid-send: each reader once, and the send says so', async () => {
    const { show } = await sendScene(app, 300, { publication: { transports: ['default', 'backup'] } });
    first.script = (step) => (first.accepted.length >= 100 && step === 'mail' ? busy() : undefined);
    const reasons = new Set<string>();
    await untilSent(show, ({ reason }) => reason && reasons.add(says(reason)));
    expect(first.accepted.length).toBeGreaterThanOrEqual(100);
    expect(second.accepted.length).toBeGreaterThan(0);
    expect(all()).toHaveLength(300);
    expect(new Set(all()).size).toBe(300);
    expect([...reasons].join(' ')).toContain('421 4.3.2 Busy. ');
    expect((await listTransports(app)).map(({ name, status }) => [name, status])).toEqual([
      ['default', 'out-of-order'],
      ['backup', 'working'],
    ]);
  });

  test.each([
    ['sixty', 60],
    ['two', 2],
  ])('goes over the second when the first will not hear of any of its %s readers', async (_many, readers) => {
    const { show } = await sendScene(app, readers, { publication: { transports: ['default', 'backup'] } });
    first.script = (step) => (step === 'rcpt' ? '454 4.7.1 Relay access denied' : undefined);
    await untilSent(show);
    expect(first.accepted).toEqual([]);
    expect(second.accepted).toHaveLength(readers);
    expect(await transportRow(app, 'default')).toMatchObject({ isCircuitOpen: true });
  });

  test('tells of the way round while mail takes it', async () => {
    const { show } = await sendScene(app, 5, { publication: { transports: ['default', 'backup'] } });
    await app.db.raw(
      `update transports set faults = 3, is_circuit_open = true, last_fault = '421 Busy', blocked_until = now() + interval '1 hour'
        where name = 'default'`,
    );
    expect((await show()).reason).toEqual({
      code: 'server-unusable',
      params: { reply: '421 Busy', via: 'backup' },
    });
  });

  test('does not change over for one fault', async () => {
    const { show } = await sendScene(app, 20, { publication: { transports: ['default', 'backup'] } });
    let faults = 1;
    first.script = (step) => (step === 'connect' && (faults -= 1) >= 0 ? busy() : undefined);
    await untilSent(show);
    expect(second.commands).toEqual([]);
    expect(await transportRow(app, 'default')).toMatchObject({ faults: 0, isCircuitOpen: false });
  });

  test('comes back to the first after a trial that risks no mail', async () => {
    first.script = busy;
    const { show } = await sendScene(app, 30, { publication: { transports: ['default', 'backup'] } });
    await untilSent(show);
    expect(await transportRow(app, 'default')).toMatchObject({ isCircuitOpen: true });
    first.commands.length = 0;
    first.script = () => undefined;
    await endPauses();
    await vi.waitFor(
      async () => {
        await deliver(app);
        expect(await transportRow(app, 'default')).toMatchObject({ isCircuitOpen: false, isBlocked: false });
      },
      { timeout: 100_000 },
    );
    expect(first.commands.some((line) => line.startsWith('MAIL'))).toBe(false);
    const next = await sendScene(app, 10, { publication: { transports: ['default', 'backup'] } });
    await untilSent(next.show);
    expect(first.accepted).toHaveLength(10);
    expect(await transportRow(app, 'default')).toMatchObject({ faults: 0 });
  });

  test('retries go over whichever works, with the same bytes (SMTP-03)', async () => {
    const { show } = await sendScene(app, 1, { publication: { transports: ['default', 'backup'] } });
    first.script = (step) => (step === 'dot' ? '451 4.2.0 Later' : undefined);
    await deliver(app);
    expect((await show()).counts.deferred).toBe(1);
    first.script = busy;
    await shiftRetries(app, '10 minutes');
    await vi.waitFor(
      async () => {
        await shiftRetries(app, '10 minutes');
        await deliverDueRetries(app, { settings: { ...QUICK, ...LASTING } });
        await endPauses('not is_circuit_open');
        expect((await show()).status).toBe('sent');
      },
      { timeout: 100_000 },
    );
    expect(second.messages.map(({ source }) => source)).toEqual([first.messages[0]?.source]);
  });
});

test('A transport in trouble holds up nobody whose mail goes over another', async () => {
  first.script = busy;
  const stuck = await sendScene(app, 20, { publication: { transports: ['default'] } });
  const other = await sendScene(app, 20, { publication: { transports: ['backup'] } });
  await untilSent(other.show);
  expect(second.accepted).toHaveLength(20);
  const { status, counts, reason } = await stuck.show();
  expect({ status, queued: counts.queued }).toEqual({ status: 'sending', queued: 20 });
  expect(reason).toMatchObject({ code: 'server-unusable', params: { via: null } });
  first.script = () => undefined;
  await endPauses();
  await untilSent(stuck.show);
  expect(first.accepted).toHaveLength(20);
});

test('A transport that is set up anew in mid-send is used as it is now, for who has not been claimed', async () => {
  await addSmtp(app, 'moving', first.url);
  const { show } = await sendScene(app, 4000, { publication: { transports: ['moving'] } });
  let isMoved = false;
  first.script = (step) => {
    if (!isMoved && step === 'dot' && first.accepted.length >= 100) {
      isMoved = true;
      void changeTransport(app, 'moving', { smtpUrl: second.url });
    }
    return undefined;
  };
  await untilSent(show);
  expect(first.accepted.length).toBeLessThan(4000);
  expect(second.accepted.length).toBeGreaterThan(0);
  expect(new Set(all()).size).toBe(4000);
  expect(all()).toHaveLength(4000);
});

test('While one transport is busy with a long send, another begins what comes in', async () => {
  const slow = await sendScene(app, 3, { publication: { transports: ['default'] } });
  first.hangUp();
  first.script = () => 'silent';
  const before = first.connections;
  const delivery = deliver(app);
  await vi.waitFor(() => expect(first.connections).toBeGreaterThan(before), { timeout: 100_000 });
  const other = await sendScene(app, 5, { publication: { transports: ['backup'] } });
  await vi.waitFor(() => expect(second.accepted).toHaveLength(5), { timeout: 100_000 });
  // What a server took is written down a moment later.
  await vi.waitFor(async () => expect((await other.show()).counts.accepted).toBe(5), { timeout: 100_000 });
  first.script = () => undefined;
  first.hangUp();
  await delivery;
  await untilSent(slow.show);
});

test('A single mail that the first transport cannot take goes over the second at once', async () => {
  first.script = busy;
  expect(await app.mailer.send({ ...singleMail, transports: ['default', 'backup'] })).toMatchObject({
    kind: 'accepted',
  });
  expect(second.accepted).toEqual(['ada@readers.example']);
  expect(await app.mailer.send({ ...singleMail, transports: ['default'] })).toMatchObject({
    kind: 'server',
    scope: 'transport',
  });
});

test('A message whose answer was lost is not sent over the second: it may have been taken (SMTP-07)', async () => {
  const { show } = await sendScene(app, 1, { publication: { transports: ['default', 'backup'] } });
  first.script = (step) => (step === 'dot' ? 'close' : undefined);
  await deliver(app);
  expect((await show()).counts).toMatchObject({ unknown: 1 });
  expect(second.commands).toEqual([]);
});

test('Two processes try a transport that is out of order one at a time; a check by hand brings it back at once', async () => {
  await app.db.raw(
    `update transports set faults = 3, is_circuit_open = true, last_fault = 'x', blocked_until = now() where name = 'backup'`,
  );
  second.script = busy;
  const before = second.connections;
  await Promise.all([deliver(app), deliver(app), deliver(app)]);
  expect(second.connections - before).toBe(1);
  second.script = () => undefined;
  expect(await checkTransport(app, 'backup')).toBe(null);
  expect(await transportRow(app, 'backup')).toMatchObject({ isCircuitOpen: false, isBlocked: false });
});

test('A single mail that the server alone balks at, by 454 to its reader, is put off and says nothing about the server', async () => {
  first.script = (step) => (step === 'rcpt' ? '454 4.7.0 Not you' : undefined);
  for (let round = 0; round < 4; round += 1)
    expect(await app.mailer.send(singleMail)).toMatchObject({ kind: 'server', reply: '454 4.7.0 Not you' });
  expect(await transportRow(app, 'default')).toMatchObject({ faults: 0, isCircuitOpen: false });
});
