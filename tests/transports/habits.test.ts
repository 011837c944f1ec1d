import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  changeTransport,
  checkTransport,
  createMailer,
  createTransport,
  getTransport,
} from '../../src/transports/index.ts';
import { getSend } from '../../src/sends/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { deliver, makeArticle, makeReaders, mendTransports, prepareSendOf } from '../support/sends/sends.ts';
import { singleMail, transportRow } from '../support/sends/transports.ts';

const smtp = await startScriptedSmtp({ extensions: ['PIPELINING'] });
const app = await createTestApp({ SMTP_URL: smtp.url, SEND_CONNECTIONS: '3' });
const another = () => ({ ...app, mailer: createMailer(app.config, app.db, app.keys) });

beforeEach(async () => {
  await mendTransports(app);
  await app.db.raw("update transports set habits = '{}', messages_per_connection = null");
  smtp.hangUp();
  smtp.script = () => undefined;
  smtp.pipelined = 'heard';
  smtp.slowMs = 0;
  smtp.session = { most: Infinity, reply: '' };
  smtp.accepted.length = 0;
  smtp.messages.length = 0;
  smtp.commands.length = 0;
  smtp.connections = 0;
  smtp.perSession.length = 0;
});

/** Sends to so many, who all get it once and are charged with nothing. */
async function sendTo(readers: number, by = app): Promise<void> {
  smtp.accepted.length = 0;
  const publication = await makePublication(app);
  await makeReaders(app, publication, readers, `${publication.slug}.example`);
  const sendId = await prepareSendOf(app, await makeArticle(app, publication));
  await vi.waitFor(
    async () => {
      // No lease runs out, however little the machine gives this process.
      await deliver(by, { settings: { leaseSeconds: 120 } });
      expect((await getSend(app.db, publication.id, sendId)).status).toBe('sent');
    },
    { timeout: 150_000 },
  );
  const { counts, reason } = await getSend(app.db, publication.id, sendId);
  expect(counts).toMatchObject({ accepted: readers, unknown: 0, deferred: 0, rejected: 0 });
  expect(reason).toBeNull();
  expect(new Set(smtp.accepted).size).toBe(readers);
  expect(smtp.accepted).toHaveLength(readers);
  expect(await transportRow(app, 'default')).toMatchObject({ faults: 0, isCircuitOpen: false });
  expect(app.logged.join('')).not.toMatch(/send\.blocked|transport\.fault/);
  const twice = await app.db.raw('select 1 from messages where send_id = ? and possibly_twice', [sendId]);
  expect(twice.rows).toEqual([]);
}

const habits = async () => (await getTransport(app, 'default')).habits;

describe.each([
  ['drops (Courier)', 'dropped' as const],
  ['refuses (Haraka)', 'refused' as const],
])('A server that offers PIPELINING and %s what stands behind a message', (_what, pipelined) => {
  test('is found out within seconds, and from then on each message waits for the answer to the one before', async () => {
    smtp.pipelined = pipelined;
    // What is announced stands behind a message in any case, however late it was at hand.
    smtp.slowMs = 30;
    // Five readers in five minutes would not get done before the test's own limit.
    await sendTo(60);
    // It is kept beside the sending.
    await expect.poll(habits, { timeout: 100_000 }).toMatchObject({ waitsForAnswers: true });
    const connections = smtp.connections;
    await sendTo(60);
    // Other processes know it, too.
    await sendTo(60, another());
    // No session ended early: each process opened three at most.
    expect(smtp.connections).toBeLessThanOrEqual(connections + 6);
    // What stands in front of the message is still sent in one piece.
    expect(smtp.commands.filter((line) => line.startsWith('RSET'))).toEqual([]);
  });
});

test('A server that hears what stands behind a message is told at once, and nothing is learnt', async () => {
  await sendTo(60);
  expect(await habits()).toEqual({ waitsForAnswers: false, messagesPerConnection: null });
});

