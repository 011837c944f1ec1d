import { SMTPServer } from 'smtp-server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { composeSource } from '../../../src/mailers/message/compose-source.ts';
import { createSmtpMailer } from '../../../src/mailers/smtp/smtp-mailer.ts';
import { helloName, readSmtpUrl } from '../../../src/mailers/smtp/smtp-options.ts';
import { openSmtpSession } from '../../../src/mailers/smtp/smtp-session.ts';
import type { Mail } from '../../../src/platform/mail/mailer.ts';
import { startScriptedSmtp, type ScriptedSmtp } from '../../support/mail/scripted-smtp.ts';

const smtp = await startScriptedSmtp();
const pipelining = await startScriptedSmtp({ extensions: ['PIPELINING', 'SIZE 20000'] });
const signing = await startScriptedSmtp({ extensions: ['AUTH PLAIN'] });

/** @param patienceMs a machine that pauses must not look like a server that is silent. */
function mailerTo(server: Pick<ScriptedSmtp, 'url'>, isPlain = false, patienceMs = 20_000) {
  const mailer = createSmtpMailer({
    isPlain,
    smtpUrl: server.url,
    publicUrl: 'https://news.gazette.example',
    timeouts: { greetingTimeout: patienceMs, socketTimeout: patienceMs, connectionTimeout: 20_000 },
  });
  onTestFinished(() => mailer.close());
  return mailer;
}

const mail = (fields: Partial<Mail> = {}): Mail => ({
  envelopeFrom: 'news@gazette.example',
  from: { name: 'The Gazette', address: 'news@gazette.example' },
  to: { name: 'A "reader", b@c', address: 'reader@example.org' },
  replyTo: undefined,
  subject: 'Bridge opens',
  html: '<p>Bridge opens</p>',
  text: '.\r\n..\r\nFrom the bridge\r\n-- \r\nBridge opens ',
  messageId: '<opaque@gazette.example>',
  date: new Date('2026-11-23T12:00:00Z'),
  headers: [{ name: 'List-Help', value: '<https://gazette.example>' }],
  ...fields,
});

describe.each([
  ['without PIPELINING', smtp, false],
  ['with PIPELINING', pipelining, false],
  ["without PIPELINING, by nodemailer's client", smtp, true],
  ["with PIPELINING, by nodemailer's client", pipelining, true],
])('%s', (_what, server, isPlain) => {
  test.each([
    ['a closed connection before the greeting', 'connect', 'close', { kind: 'server', scope: 'transport' }],
    ['silence instead of a greeting', 'connect', 'silent', { kind: 'server', scope: 'transport' }],
    ['a greeting that refuses', 'connect', '554 Go away', { kind: 'server', scope: 'transport' }],
    ['a closed connection at MAIL', 'mail', 'close', { kind: 'server', scope: 'transport' }],
    ['421 at RCPT', 'rcpt', '421 4.3.2 Closing', { kind: 'server', scope: 'transport' }],
    ['a refused sender', 'mail', '550 5.7.1 Not you', { kind: 'server', scope: 'sender' }],
    ['an unknown mailbox', 'rcpt', '550-5.1.1 No\n550 5.1.1 such user', { kind: 'recipient', isHard: true }],
    ['greylisting', 'rcpt', '450 4.7.1 Greylisted', { kind: 'recipient', isPermanent: false }],
    ['a refused DATA', 'data', '451 4.3.0 Later', { kind: 'recipient', isPermanent: false }],
    ['a closed connection at DATA (SMTP-08)', 'data', 'close', { kind: 'server', scope: 'transport' }],
    ['a closed connection in mid-message (SMTP-08)', 'body', 'close', { kind: 'unknown' }],
    ['a closed connection after the dot (SMTP-07)', 'dot', 'close', { kind: 'unknown' }],
    ['silence after the dot (SMTP-07)', 'dot', 'silent', { kind: 'unknown' }],
    [
      'a temporary refusal after the dot',
      'dot',
      '451 4.7.1 Later',
      { kind: 'recipient', isPermanent: false },
    ],
    ['a half reply to MAIL', 'mail', '354 Go ahead', { kind: 'server', scope: 'transport' }],
    ['a half reply to RCPT', 'rcpt', '354 Go ahead', { kind: 'server', scope: 'message' }],
    ['a half reply after the dot', 'dot', '354 Go ahead', { kind: 'unknown', reply: '354 Go ahead' }],
    ['no SMTP after the dot', 'dot', 'Hello?', { kind: 'unknown' }],
    ['421 after the dot', 'dot', '421 4.7.0 Slow down', { kind: 'server', scope: 'destination' }],
    ['spam after the dot', 'dot', '554 5.7.1 Spam', { kind: 'content', isPermanent: true }],
    [
      'acceptance',
      'dot',
      '250 2.0.0 Ok: queued as 12',
      { kind: 'accepted', reply: '250 2.0.0 Ok: queued as 12' },
    ],
  ] as const)('%s is what it is', async (_case, step, act, outcome) => {
    server.script = (at) => (at === step ? act : undefined);
    const patienceMs = act === 'silent' ? 1000 : undefined;
    expect(await mailerTo(server, isPlain, patienceMs).send(mail())).toMatchObject(outcome);
  });

  test('A refused reader does not cost the connection: the next message goes over it', async () => {
    server.script = (step, _line, to) =>
      step === 'rcpt' && to.startsWith('no') ? '550 5.1.1 No' : undefined;
    const before = server.connections;
    const mailer = mailerTo(server, isPlain);
    await mailer.send(mail({ to: { name: '', address: 'no@example.org' } }));
    expect(await mailer.send(mail())).toMatchObject({ kind: 'accepted' });
    expect(server.connections).toBe(before + 1);
  });

  test('A server that ends used connections is no fault: the message takes a fresh one, and goes once', async () => {
    let onThisConnection = 0;
    server.script = (step) => {
      if (step === 'connect') onThisConnection = 0;
      if (step !== 'mail') return undefined;
      onThisConnection += 1;
      return onThisConnection > 1 ? '421 4.4.2 One message per connection' : undefined;
    };
    server.accepted.length = 0;
    const mailer = mailerTo(server, isPlain);
    for (const _ of [1, 2, 3]) expect(await mailer.send(mail())).toMatchObject({ kind: 'accepted' });
    expect(server.accepted).toHaveLength(3);
  });
});

