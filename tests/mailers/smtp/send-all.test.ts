import { SMTPServer } from 'smtp-server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createSmtpMailer } from '../../../src/mailers/smtp/smtp-mailer.ts';
import type { BulkMessage, Mailer, MailOutcome } from '../../../src/platform/mail/mailer.ts';
import { startScriptedSmtp } from '../../support/mail/scripted-smtp.ts';

const smtp = await startScriptedSmtp({ extensions: ['PIPELINING'] });

function mailerTo(
  smtpUrl: string,
  options: { connections?: number; isPlain?: boolean; singleMs?: number } = {},
): Mailer {
  smtp.accepted.length = 0;
  smtp.messages.length = 0;
  smtp.connections = 0;
  smtp.script = () => undefined;
  const mailer = createSmtpMailer({ smtpUrl, publicUrl: 'https://news.gazette.example', ...options });
  onTestFinished(() => mailer.close());
  return mailer;
}

function crowd(addresses: string[]) {
  const outcomes: Record<string, MailOutcome[]> = Object.fromEntries(addresses.map((to) => [to, []]));
  const waiting = [...addresses];
  const next = (): BulkMessage | undefined => {
    const to = waiting.shift();
    return to === undefined
      ? undefined
      : {
          envelopeFrom: 'news@gazette.example',
          fromAddress: 'news@gazette.example',
          to,
          size: 100,
          render: () => Buffer.from(`Subject: to ${to}\r\n\r\nHello\r\n`),
          settle: (outcome) => void outcomes[to]?.push(outcome),
        };
  };
  const kinds = () => Object.values(outcomes).map((all) => all.map(({ kind }) => kind).join(' '));
  return { next, kinds, outcomes, waiting };
}

const readers = (count: number) => Array.from({ length: count }, (_, n) => `reader${n}@example.org`);
const all = (count: number, kind: string) => Array.from({ length: count }, () => kind);
const confirmation = {
  envelopeFrom: 'news@gazette.example',
  from: { name: '', address: 'news@gazette.example' },
  to: { name: '', address: 'newcomer@example.org' },
  replyTo: undefined,
  subject: 'Please confirm',
  html: '<p>Please confirm</p>',
  text: 'Please confirm',
  messageId: '<confirmation@gazette.example>',
  date: new Date(),
  headers: [],
};