test('A check, or new settings, give the server a fresh start', async () => {
  smtp.pipelined = 'refused';
  await createTransport(app, { name: 'relay', kind: 'smtp', smtpUrl: smtp.url });
  const learn = async (name: string) =>
    app.db.raw('update transports set habits = ? where name = ?', [
      JSON.stringify({ server: `127.0.0.1:${smtp.port}`, waitsForAnswers: true, messagesPerSession: 5 }),
      name,
    ]);
  for (const mend of [
    () => checkTransport(app, 'relay'),
    () => changeTransport(app, 'relay', { connections: 2 }),
    () => app.db.raw(`update transports set habits = jsonb_set(habits, '{server}', '"elsewhere:25"')`),
  ]) {
    await learn('relay');
    expect((await getTransport(app, 'relay')).habits).toEqual({
      waitsForAnswers: true,
      messagesPerConnection: 5,
    });
    await mend();
    expect((await getTransport(app, 'relay')).habits).toEqual({
      waitsForAnswers: false,
      messagesPerConnection: null,
    });
  }
});

describe('A server that takes so many messages of a session', () => {
  test.each(['452 4.5.3 Too many messages sent', '421 4.7.0 Too many messages for this session'])(
    'and says %s gets the rest over fresh ones; later sessions end before it',
    async (reply) => {
      smtp.session = { most: 5, reply };
      await sendTo(60);
      await expect.poll(habits, { timeout: 100_000 }).toMatchObject({ messagesPerConnection: 5 });
      smtp.session.reply = '550 5.7.1 It was told';
      await sendTo(30);
      expect(Math.max(...smtp.perSession)).toBe(5);
    },
  );

  test.each(['452 4.5.3 Too many recipients this session', '451 Too many recipients in this connection'])(
    'and says so of a reader (%s) charges nobody, and sends the rest over fresh ones',
    async (reply) => {
      smtp.session = { most: 5, reply, step: 'rcpt' };
      await sendTo(30);
      await expect.poll(habits, { timeout: 100_000 }).toMatchObject({ messagesPerConnection: 5 });
    },
  );

  test('and says no more than 421 is known by the number', async () => {
    smtp.session = { most: 4, reply: '421 4.3.2 Closing' };
    await sendTo(80);
    await expect.poll(habits, { timeout: 100_000 }).toMatchObject({ messagesPerConnection: 4 });
  });

  test('takes single mails over fresh ones, too', async () => {
    smtp.session = { most: 2, reply: '452 4.5.3 Too many messages sent' };
    for (let mail = 0; mail < 5; mail += 1)
      expect(await app.mailer.send(singleMail)).toMatchObject({ kind: 'accepted' });
    await expect.poll(habits, { timeout: 100_000 }).toMatchObject({ messagesPerConnection: 2 });
  });

  test('from the first one on refuses it: that is a fault of the server', async () => {
    smtp.session = { most: 0, reply: '452 4.5.3 Too many messages sent' };
    expect(await app.mailer.send(singleMail)).toMatchObject({ kind: 'server', scope: 'transport' });
    expect(await habits()).toMatchObject({ messagesPerConnection: null });
  });
});

test('No connection takes more messages than the operator wants, over SMTP_URL as well', async () => {
  await changeTransport(app, 'default', { messagesPerConnection: 7 });
  await sendTo(60);
  expect(Math.max(...smtp.perSession)).toBe(7);
  expect((await getTransport(app, 'default')).settings).toEqual({ messagesPerConnection: 7 });
  await changeTransport(app, 'default', { messagesPerConnection: null });
  await sendTo(60);
  expect(Math.max(...smtp.perSession)).toBeGreaterThan(7);
});

test('Messages of a connection are a matter of SMTP; everything else of SMTP_URL is changed there', async () => {
  await createTransport(app, { name: 'files', kind: 'file' });
  await expect(changeTransport(app, 'files', { messagesPerConnection: 7 })).rejects.toThrow();
  await expect(changeTransport(app, 'default', { messagesPerConnection: 0 })).rejects.toThrow();
  await expect(changeTransport(app, 'default', { messagesPerConnection: 7, connections: 3 })).rejects.toThrow(
    'SMTP_URL',
  );
  expect((await getTransport(app, 'default')).settings).toEqual({});
});

test('A check that meets Exim tells how many messages of a connection it delivers at once, until that is set', async () => {
  smtp.script = (step) =>
    step === 'connect' ? '220 relay.example ESMTP Exim 4.98 Sun, 29 Nov 2026 10:00:00 +0000' : undefined;
  expect(await checkTransport(app, 'default')).toBeNull();
  expect((await getTransport(app, 'default')).hints).toEqual([
    { code: 'exim-queues', params: { messages: 10 } },
  ]);
  await changeTransport(app, 'default', { messagesPerConnection: 10 });
  expect((await getTransport(app, 'default')).hints).toEqual([]);
});