test('A server that allows two connections gets everything over two', async () => {
  let open = 0;
  smtp.script = (step) => {
    if (step === 'connect') return (open += 1) > 2 ? '421 Too many connections' : undefined;
    return undefined;
  };
  smtp.accepted.length = 0;
  const mailer = mailerTo(smtp);
  const outcomes = await Promise.all(Array.from({ length: 30 }, () => mailer.send(mail())));
  expect(outcomes.map(({ kind }) => kind)).toEqual(Array.from({ length: 30 }, () => 'accepted'));
  expect(smtp.accepted).toHaveLength(30);
});

test('Replies are kept without the addresses in them (GDPR-02)', async () => {
  smtp.script = (step) => (step === 'rcpt' ? '550 5.1.1 <reader@example.org>: unknown' : undefined);
  expect((await mailerTo(smtp).send(mail())).reply).not.toContain('reader@');
});

test('A message larger than the server takes is refused before anything is said about a reader (SMTP-15)', async () => {
  pipelining.script = () => undefined;
  pipelining.commands.length = 0;
  const outcome = await mailerTo(pipelining).send(mail({ text: 'x'.repeat(30_000) }));
  expect(outcome).toMatchObject({ kind: 'server', reply: expect.stringContaining('larger') });
  expect(pipelining.commands.filter((line) => line.startsWith('RCPT'))).toEqual([]);
});

test('An address with characters beyond ASCII is never sent as raw UTF-8 (ADR-05)', async () => {
  smtp.commands.length = 0;
  const outcome = await mailerTo(smtp).send(mail({ to: { name: '', address: 'üser@example.org' } }));
  expect(outcome).toMatchObject({ kind: 'recipient', isPermanent: true, isHard: false });
  expect(smtp.commands).toEqual([]);
});

test('The envelope holds the one address as it is, whatever it looks like (ADR-04)', async () => {
  smtp.script = () => undefined;
  smtp.commands.length = 0;
  await mailerTo(smtp).send(mail({ to: { name: 'x <y@z.example>', address: "o'brien+a@example.org" } }));
  expect(smtp.commands.filter((line) => line.startsWith('RCPT'))).toEqual([
    "RCPT TO:<o'brien+a@example.org>",
  ]);
});

describe('STARTTLS (SMTP-13)', () => {
  test('is demanded of every server but this machine, unless it is turned off on purpose', () => {
    expect(readSmtpUrl('smtp://u:p@relay.example').connection).toMatchObject({ requireTLS: true, port: 587 });
    expect(readSmtpUrl('smtps://relay.example').connection).toMatchObject({ secure: true, port: 465 });
    expect(readSmtpUrl('smtp://relay.example').connection.tls).toEqual({
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
    });
    expect(readSmtpUrl('smtp://127.0.0.1:25').connection.requireTLS).toBe(false);
    const off = readSmtpUrl('smtp://relay.example?tls=off');
    expect(off.connection.requireTLS).toBe(false);
    expect(off.insecurities).toEqual(['tls-off']);
    expect(readSmtpUrl('smtps://relay.example?tls.rejectUnauthorized=false').insecurities).toEqual([
      'certificates-unchecked',
    ]);
  });

  test('with a certificate that proves nothing keeps the message here, unless that is wanted', async () => {
    const server = new SMTPServer({ authOptional: true, disableReverseLookup: true });
    server.on('error', () => {});
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
    const { port } = server.server.address() as { port: number };
    const open = (url: string) =>
      openSmtpSession({ ...readSmtpUrl(url).connection, host: '127.0.0.1', port }, undefined);
    expect(await open('smtp://relay.example')).toMatchObject({
      kind: 'failed',
      reply: expect.stringContaining('certificate'),
    });
    const opened = await open('smtp://relay.example?tls.rejectUnauthorized=false');
    expect(opened.kind).toBe('open');
    if (opened.kind === 'open') opened.session.close();
  });

  test('that is demanded and missing keeps the message here', async () => {
    smtp.script = () => undefined;
    const { connection } = readSmtpUrl('smtp://relay.example');
    const opened = await openSmtpSession({ ...connection, host: '127.0.0.1', port: smtp.port }, undefined);
    expect(opened).toMatchObject({ kind: 'failed' });
  });
});