describe.each([
  ['our client', false],
  ["nodemailer's client", true],
])('A crowd, sent by %s', (_who, isPlain) => {
  test('goes over as many connections as are allowed, each reader once', async () => {
    const mailer = mailerTo(smtp.url, { connections: 7, isPlain });
    const { next, kinds } = crowd(readers(300));
    await mailer.sendAll(next);
    expect(kinds()).toEqual(all(300, 'accepted'));
    expect(new Set(smtp.accepted).size).toBe(300);
    expect(smtp.accepted).toHaveLength(300);
    expect(smtp.connections).toBe(7);
  });

  test('gets through a server that allows two connections', async () => {
    const mailer = mailerTo(smtp.url, { connections: 7, isPlain });
    let open = 0;
    smtp.script = (step) =>
      step === 'connect' && (open += 1) > 2 ? '421 4.7.0 Too many connections' : undefined;
    const { next, kinds } = crowd(readers(200));
    await mailer.sendAll(next);
    expect(kinds()).toEqual(all(200, 'accepted'));
    expect(smtp.accepted).toHaveLength(200);
  });

  test('gets through a server that ends every connection after three messages', async () => {
    const mailer = mailerTo(smtp.url, { connections: 1, isPlain });
    let mails = 0;
    smtp.script = (step) => {
      if (step === 'connect') mails = 0;
      return step === 'mail' && (mails += 1) > 3 ? '421 4.4.2 Enough' : undefined;
    };
    const { next, kinds } = crowd(readers(20));
    await mailer.sendAll(next);
    expect(kinds()).toEqual(all(20, 'accepted'));
    expect(smtp.accepted).toEqual(readers(20));
  });

  test('does not hold up a confirmation mail', async () => {
    const mailer = mailerTo(smtp.url, { connections: 1, isPlain });
    const { next, kinds, waiting } = crowd(readers(1000));
    const crowdSent = mailer.sendAll(next);
    expect(await mailer.send(confirmation)).toMatchObject({ kind: 'accepted' });
    expect(waiting.length).toBeGreaterThan(900);
    await crowdSent;
    expect(kinds()).toEqual(all(1000, 'accepted'));
    expect(smtp.connections).toBe(2);
  });

  test('that a server takes minutes for delays no confirmation: single mails have a connection of their own', async () => {
    const mailer = mailerTo(smtp.url, { connections: 3, isPlain });
    smtp.script = (step, _line, to) => (step === 'dot' && to.startsWith('reader') ? 'silent' : undefined);
    const { next, waiting } = crowd(readers(10));
    const crowdSent = mailer.sendAll(next);
    await expect.poll(() => waiting.length).toBe(7);
    for (let mail = 0; mail < 20; mail += 1)
      expect(await mailer.send(confirmation)).toMatchObject({ kind: 'accepted' });
    expect(smtp.connections).toBe(4);
    smtp.script = () => undefined;
    smtp.hangUp();
    await crowdSent;
  });

  test('and confirmations get through a server that allows three connections and is silent on two', async () => {
    const mailer = mailerTo(smtp.url, { connections: 10, isPlain });
    let open = 0;
    smtp.script = (step, _line, to) => {
      if (step === 'connect') return (open += 1) > 3 ? '421 4.7.0 Too many connections' : undefined;
      return step === 'dot' && to.startsWith('silent') ? 'silent' : undefined;
    };
    const { next } = crowd([...readers(100), 'silent1@example.org', 'silent2@example.org']);
    const crowdSent = mailer.sendAll(next);
    await expect.poll(() => smtp.messages.filter(({ to }) => to.startsWith('silent')).length).toBe(2);
    expect(await mailer.send(confirmation)).toMatchObject({ kind: 'accepted' });
    smtp.script = () => undefined;
    smtp.hangUp();
    await crowdSent;
  });

  test('A single mail that gets no answer is in doubt after its time, and its connection is free for others', async () => {
    const mailer = mailerTo(smtp.url, { connections: 1, isPlain, singleMs: 300 });
    smtp.script = (step, _line, to) => (step === 'dot' && to.startsWith('silent') ? 'silent' : undefined);
    const silent = { ...confirmation, to: { name: '', address: 'silent@example.org' } };
    const [one, two, three] = await Promise.all([
      mailer.send(silent),
      mailer.send(confirmation),
      mailer.send(confirmation),
    ]);
    expect(one).toMatchObject({ kind: 'unknown' });
    expect([two, three]).toMatchObject([{ kind: 'accepted' }, { kind: 'accepted' }]);
    // Before it had the message, nothing is in doubt.
    smtp.script = (step) => (step === 'mail' ? 'silent' : undefined);
    expect(await mailer.send(silent)).toMatchObject({ kind: 'server', scope: 'transport' });
  });

  test.each([
    'reader\r\nRCPT TO:<evil@example.org>',
    'a@b.example> x',
    'a b@c.example',
    'üser@example.org',
    '',
  ])('skips the address %j, which could name somebody else or nobody (ADR-04, ADR-05)', async (address) => {
    const mailer = mailerTo(smtp.url, { connections: 1, isPlain });
    smtp.commands.length = 0;
    const { next, outcomes } = crowd(['first@example.org', address, 'last@example.org']);
    await mailer.sendAll(next);
    expect(outcomes[address]).toMatchObject([{ kind: 'recipient', isPermanent: true, isHard: false }]);
    expect(smtp.accepted).toEqual(['first@example.org', 'last@example.org']);
    expect(smtp.commands.filter((line) => line.startsWith('RCPT'))).toHaveLength(2);
  });

  test('goes over STARTTLS and after AUTH, where the server wants both (SMTP-13)', async () => {
    const taken: { user: unknown; isSecure: boolean }[] = [];
    const server = new SMTPServer({
      disableReverseLookup: true,
      onAuth: ({ username, password }, _session, callback) =>
        password === 'se%cret' ? callback(null, { user: username }) : callback(new Error('No')),
      onData(stream, session, callback) {
        taken.push({ user: session.user, isSecure: session.secure });
        stream.resume().on('end', () => callback());
      },
    });
    server.on('error', () => {});
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
    const { port } = server.server.address() as { port: number };
    const { next, kinds } = crowd(readers(30));
    await mailerTo(`smtp://news:se%25cret@127.0.0.1:${port}`, { connections: 3, isPlain }).sendAll(next);
    expect(kinds()).toEqual(all(30, 'accepted'));
    expect(taken).toEqual(Array.from({ length: 30 }, () => ({ user: 'news', isSecure: true })));
    const refused = crowd(['reader@example.org']);
    await mailerTo(`smtp://news:wrong@127.0.0.1:${port}`, { isPlain }).sendAll(refused.next);
    expect(refused.kinds()).toEqual(['server']);
  });
});