test('A login that the server does not offer is a fault, not a reason to go without', async () => {
  smtp.script = () => undefined;
  const outcome = await mailerTo({ url: smtp.url.replace('smtp://', 'smtp://user:secret@') }).send(mail());
  expect(outcome).toMatchObject({ kind: 'server' });
  expect(outcome.reply).not.toContain('secret');
});

describe('A connection that dies while we sign in', () => {
  const { connection } = readSmtpUrl(signing.url);
  const login = { user: 'user', pass: 'secret' };

  test.each(['close', 'reset', '421 4.3.2 Closing', '535 5.7.8 Wrong password', 'silent'])(
    'is a fault that is told: %s',
    async (act) => {
      signing.script = (step) => (step === 'auth' ? act : undefined);
      const opened = await openSmtpSession({ ...connection, socketTimeout: 500 }, login);
      expect(opened).toEqual({ kind: 'failed', reply: expect.stringMatching(/./) });
    },
    60_000,
  );

  test.each(['ehlo', 'auth'])(
    'is given up long before a reply to a message would be: silence at %s',
    async (at) => {
      signing.script = (step) => (step === at ? 'silent' : undefined);
      const opened = await openSmtpSession(connection, login, { setUpMs: 300 });
      expect(opened).toEqual({ kind: 'failed', reply: 'The mail server did not answer in time.' });
    },
    60_000,
  );

  test('does not keep a place from others', async () => {
    signing.script = (step) => (step === 'auth' ? 'close' : undefined);
    const mailer = mailerTo({ url: signing.url.replace('smtp://', 'smtp://user:secret@') });
    const faults = await Promise.all(Array.from({ length: 12 }, () => mailer.send(mail())));
    expect(faults.map(({ kind }) => kind)).toEqual(Array.from({ length: 12 }, () => 'server'));
    signing.script = () => undefined;
    expect(await mailer.send(mail())).toMatchObject({ kind: 'accepted' });
  });
});

test.each(['connect', 'ehlo', 'auth'])(
  'A check ends soon, wherever the server falls silent: at %s',
  async (at) => {
    signing.script = (step) => (step === at ? 'silent' : undefined);
    const mailer = createSmtpMailer({
      smtpUrl: signing.url.replace('smtp://', 'smtp://user:secret@'),
      publicUrl: 'https://news.gazette.example',
      timeouts: { connectionTimeout: 300 },
    });
    expect(await mailer.check?.()).toMatch(/./);
  },
  60_000,
);

test('EHLO gives a full host name (SMTP-14)', async () => {
  expect(helloName('https://news.gazette.example/x', 'gazette.example')).toBe('news.gazette.example');
  expect(helloName('http://localhost:3000', 'gazette.example')).toContain('.');
  smtp.script = () => undefined;
  smtp.commands.length = 0;
  await mailerTo(smtp).send(mail());
  expect(smtp.commands[0]).toBe('EHLO news.gazette.example');
});

describe('The source of a mail', () => {
  test('is the same bytes every time (HDR-07, SMTP-03)', () => {
    expect(composeSource(mail())).toEqual(composeSource(mail()));
  });

  test.each([
    ['subject', { subject: 'x\r\nBcc: evil@example.org' }],
    ['sender name', { from: { name: 'x\nBcc: evil@example.org', address: 'news@gazette.example' } }],
    ['reply address', { replyTo: 'a@b.example\r\nBcc: evil@example.org' }],
    ['custom header', { headers: [{ name: 'X-A', value: 'a\r\nBcc: evil@example.org' }] }],
    ['header name', { headers: [{ name: 'X-A: b\r\nBcc', value: 'evil@example.org' }] }],
    ['NUL', { subject: 'a\0b' }],
  ])('cannot be bent by a line break in the %s (HDR-08)', (_what, fields) => {
    expect(() => composeSource(mail(fields))).toThrow('line break');
  });
});
